/** Users of applications against the groups that are assigned to them. */
import { IntegrationIncompleteDataError } from '../../run/losses';
import type { Run } from '../../run/run';

const NO_USERS =
  'Okta shows no user of any application, although groups with members are assigned to some';

/**
 * Rejects with an IntegrationIncompleteDataError if no application shows a user, although an active one has
 * an assigned group with a user who signs in. To be called once assignments and members were read.
 */
export async function assertUsersShown(run: Run): Promise<void> {
  const { applications } = run;
  const { usersShown } = applications;
  if (usersShown.applications === 0 || usersShown.assignments > 0) return;
  if (!run.isEnabled('groups')) return;
  for (const groupId of applications.assigned.groups()) {
    const isActive = [...applications.assigned.of(groupId)].some(
      (id) => applications.find(id)?.status === 'ACTIVE',
    );
    if (isActive && (await hasActiveMember(run, groupId))) {
      throw (applications.usersDoubt ??= new IntegrationIncompleteDataError(NO_USERS));
    }
  }
}

async function hasActiveMember(run: Run, groupId: string): Promise<boolean> {
  const group = run.groups.find(groupId);
  if (group === undefined) return false;
  const { value: members } = await run.memberships.of(group);
  return members.some((position) => {
    const user = run.users.at(position);
    return user?.canHaveFactors === true && !user.isNewcomer;
  });
}
