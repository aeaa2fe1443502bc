/**
 * The doctor and the run agree: a fault that makes a run incomplete fails a check, and no other does. What a
 * run makes of each fault is shown by test/reliability, whose rows are asked here.
 */
import type { Fault, FaultKind } from '../../packages/local-okta';
import { startSampleOrg } from '../../test/reliability/collectInMemory';
import { ENDPOINTS } from '../../test/reliability/endpointRows';
import type { Row } from '../../test/reliability/row';
import { examineAt } from '../../test/harness/examine';
import { RESOURCES } from '../resources';

/** What the doctor would have to ask about every object to see. */
const ONLY_A_RUN_SEES: readonly (readonly [where: string, fault: string])[] = [
  // Whether any user has a role.
  ['`/api/v1/users/{id}/roles`', 'empty for every user, if Okta does not list role holders'],
  // Whether anybody has a custom role.
  ['`/api/v1/iam/roles`', 'empty'],
];
/** Which side a run reads assignments from depends on the size of the org. */
const WARNED = '/api/v1/groups/{id}/apps';

const rows = ENDPOINTS.rows.filter(
  (row) => !ONLY_A_RUN_SEES.some(([where, fault]) => row.where === where && row.fault === fault),
);

test.each(rows.map((row) => [row.where, row.fault, row] as const))('%s: %s', async (...given) => {
  const [where, fault, row] = given;
  const okta = await startSampleOrg(row.org);
  try {
    const { results } = await examineAt(okta);
    const failing = Object.keys(results).filter((id) => results[id]?.status === 'fail');
    const warned = Object.keys(results).filter((id) => results[id]?.status === 'warn');
    const isSilent = fault === 'empty';
    if (where.includes(WARNED)) expect([failing.length, warned.length > 0]).toEqual([0, !isSilent]);
    else expect([failing.length > 0, failing]).toEqual([isIncomplete(row), failing]);
  } finally {
    await okta.close();
  }
});

describe.each(
  RESOURCES.flatMap(({ definition: { id, list } }) => (list ? [[list.path, id] as const] : [])),
)('%s', (on, id) => {
  test.each<[FaultKind['kind'], string]>([
    ['forbidden', 'fail'],
    ['notFound', 'fail'],
    ['serverError', 'fail'],
    ['featureOff', 'skipped'],
    ['empty', 'ok'],
  ])('%s: %s, as a run has it', async (kind, status) => {
    const fault = { kind, on } as Fault;
    const okta = await startSampleOrg({ faults: [fault] });
    try {
      const { results } = await examineAt(okta);
      expect(results[id]?.status).toBe(status);
      const failing = Object.keys(results).filter((each) => results[each]?.status === 'fail');
      expect(failing).toEqual(status === 'fail' ? [id] : []);
    } finally {
      await okta.close();
    }
  });
});

function isIncomplete({ fails = [], stops }: Row): boolean {
  return fails.length > 0 || stops !== undefined;
}
