/** Every fact that an answer of Okta states is in the graph, whatever stands beside it. */
import type { Entity } from '@jupiterone/integration-sdk-core';

import {
  createTransport,
  DEFAULT_MAX_BODY_BYTES,
  DEFAULT_TIMEOUTS,
  type Transport,
} from '../src/okta';
import type { JsonObject, JsonValue } from '../src/json';
import { alteredBodies } from './harness/alteredAnswers';
import { appId } from '../packages/local-okta/sample/appSpec';
import { groupId } from '../packages/local-okta/sample/groups';
import { userId } from '../packages/local-okta/sample/people';
import { IMPATIENT, runSample, type Run } from './reliability/collectInMemory';

const ANA = userId('ana');
const FACTORS = 'fetch-mfa-devices';

const of = ({ graph }: Run, type: string) =>
  [...graph.values()].filter(({ _type }) => _type === type);
const entity = ({ graph }: Run, key: string): Entity => graph.get(key) as Entity;
const rawOf = (run: Run, key: string): JsonObject =>
  entity(run, key)._rawData?.[0]?.rawData as JsonObject;
const failedOf = ({ statuses }: Run): string[] =>
  Object.keys(statuses).filter((id) => statuses[id] === 'failure');
const toldOf = ({ events }: Run, name: RegExp): string[] =>
  events.filter((event) => name.test(event.name)).map(({ description }) => description);

const over = (transport: Transport): Promise<Run> =>
  runSample({}, { client: { ...IMPATIENT, transport } });

/** The list at this path as `change` makes it. */
const withList = (path: RegExp, change: (rows: JsonObject[]) => JsonValue): Promise<Run> =>
  over(
    alteredBodies(({ pathname }, body) =>
      path.test(pathname) && Array.isArray(body) ? change(body) : body,
    ),
  );

/** The answers at this path with this text in place of another. */
function rewritten(path: RegExp, from: RegExp, to: string): Transport {
  const transport = createTransport({
    timeouts: DEFAULT_TIMEOUTS,
    maxBodyBytes: DEFAULT_MAX_BODY_BYTES,
  });
  return {
    send: async (request) => {
      const answer = await transport.send(request);
      if (!path.test(new URL(request.url).pathname)) return answer;
      return { ...answer, body: Buffer.from(answer.body.toString().replace(from, to)) };
    },
    close: (reason) => {
      transport.close(reason);
    },
  };
}

describe('odd rows in the list of a user’s factors', () => {
  const PUSH = { id: 'opf1', factorType: 'push', status: 'ACTIVE' };
  const HELD = { ...PUSH, status: 'INACTIVE' };
  const OFFERED = { factorType: 'token:hotp', status: 'NOT_SETUP' };
  const collect = (...rows: JsonValue[]): Promise<Run> =>
    withList(new RegExp(`/users/${ANA}/factors$`), () => rows);

  test('one that nobody has enrolled is no loss', async () => {
    const run = await collect(PUSH, OFFERED);
    expect(failedOf(run)).toEqual([]);
    expect(entity(run, 'mfa_device:opf1')).toMatchObject({ id: 'opf1', factorType: 'push' });
    expect(run.graph.has(`${ANA}|assigned|mfa_device:opf1`)).toBe(true);
    expect(entity(run, ANA)).toMatchObject({ mfaEnabled: true, isMfaEnabled: true });
    expect(toldOf(run, /^info$/).join()).toContain(`1 (token:hotp of ${ANA})`);
  });

  test.each<[string, JsonValue, string]>([
    ['no object', null, 'no object'],
    ['no id', { factorType: 'call', status: 'INACTIVE' }, 'factorType call, status INACTIVE'],
    ['an id that cannot be one', { id: 'a b', status: 'INACTIVE' }, 'id a b'],
  ])('another is a loss of factors alone: %s', async (_, odd, name) => {
    const run = await collect(PUSH, odd);
    expect(failedOf(run)).toEqual([FACTORS]);
    expect(run.graph.has('mfa_device:opf1')).toBe(true);
    expect(entity(run, ANA).mfaEnabled).toBe(true);
    const told = toldOf(run, /^warn_/).filter((each) => each.includes('items in Okta’s list'));
    expect(told).toEqual([expect.stringContaining(`1 of 2 items in Okta’s list cannot be used (`)]);
    expect(told[0]).toContain(name);
    expect(told[0]).toContain(ANA);
  });

  test('whether one is active is said as far as it is known', async () => {
    const active = await collect(HELD, { factorType: 'call', status: 'ACTIVE' });
    expect(entity(active, ANA).mfaEnabled).toBe(true);
    const unknown = await collect(HELD, null);
    expect(entity(unknown, ANA)).not.toHaveProperty('mfaEnabled');
    const none = await collect(HELD, OFFERED);
    expect(entity(none, ANA).mfaEnabled).toBe(false);
  });
});

