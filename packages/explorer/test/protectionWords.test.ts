/** What the page says of the rules of the sample org, and of a user's way through them. */
import { rmSync } from 'node:fs';
import path from 'node:path';

import { sampleId } from '../../local-okta';
import { collectLocal } from '../../../test/harness/collect';
import { packCollection } from '../explorePage';
import { loadProtectionFacts, Protections } from '../model/effective';
import type { Graph } from '../model/graph';
import { audienceText, conditionText, detailsText, stepsText } from '../model/protectionWords';
import { graphOf } from './collection';

let graph: Graph;
const rule = (prefix: string, key: string): number =>
  graph.nodeOf(`okta_policy_rule:${sampleId(prefix, key)}`)!;
const MANAGED = 'awsmanaged';

beforeAll(async () => {
  const { dir } = await collectLocal();
  graph = await graphOf(packCollection(path.join(dir, '.j1-integration')));
  rmSync(dir, { recursive: true });
  await loadProtectionFacts(graph);
});

test.each([
  ['network', 'network: in Internal network, Offices, not in Tor and hosting'],
  ['platform', 'platform: MACOS, WINDOWS'],
  ['riskScore', 'risk: LOW'],
  ['elCondition', "expression: security.risk.level != 'HIGH'"],
  ['moonPhase', 'moonPhase'],
])('the condition %s', (condition, words) => {
  expect(conditionText(graph, rule('rul', MANAGED), condition)).toBe(words);
});

test('conditions on devices, behaviors and identity providers name them', () => {
  expect(conditionText(graph, rule('rul', MANAGED), 'device')).toMatch(
    /^device: registered, managed, fulfils .+, .+$/,
  );
  expect(conditionText(graph, rule('0pr', 'adminmfa'), 'risk')).toMatch(/^behavior: .+, .+$/);
  expect(conditionText(graph, rule('0pr', 'adminmfa'), 'identityProvider')).toBe(
    'identity provider: Google social login',
  );
});

test.each([
  ['awsdeny', 'everybody'],
  ['console', 'everybody'],
  ['consolechain', 'members of Okta Administrators'],
  [
    MANAGED,
    'members of SAMPLE\\Domain Users, aws_111122223333_Admin; no members of cn=staff,ou=groups,dc=sample,dc=example, Service Accounts; not Bo Berg',
  ],
])('the rule %s is for %s', (key, words) => {
  expect(audienceText(graph, rule('rul', key))).toBe(words);
});

test.each([
  ['awsdeny', ''],
  ['onefactor', 'a password, again after 12 h'],
])('the rule %s demands besides: %s', (key, words) => {
  expect(detailsText(graph, rule('rul', key))).toBe(words);
});

test('a whole way on one line', () => {
  const protections = new Protections(graph);
  const ana = graph.nodeOf(sampleId('00u', 'ana'))!;
  const application = (key: string): number => graph.nodeOf(sampleId('0oa', key))!;
  const words = (key: string): string =>
    stepsText(graph, protections.ofApplication(ana, application(key)));
  expect(words('awsprofile')).toBe(
    'two factors, phishing-resistant (if network, platform, risk, expression, device), else no access',
  );
  expect(words('slack')).toBe('not known');
  expect(stepsText(graph, protections.ofSession(ana))).toBe(
    'a second factor (if behavior, identity provider), else no MFA (if network), else no MFA',
  );
});
