/**
 * Everything a definition may say, run as a whole: the made-up resources of `examples.ts` beside the real ones,
 * against the local org over HTTP.
 */
import type { Entity, Relationship } from '@jupiterone/integration-sdk-core';

import { sampleOrg, type Fault, type LocalOktaOptions } from '../../packages/local-okta';
import type { JsonObject } from '../../src/json';
import { alteredAnswers } from '../harness/alteredAnswers';
import type { CollectOptions } from '../harness/collect';
import { IMPATIENT, runSample, type Run } from '../reliability/collectInMemory';
import {
  APP,
  APP_GROUP,
  DATA,
  GROUP,
  OTHER_ZONE,
  SEAT,
  SHORT_ID,
  SITE,
  USER,
  ZONE,
} from './sample';

jest.mock('../../src/resources/all', () => {
  const all = Object.defineProperty({}, '__esModule', { value: true });
  const modules = ['../../src/resources/all', './examples'];
  return Object.assign(all, ...modules.map((name) => jest.requireActual<object>(name))) as unknown;
});

const RULE = 'okta_licence_rule:default';

const collect = (org: LocalOktaOptions = {}, options: CollectOptions = {}): Promise<Run> => {
  const transport = alteredAnswers(/\/api\/v1\/apps$/, (app) => [withLicence(app)]);
  return runSample({ data: DATA, ...org }, { client: { ...IMPATIENT, transport }, ...options });
};

/** One application's record names the licence that protects it. */
function withLicence(app: JsonObject): JsonObject {
  if (app.id !== APP) return app;
  const href = `https://sample.okta.com/api/v1/licences/${SITE}`;
  return {
    ...app,
    credentials: { signing: { kid: 'key-1' } },
    _links: { licence: { href }, licenceRule: 'default' },
  };
}

const failing = (
  on: string,
  kind: 'serverError' | 'forbidden' | 'featureOff',
): LocalOktaOptions => ({
  faults: [{ kind, on } satisfies Fault],
});

const object = ({ graph }: Run, key: string): Entity | Relationship | undefined => graph.get(key);
const keysOf = ({ graph }: Run, type: string): string[] =>
  [...graph.values()].flatMap(({ _type, _key }) => (_type === type ? [_key] : [])).sort();
const failed = ({ statuses }: Run): string[] =>
  Object.keys(statuses).filter((id) => statuses[id] === 'failure');

let whole: Run;

beforeAll(async () => {
  whole = await collect();
});

test('every step succeeds', () => {
  expect(whole.error).toBeUndefined();
  expect(failed(whole)).toEqual([]);
  const warnings = whole.events.filter(({ name }) => name.startsWith('warn'));
  expect(warnings.filter(({ description }) => description.includes('icence'))).toEqual([]);
});

describe('entities', () => {
  test('several types of one list, each with the properties of all types and its own', () => {
    expect(keysOf(whole, 'okta_site_licence')).toEqual([`okta_site_licence:${SITE}`]);
    expect(keysOf(whole, 'okta_licence')).toEqual(
      [`okta_licence:${SEAT}`, `okta_licence:${SHORT_ID}`].sort(),
    );
    expect(object(whole, `okta_site_licence:${SITE}`)).toMatchObject({
      _class: ['PasswordPolicy'],
      id: SITE,
      name: 'The site licence',
      displayName: 'The site licence',
      status: 'active',
      active: true,
      isActive: true,
      // Without a zone, and yet not the time of this machine.
      createdOn: Date.parse('2024-01-02T03:04:05.000Z'),
      updatedOn: Date.parse('2024-02-02T03:04:05.000Z'),
      createdBy: USER,
      isDefault: false,
      groupIds: [GROUP, APP_GROUP],
      groupCount: 2,
      allowsEverything: true,
      sameTypeCount: 1,
      ruleCount: 1,
    });
    expect(object(whole, `okta_licence:${SEAT}`)).toMatchObject({
      _class: ['ControlPolicy'],
      category: 'config',
      isActive: false,
      sameTypeCount: 2,
      url: 'https://docs.example/terms',
    });
    expect(object(whole, `okta_licence:${SEAT}`)).not.toHaveProperty('groupIds');
  });

  test('a child, with what was asked for it and what it knows of its parent', () => {
    expect(object(whole, RULE)).toMatchObject({
      id: 'default',
      parentName: 'The site licence',
      reauthenticateIn: 'PT2H',
      reauthenticateMinutes: 120,
      keptDays: 30,
      seenOn: Date.parse('2025-08-25T07:55:06.000Z'),
      content: JSON.stringify({ people: ['everyone'], password: { minLength: 8 } }),
    });
  });

  test('a key made from parts, of two classes', () => {
    expect(object(whole, `okta_licence_key:${APP}:key-1`)).toMatchObject({
      _class: ['Key', 'NHI'],
      nhiType: 'credential',
      isCurrent: true,
      active: true,
    });
  });

  test('raw data is what the shape names', () => {
    const [raw] = (object(whole, `okta_licence:${SEAT}`) as Entity)._rawData ?? [];
    expect(raw?.rawData).toEqual({
      id: SEAT,
      type: 'SEAT',
      name: 'The seat licence',
      conditions: null,
      settings: { password: { age: 3 } },
    });
    expect(JSON.stringify([...whole.graph.values(), ...whole.logs])).not.toContain('secret-');
  });

  test('the account has what its settings say', () => {
    expect(object(whole, 'okta_account_sample.okta.com')).toMatchObject({
      billingPlan: 'large',
      seatCount: 7,
      companyName: 'Sample Söhne & Co.',
    });
  });
});