test('an odd user of a device costs the others nothing', async () => {
  const whole = await runSample();
  const odd = { managementStatus: 'MANAGED', user: null };
  const run = await over(
    alteredBodies(({ pathname }, body) => {
      if (!Array.isArray(body)) return body;
      if (/\/devices\/[^/]+\/users$/.test(pathname)) return [odd, ...body];
      if (!pathname.endsWith('/devices')) return body;
      return body.map((device) => {
        const { users } = device._embedded as { users: JsonValue[] };
        return { ...device, _embedded: { users: [odd, ...users] } };
      });
    }),
  );
  expect(failedOf(run)).toEqual(['build-user-device-relationships']);
  expect(of(run, 'okta_user_has_device')).toEqual(of(whole, 'okta_user_has_device'));
  expect(toldOf(run, /^warn_/).join()).toContain('Okta names them, and some without a usable id');
});

test('a long list names what in it cannot be used', async () => {
  const run = await withList(/\/api\/v1\/groups\/rules$/, (rows) => [...rows, { id: 'x y' }, 7]);
  expect(failedOf(run)).toEqual([
    'fetch-rules',
    'build-rule-user-group-relationships',
    'build-rule-source-group-relationships',
  ]);
  expect(toldOf(run, /^warn_/).join()).toMatch(
    /2 of \d+ items in Okta’s list cannot be used \(id x y; no object\)/,
  );
  expect(of(run, 'okta_rule')).toHaveLength(of(await runSample(), 'okta_rule').length);
});

test('numbers that a double cannot hold are texts of their digits, in properties and raw data', async () => {
  const run = await over(
    rewritten(
      /\/api\/v1\/(?:users|groups\/rules)$/,
      /"(profile|expression)":\{/g,
      '"$1":{"badge":9007199254740993,"share":0.1234567890123456789,"huge":1e400,' +
        '"several":[1,12345678901234567890],"plain":15,',
    ),
  );
  const numbers = {
    badge: '9007199254740993',
    share: '0.1234567890123456789',
    huge: '1e400',
    plain: 15,
  };
  expect(entity(run, ANA)).toMatchObject({ ...numbers, several: ['1', '12345678901234567890'] });
  expect(rawOf(run, ANA).profile).toMatchObject({
    ...numbers,
    several: [1, '12345678901234567890'],
  });
  const [rule] = of(run, 'okta_rule') as Entity[];
  expect(JSON.parse(rule?.conditions as string)).toMatchObject({ expression: numbers });
});

test('attributes that are secrets by their names are left out, and said once with their names', async () => {
  const withProfiles = (rows: JsonObject[], profile: JsonObject): JsonValue =>
    rows.map((row) => ({ ...row, profile: { ...(row.profile as JsonObject), ...profile } }));
  const run = await over(
    alteredBodies(({ pathname }, body) => {
      if (!Array.isArray(body)) return body;
      if (pathname.endsWith('/users')) {
        return withProfiles(body, { apiSecret: 'S3', userPassword: 'S3', secretary: 'Ann' });
      }
      return pathname.endsWith('/groups')
        ? withProfiles(body, { accessToken: 'S3', secretariat: 'B 2' })
        : body;
    }),
  );
  expect(entity(run, ANA).secretary).toBe('Ann');
  expect(entity(run, groupId('sales')).secretariat).toBe('B 2');
  expect(JSON.stringify([...run.graph.values()])).not.toContain('"S3"');
  expect(
    toldOf(run, /./)
      .filter((told) => told.includes('secrets by their names'))
      .sort(),
  ).toEqual([
    expect.stringContaining(
      'of groups are secrets by their names and are left out of the graph: accessToken.',
    ),
    expect.stringContaining(': apiSecret, userPassword.'),
  ]);
  expect(failedOf(run)).toEqual([]);
});

test('a group that names its source leads to its counterpart in Identity Center', async () => {
  const source = appId('awssso');
  const secops = groupId('secops');
  const run = await over(
    alteredBodies(({ pathname }, body) => {
      if (!Array.isArray(body)) return body;
      if (pathname.endsWith(`/apps/${source}/groups`)) {
        return body.map((row) => ({ ...row, profile: {} }));
      }
      return body.map((row) =>
        row.id !== secops || !pathname.endsWith('/groups')
          ? row
          : {
              ...row,
              type: 'APP_GROUP',
              source: { id: source },
              profile: { name: 'SecOps', externalId: 'ext-1' },
              _links: {},
            },
      );
    }),
  );
  expect(entity(run, secops).sourceApplicationId).toBe(source);
  expect(of(run, 'okta_user_group_assigned_aws_identity_center_group')).toMatchObject([
    { groupId: secops, externalId: 'ext-1' },
  ]);
});

test('a user without a profile is in the graph, and told of once', async () => {
  const run = await withList(/\/api\/v1\/users$/, (rows) =>
    rows.map((row) => (row.id === ANA ? { ...row, profile: null } : row)),
  );
  expect(failedOf(run)).toEqual([]);
  expect(entity(run, ANA)).toMatchObject({ name: ANA, status: 'active' });
  const told = toldOf(run, /^warn_/).filter((each) => each.includes('users’ profiles'));
  expect(told).toEqual([expect.stringContaining(`users’ profiles could not be read (${ANA})`)]);
});
