/** What it means if a group that other answers name is not in the list of groups. */
import type { OktaClient } from '../../okta';
import { CLOCK_TOLERANCE_MS, Unlisted } from '../../run/unlisted';
import { getGroup, type OktaGroup } from './api';

/**
 * Groups that the list lacks: a credential with a role over some resources is shown these only, as if there
 * were no others.
 *
 * @param startedOn of the run, ms since the epoch: groups that came later may rightly be in no list.
 * @param take makes a group that was read by id known to all steps.
 */
export function unlistedGroups(
  okta: OktaClient,
  startedOn: number,
  take: (group: OktaGroup) => void,
): Unlisted<OktaGroup> {
  return new Unlisted({
    items: 'groups',
    types: ['okta_user_group', 'okta_app_user_group'],
    read: async (id) => {
      const group = await getGroup(okta, id);
      return group?.id === id ? group : undefined;
    },
    take,
    excuse: ({ created = 0 }) => (created >= startedOn - CLOCK_TOLERANCE_MS ? 'new' : undefined),
  });
}
