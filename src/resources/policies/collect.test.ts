/** Policies of the sample org as a run collects them, from Identity Engine and from Classic Engine. */
import { sampleId, sampleOrg } from '../../../packages/local-okta';
import { runSample, type Run } from '../../../test/reliability/collectInMemory';

const LIST = '/api/v1/policies';
const RULES = '/api/v1/policies/{id}/rules';

const policy = (type: string, prefix: string, key: string): string =>
  `${type}:${sampleId(prefix, key)}`;
const rule = (prefix: string, key: string): string => policy('okta_policy_rule', prefix, key);
const authenticator = (key: string): string => policy('okta_authenticator', 'aut', key);

const ofType = ({ graph }: Run, type: string): string[] =>
  [...graph.values()].filter(({ _type }) => _type === type).map(({ _key }) => _key);

const failed = ({ statuses }: Run): string[] =>
  Object.keys(statuses).filter((id) => statuses[id] !== 'success');

const POLICY_TYPES = [
  'okta_access_policy',
  'okta_sign_on_policy',
  'okta_password_policy',
  'okta_mfa_enroll_policy',
  'okta_idp_discovery_policy',
  'okta_policy',
];

describe('Identity Engine', () => {
  let run: Run;

  beforeAll(async () => {
    run = await runSample();
  });

  test('one call for each type and each policy; a type that the org lacks is none', () => {
    const count = POLICY_TYPES.flatMap((type) => ofType(run, type)).length;
    expect(run.okta.counters.callsTo(LIST)).toBe(12);
    expect(run.okta.counters.callsTo(RULES)).toBe(count);
    expect(failed(run).filter((id) => /polic/.test(id))).toEqual([]);
    expect(run.partial?.filter((type) => /polic/.test(type))).toEqual([]);
    expect(run.logs).toContainEqual(
      expect.objectContaining({
        msg: expect.stringMatching(/^Policies: this org has none/) as string,
      }),
    );
  });

  test('gaps are seen among policies of one type', () => {
    const key = (name: string): string => policy('okta_sign_on_policy', '00p', name);
    expect(run.graph.get(key('admins'))).toMatchObject({ priority: 1, priorityGap: false });
    expect(run.graph.get(key('forgotten'))).toMatchObject({
      priority: 3,
      priorityGap: true,
      neverApplies: true,
    });
    expect(run.graph.get(key('sessions'))).toMatchObject({ priority: 4, priorityGap: false });
  });

  test('enrollment policies lead to authenticators by id, and by key where that is one of a kind', () => {
    const strong = policy('okta_mfa_enroll_policy', '00p', 'strongmfa');
    const weak = policy('okta_mfa_enroll_policy', '00p', 'weakmfa');
    expect([...run.graph.keys()]).toEqual(
      expect.arrayContaining([
        `${strong}|enforces|${authenticator('verify')}`,
        `${strong}|enforces|${authenticator('password')}`,
        `${strong}|allows|${authenticator('idp')}`,
        `${strong}|denies|${authenticator('phone')}`,
        `${weak}|allows|${authenticator('phone')}`,
        `${weak}|enforces|${authenticator('question')}`,
      ]),
    );
    const sources = ofType(run, 'okta_mfa_enroll_policy_allows_authenticator');
    expect(sources.every((key) => key.startsWith('okta_mfa_enroll_policy:'))).toBe(true);
  });

  test('rules say whom they are for, who is exempt, from where, and by what', () => {
    const managed = rule('rul', 'awsmanaged');
    const zone = (key: string): string => policy('okta_network_zone', 'nzo', key);
    expect([...run.graph.keys()]).toEqual(
      expect.arrayContaining([
        `${policy('okta_access_policy', 'rst', 'aws')}|has|${managed}`,
        `${managed}|assigned|${sampleId('00g', 'awsprod')}`,
        `${managed}|assigned|${sampleId('00g', 'adusers')}`,
        `${sampleId('00g', 'services')}|limits|${managed}`,
        `${sampleId('00u', 'bo')}|limits|${managed}`,
        `${managed}|uses|${zone('offices')}|include`,
        `${managed}|uses|${zone('tor')}|exclude`,
        `${managed}|uses|${policy('okta_device_assurance_policy', 'dae', 'mac')}`,
        `${rule('rul', 'partners')}|assigned|${policy('okta_user_type', 'oty', 'partner')}`,
        `${rule('0pr', 'adminmfa')}|evaluates|${policy('okta_behavior', 'bhv', 'city')}`,
        `${rule('rul', 'portal')}|manages|${sampleId('00g', 'munster')}`,
        `${rule('0pr', 'enrollnow')}|assigned|${sampleId('0oa', 'salesforce')}`,
      ]),
    );
    expect(run.graph.get(`${managed}|allows|${authenticator('verify')}`)).toMatchObject({
      methods: 'signed_nonce',
    });
    expect(run.graph.get(`${managed}|denies|${authenticator('phone')}`)).toMatchObject({
      methods: 'sms, voice',
    });
    // `ALL_ZONES` is no zone.
    const chain = rule('rul', 'consolechain');
    expect([...run.graph.keys()].filter((key) => key.startsWith(`${chain}|uses|`))).toEqual([]);
  });

  test('they lead to identity providers and hooks, and so do authenticators', () => {
    const google = policy('okta_identity_provider', '0oa', 'idpgoogle');
    expect([...run.graph.keys()]).toEqual(
      expect.arrayContaining([
        `${rule('0pr', 'bank')}|uses|${google}`,
        `${rule('rul', 'claims')}|uses|${google}`,
        `${rule('rul', 'portal')}|triggers|${policy('okta_inline_hook', 'cal', 'signup')}`,
        `${authenticator('idp')}|uses|${google}`,
      ]),
    );
  });

  test('applications name the policies that they are under, without a call', () => {
    const protects = (key: string, app: string): string =>
      `${policy('okta_access_policy', 'rst', key)}|protects|${sampleId('0oa', app)}`;
    expect([...run.graph.keys()]).toEqual(
      expect.arrayContaining([
        protects('onefactor', 'github'),
        protects('console', 'admin'),
        protects('anytwo', 'salesforce'),
        `${sampleId('0oa', 'oidcweb')}|uses|${policy('okta_policy', 'rst', 'portal')}`,
      ]),
    );
    const edges = ofType(run, 'okta_access_policy_protects_application');
    expect(edges.filter((key) => key.includes(sampleId('0oa', 'slack')))).toEqual([]);
  });
});

test('Classic Engine: the types that it has are asked, and nothing is partial', async () => {
  const run = await runSample({ org: sampleOrg({ facts: { pipeline: 'v1' } }) });
  expect(run.okta.counters.callsTo(LIST)).toBe(5);
  expect(run.okta.counters.callsTo('/api/v1/authenticators')).toBe(0);
  expect(run.okta.counters.callsTo('/api/v1/device-assurances')).toBe(0);
  expect(ofType(run, 'okta_access_policy')).toEqual([]);
  expect(ofType(run, 'okta_mfa_enroll_policy').length).toBeGreaterThan(0);
  expect(failed(run).filter((id) => /polic|authenticator|behavior/.test(id))).toEqual([]);
});
