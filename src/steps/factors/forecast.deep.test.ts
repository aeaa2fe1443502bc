/** How many calls a run expects while users are still being listed. */
import { generatedOrg } from '../../../packages/local-okta';
import { collectLocal } from '../../../test/harness/collect';
import type { StepProgress } from '../../progress';
import { FACTORS_STEP } from './model';

const USERS = 1000;

test('the forecast starts from Okta’s own count of users, and ends with those that were asked', async () => {
  const seen: StepProgress[] = [];
  await collectLocal(
    { org: generatedOrg({ users: USERS, groups: 3, apps: 2 }), latencyMs: 20 },
    {
      observer: {
        runStarted: () => undefined,
        stepProgress: (id, progress) => {
          if (id === FACTORS_STEP) seen.push(progress);
        },
        warning: () => undefined,
      },
    },
  );
  // A page or two of users is listed by then, 200 each.
  expect(seen.filter(({ done }) => done < 20).map(({ total }) => total)).toContain(USERS);
  const last = seen.at(-1);
  expect(last?.total).toBe(last?.done);
  // The deprovisioned, whom Okta counts, have no factors.
  expect(last?.done).toBeLessThan(USERS);
});
