/** A stranger whom only a slow list names: steps that end early wait for what it shows. */
import { appId } from '../../packages/local-okta/sample/appSpec';
import { userId } from '../../packages/local-okta/sample/people';
import { runSample } from './collectInMemory';
import { withAssignedStranger } from './strangers';

test('a user whom only a slow list names keeps all users from being deleted', async () => {
  const id = userId('stranger');
  const slack = appId('slack');
  const profile = { login: 'old@sample.example' };
  const { statuses, partial } = await runSample({
    org: withAssignedStranger(slack),
    faults: [
      // Longer than all else takes, so that everybody who judges by then has not met the stranger.
      { kind: 'slow', ms: 3_000, on: new RegExp(`/apps/${slack}/users`) },
      {
        // When the stranger is asked for, Okta shows a user who was there all the time.
        kind: 'change',
        nth: 1,
        on: new RegExp(`^/api/v1/users/${id}(?:\\?|$)`),
        change: (org) => {
          org.addUser({ id, status: 'ACTIVE', created: '2020-01-01T00:00:00.000Z', profile });
        },
      },
    ],
  });
  expect(statuses['fetch-users']).toBe('failure');
  expect(partial).toEqual(expect.arrayContaining(['okta_user', 'okta_account_has_user']));
});
