/** What it means if an application that other answers name is not in the list of applications. */
import { isFirstParty, type OktaClient } from '../../okta';
import { CLOCK_TOLERANCE_MS, Unlisted } from '../../run/unlisted';
import { getApplication, type OktaApplication } from './api';

/**
 * Applications that the list lacks: a credential with a role over some resources is shown these only, as
 * if there were no others.
 *
 * @param startedOn of the run, ms since the epoch: applications that came later may rightly be in no list.
 * @param take makes an application that was read by id known to all steps.
 */
export function unlistedApplications(
  okta: OktaClient,
  startedOn: number,
  take: (application: OktaApplication) => void,
): Unlisted<OktaApplication> {
  return new Unlisted({
    items: 'applications',
    types: ['okta_application'],
    read: async (id) => {
      const application = await getApplication(okta, id);
      return application?.id === id ? application : undefined;
    },
    take,
    excuse: ({ status, name, created = 0 }) => {
      if (status === 'DELETED') return 'deleted';
      // Okta's list of applications does not always have its own.
      if (isFirstParty(name)) return 'overlooked';
      return created >= startedOn - CLOCK_TOLERANCE_MS ? 'new' : undefined;
    },
  });
}