test('edges: from either end, to two types, with conditions in the key, by others’ records', () => {
  const site = `okta_site_licence:${SITE}`;
  const zone = (id: string): string => `okta_network_zone:${id}`;
  const account = 'okta_account_sample.okta.com';
  const expected: Readonly<Record<string, readonly string[]>> = {
    okta_account_has_site_licence: [`${account}|has|${site}`],
    okta_licence_has_rule: [
      `${site}|has|${RULE}`,
      `okta_licence:${SHORT_ID}|has|okta_licence_rule:another`,
    ],
    okta_licence_assigned_group: [`${site}|assigned|${GROUP}`, `${site}|assigned|${APP_GROUP}`],
    okta_account_trusts_site_licence: [`${account}|trusts|${site}`],
    okta_licence_rule_uses_network_zone: [
      `${RULE}|uses|${zone(ZONE)}|include`,
      `${RULE}|uses|${zone(ZONE)}|exclude`,
      `${RULE}|uses|${zone(OTHER_ZONE)}|exclude`,
    ],
    okta_licence_rule_uses_licence: [`${RULE}|uses|${site}`],
    okta_user_limits_licence_rule: [`${USER}|limits|${RULE}`],
    okta_application_has_licence_key: [`${APP}|has|okta_licence_key:${APP}:key-1`],
    okta_licence_protects_application: [`${site}|protects|${APP}`],
    okta_application_uses_licence_rule: [`${APP}|uses|${RULE}`],
    okta_user_sponsors_group: [`${USER}|owns|${GROUP}`],
    okta_account_trusts_network_zone: [`${account}|trusts|${zone(ZONE)}`],
  };
  for (const [type, keys] of Object.entries(expected)) {
    expect({ type, keys: keysOf(whole, type) }).toEqual({ type, keys: [...keys].sort() });
  }
  const excluded = object(whole, `${RULE}|uses|${zone(OTHER_ZONE)}|exclude`);
  expect(excluded).toMatchObject({
    condition: 'exclude',
    _type: 'okta_licence_rule_uses_network_zone',
  });
  expect(object(whole, `${site}|has|${RULE}`)).toMatchObject({ priority: 3 });
  expect(object(whole, `${USER}|owns|${GROUP}`)).toMatchObject({ originType: 'APPLICATION' });
});

