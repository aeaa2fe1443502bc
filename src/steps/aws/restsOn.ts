/** What AWS roles rest on besides the applications themselves: lists that other answers may contradict. */
import { IntegrationIncompleteDataError } from '../../run/losses';
import type { StepTools } from '../../run/step';
import { assertUsersShown } from '../applications/assignedUsers';
import { APPLICATION_ENTITY } from '../applications/model';
import { APP_USER_GROUP_ENTITY, USER_GROUP_ENTITY } from '../groups/model';
import type { AwsSource } from './catalog';

/** Without all applications there may be AWS applications that nobody knows. */
export const ON_APPLICATIONS = [APPLICATION_ENTITY._type];

/** A role that a group gives may be missing besides. */
export const ON_APPLICATIONS_AND_GROUPS = [
  ...ON_APPLICATIONS,
  USER_GROUP_ENTITY._type,
  APP_USER_GROUP_ENTITY._type,
];

const LACKS_GROUPS = 'Okta’s list of its groups lacks one that shows itself to be assigned to it';

/** What a step reads of AWS applications. */
type Read = 'members' | 'groups' | 'users';

/** Fails the step at its end if the lists that it reads turn out not to be true. */
export function confirmLists(
  { run, losses, atEnd }: StepTools,
  kind: AwsSource['kind'],
  read: readonly Read[],
): void {
  const { applications, memberships } = run;
  const lost = losses('AWS applications’ groups');
  atEnd(async () => {
    if (read.includes('members')) await memberships.confirm();
    if (read.includes('users')) {
      await applications.confirmUsers();
      await assertUsersShown(run);
    }
    if (!read.includes('groups')) return;
    await applications.confirmGroups();
    for await (const { application } of run.aws.sources(kind)) {
      if (applications.lacksGroups(application)) {
        lost.add(application.id, new IntegrationIncompleteDataError(LACKS_GROUPS));
      }
    }
  });
}
