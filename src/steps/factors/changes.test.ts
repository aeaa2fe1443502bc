import { idOf, listingOkta } from '../../../test/harness/listingOkta';
import { collectLocal, SAMPLE_NOW, type Collected } from '../../../test/harness/collect';
import { sampleOrg } from '../../../packages/local-okta';
import { listingById } from '../../../packages/local-okta/listing';
import { userId } from '../../../packages/local-okta/sample/people';
import { factorChangesSince, usersWithFactorEvents } from './changes';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const at = (iso: string): { startedOn: number } => ({ startedOn: Date.parse(iso) });

describe('when all users are asked', () => {
  test.each([
    ['no earlier run', undefined, '2026-11-23T10:00:00Z'],
    ['the first run of a day', '2026-11-22T23:59:00Z', '2026-11-23T00:01:00Z'],
    ['a run after days', '2026-11-20T10:00:00Z', '2026-11-23T10:00:00Z'],
  ])('%s', (_reason, last, current) => {
    const history = { current: at(current), ...(last && { lastSuccessful: at(last) }) };
    expect(factorChangesSince(history)).toBeUndefined();
  });

  test('not in a later run of the same day: events since an hour before the last one', () => {
    const history = {
      current: at('2026-11-23T18:00:00Z'),
      lastSuccessful: at('2026-11-23T12:00:00Z'),
    };
    expect(factorChangesSince(history)).toBe(Date.parse('2026-11-23T11:00:00Z'));
  });
});

test('of an event’s targets only a user is one whose factors changed', async () => {
  const target = [
    { id: idOf('00u', 1), type: 'User' },
    { id: idOf('0oa', 1), type: 'AppInstance' },
  ];
  const event = { uuid: 'e', eventType: 'user.mfa.factor.activate', target };
  const { client } = listingOkta(() => [[event]]);
  expect([...(await usersWithFactorEvents(client, 0, 1))]).toEqual([idOf('00u', 1)]);
});

describe('a run that asks only where something changed', () => {
  const stepStatus = ({ summary }: Collected, id: string): string | undefined =>
    summary?.integrationStepResults.find((step) => step.id === id)?.status;
  const ofType = ({ entities }: Collected, type: string): Collected['entities'] =>
    entities.filter(({ _type }) => _type === type);

  // In the sample org quinn's factors changed five days ago, and nobody else's within the hour.
  const last = SAMPLE_NOW - 5 * DAY + 10_000;
  const config = { mfaCollectionMode: 'changes' };

  test('asks these users, deletes nothing, and leaves mfaEnabled open for the others', async () => {
    const changed = await collectLocal({}, { config, startedOn: last + 1, lastSuccessfulOn: last });
    expect(changed.okta.counters.callsTo('/api/v1/users/{id}/factors')).toBe(1);
    expect(stepStatus(changed, 'fetch-changed-mfa-devices')).toBe('success');
    expect(stepStatus(changed, 'fetch-mfa-devices')).toBe('disabled');
    expect(changed.summary?.metadata.partialDatasets.types).toEqual(
      expect.arrayContaining(['mfa_device', 'okta_user_assigned_factor']),
    );
    expect(ofType(changed, 'mfa_device').length).toBeGreaterThan(0);
    const withMfaKnown = ofType(changed, 'okta_user').filter(
      (user) => user.status !== 'deprovisioned' && user.mfaEnabled !== undefined,
    );
    expect(withMfaKnown.map(({ displayName }) => displayName)).toEqual([
      'quinn.quist@sample.example',
    ]);
  });

  test('tells how many users it asked, and how many not', async () => {
    const changed = await collectLocal({}, { config, startedOn: last + 1, lastSuccessfulOn: last });
    const canHaveFactors = ofType(changed, 'okta_user').filter(
      ({ status }) => status !== 'deprovisioned',
    );
    const told = { level: 30, asked: 1, notAsked: canHaveFactors.length - 1 };
    expect(changed.logs).toContainEqual(expect.objectContaining(told));
    expect(changed.events.filter(({ name }) => name.startsWith('warn_'))).not.toContainEqual(
      expect.objectContaining({ description: expect.stringContaining('by changes') as string }),
    );
    const full = await collectLocal({}, { config });
    expect(JSON.stringify(full.logs)).not.toContain('notAsked');
  });

  test.each(['STAGED', 'PROVISIONED'])(
    'where the only one asked is %s and not found: no factors, and nothing is lost',
    async (status) => {
      const sample = sampleOrg({ now: SAMPLE_NOW });
      const quinn = userId('quinn');
      const users = Array.from({ length: sample.users.size }, (_, n) => sample.users.at(n)).map(
        (user) => (user.id === quinn ? { ...user, status } : user),
      );
      const changed = await collectLocal(
        {
          org: { ...sample, users: listingById(users) },
          faults: [{ kind: 'notFound', on: new RegExp(`/users/${quinn}/factors`) }],
        },
        { config, startedOn: last + 1, lastSuccessfulOn: last },
      );
      expect(changed.okta.counters.callsTo('/api/v1/users/{id}/factors')).toBe(1);
      expect(stepStatus(changed, 'fetch-changed-mfa-devices')).toBe('success');
      expect(ofType(changed, 'mfa_device')).toEqual([]);
      const user = ofType(changed, 'okta_user').find(({ _key }) => _key === quinn);
      expect(user?.mfaEnabled).toBe(false);
    },
  );

  test('asks everybody without a successful run on the same day', async () => {
    const full = await collectLocal({}, { config });
    expect(stepStatus(full, 'fetch-mfa-devices')).toBe('success');
    expect(stepStatus(full, 'fetch-changed-mfa-devices')).toBe('disabled');
    expect(full.summary?.metadata.partialDatasets.types).not.toContain('mfa_device');
  });
});