describe('what cannot be read', () => {
  test('the list: what rests on it is kept, and one warning names the right', async () => {
    const run = await collect(failing('/api/v1/licences', 'forbidden'));
    expect(failed(run).sort()).toEqual([
      'build-application-licences-licence-rule-relationships',
      'build-application-licences-site-licence-relationships',
      'build-licence-rules-network-zone-relationships',
      'build-licence-rules-site-licence-relationships',
      'build-licence-rules-user-relationships',
      'build-licences-account-relationships',
      'build-licences-user-group-relationships',
      'fetch-licence-rules',
      'fetch-licences',
    ]);
    expect(run.events.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['warn_missing_permission']),
    );
    const warnings = run.events.filter(({ description }) => description.startsWith('Licences'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.description).toContain('Read-only Administrator');
  });

  test('one query of several: the others’ records are there', async () => {
    const faults: Fault[] = [{ kind: 'serverError', on: /licences\?type=SITE$/ }];
    const run = await collect({ faults });
    expect(keysOf(run, 'okta_licence')).toEqual(keysOf(whole, 'okta_licence'));
    expect(run.statuses['fetch-licences']).toBe('failure');
    expect(run.partial).toEqual(expect.arrayContaining(['okta_site_licence', 'okta_licence']));
  });

  test('a page of a list that is read as a whole: what came before is there, and knows no siblings', async () => {
    const paged = { ...DATA, '/api/v1/licences': { ...DATA['/api/v1/licences']!, limit: 1 } };
    const seat = `okta_licence:${SEAT}`;
    const all = await collect({ data: paged });
    expect(object(all, seat)).toMatchObject({ sameTypeCount: 2 });
    const faults: Fault[] = [{ kind: 'serverError', on: /licences\?.*after=/ }];
    const run = await collect({ data: paged, faults });
    expect(object(run, `okta_site_licence:${SITE}`)).toMatchObject({ sameTypeCount: 1 });
    expect(keysOf(run, 'okta_licence')).toHaveLength(1);
    expect(object(run, keysOf(run, 'okta_licence')[0]!)).not.toHaveProperty('sameTypeCount');
    expect(run.statuses['fetch-licences']).toBe('failure');
  });

  test('one query that the org has not: it has none of these, and nothing is partial', async () => {
    const data = {
      ...DATA,
      '/api/v1/licences': { ...DATA['/api/v1/licences']!, by: { type: ['SEAT'] } },
    };
    const run = await collect({ data });
    expect(failed(run)).toEqual([]);
    expect(keysOf(run, 'okta_licence')).toEqual(keysOf(whole, 'okta_licence'));
    expect(keysOf(run, 'okta_site_licence')).toEqual([]);
    expect(run.logs).toContainEqual(
      expect.objectContaining({
        msg: expect.stringMatching(/^Licences: this org has none/) as string,
      }),
    );
  });

  test('a feature that the org has not: every step ends well, and nothing is kept', async () => {
    const run = await collect(failing('/api/v1/licences', 'featureOff'));
    expect(failed(run)).toEqual([]);
    expect(run.partial).not.toContain('okta_licence');
    expect(keysOf(run, 'okta_licence')).toEqual([]);
  });

  test('one record’s children: theirs are partial; the record says nothing that rests on them', async () => {
    const run = await collect({
      faults: [{ kind: 'serverError', on: new RegExp(`/licences/${SITE}/rules$`) }],
    });
    expect(failed(run).sort()).toEqual([
      'build-application-licences-licence-rule-relationships',
      'build-licence-rules-network-zone-relationships',
      'build-licence-rules-site-licence-relationships',
      'build-licence-rules-user-relationships',
      'fetch-licence-rules',
    ]);
    expect(run.partial).toContain('okta_licence_rule');
    expect(run.partial).not.toContain('okta_site_licence');
    const licence = object(run, `okta_site_licence:${SITE}`);
    expect(licence).not.toHaveProperty('allowsEverything');
    expect(licence).not.toHaveProperty('ruleCount');
    // Of others everything is known.
    expect(keysOf(run, 'okta_licence_rule')).toEqual(['okta_licence_rule:another']);
  });

  test('what only properties rest on: they are absent, one warning says so, nothing is partial', async () => {
    const run = await collect(failing('/api/v1/licences/{id}/rules/{id}/terms', 'serverError'));
    expect(failed(run)).toEqual([]);
    expect(object(run, RULE)).not.toHaveProperty('keptDays');
    expect(
      run.events.filter(({ description }) => description.startsWith('Licence rules')),
    ).toHaveLength(1);
  });

  test('a setting of the account: its property is absent, and the account is complete', async () => {
    const run = await collect(failing('/api/v1/org/seats', 'forbidden'));
    expect(failed(run)).toEqual([]);
    const account = object(run, 'okta_account_sample.okta.com');
    expect(account).not.toHaveProperty('seatCount');
    expect(account).toMatchObject({ billingPlan: 'large' });
    const warnings = run.events.filter(({ name }) => name === 'warn_missing_permission');
    expect(
      warnings.filter(({ description }) => description.includes('/api/v1/org/seats')),
    ).toHaveLength(1);
  });

  test('the other end of an edge: edges are partial, and their record is not', async () => {
    const run = await collect(failing('/api/v1/zones', 'serverError'));
    expect(failed(run)).toEqual(
      expect.arrayContaining([
        'build-licence-rules-network-zone-relationships',
        'build-licence-settings-network-zone-relationships',
        'fetch-network-zones',
      ]),
    );
    expect(run.statuses['fetch-licence-rules']).toBe('success');
    expect(run.partial).not.toContain('okta_licence_rule');
  });
});

describe('what is not asked', () => {
  test('sources that are switched off, and edges to what they bring', async () => {
    const run = await collect({}, { disabledSources: ['app-keys', 'sponsors', 'network-zones'] });
    expect(failed(run)).toEqual([]);
    for (const path of [
      '/api/v1/apps/{id}/credentials/licences',
      '/api/v1/groups/{id}/sponsors',
      '/api/v1/zones',
    ]) {
      expect({ path, calls: run.okta.counters.callsTo(path) }).toEqual({ path, calls: 0 });
    }
    expect(keysOf(run, 'okta_licence_rule_uses_network_zone')).toEqual([]);
    expect(keysOf(run, 'okta_licence_rule')).toEqual(keysOf(whole, 'okta_licence_rule'));
  });

  test('what the other engine has', async () => {
    const run = await collect({ org: sampleOrg({ facts: { pipeline: 'v1' } }) });
    expect(run.okta.counters.callsTo('/api/v1/org/seats')).toBe(0);
    expect(run.okta.counters.callsTo('/api/v1/licences')).toBe(1);
    expect(run.statuses['fetch-devices']).toBe('success');
  });

  test('records that `when` leaves out, and what Okta embedded by itself', () => {
    const { counters } = whole.okta;
    const { apps } = sampleOrg();
    const saml = Array.from({ length: apps.size }, (_, at) => apps.at(at)).filter(
      ({ signOnMode, status }) => signOnMode === 'SAML_2_0' && status === 'ACTIVE',
    );
    const asked = counters.requests.filter(({ path }) => path.endsWith('/credentials/licences'));
    expect(new Set(asked.map(({ path }) => path)).size).toBe(saml.length);
    expect(counters.callsTo('/api/v1/devices/{id}/users')).toBe(0);
  });
});
