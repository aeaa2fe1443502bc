/**
 * Values that saved queries compare: what the predecessor emits, and this integration with it. Each row of
 * the table in the graph's contract is one test. A difference breaks queries of customers.
 */
import type { Entity } from '@jupiterone/integration-sdk-core';

import { SAMPLE_NOW } from './harness/collect';
import { sampleOrg, type JsonObject } from '../packages/local-okta';
import { listingById } from '../packages/local-okta/listing';
import { appJson } from '../packages/local-okta/sample/appSpec';
import { runSample, type Run } from './reliability/collectInMemory';

/** What the short name of an application contains, and who makes it: the first that fits decides. */
const VENDORS: readonly (readonly [fragment: string, vendor: string])[] = [
  ['wordpress', 'WordPress / WP Engine'],
  ['threatstack', 'Threat Stack'],
  ['textmagic', 'TextMagic'],
  ['sumologic', 'Sumo Logic'],
  ['statuspage', 'Atlassian'],
  ['jira', 'Atlassian'],
  ['bitbucket', 'Atlassian'],
  ['trendmicro', 'Trend Micro'],
  ['snyk', 'Snyk'],
  ['smallimprovements', 'Small Improvements'],
  ['ringcentral', 'RingCentral'],
  ['pritunl', 'Pritunl'],
  ['paylocity', 'Paylocity'],
  ['paloalto', 'Palo Alto Networks'],
  ['pagerduty', 'PagerDuty'],
  ['office365', 'Microsoft'],
  ['naviabenefits', 'Navia Benefits Solutions'],
  ['modeanalytics', 'Mode Analytics'],
  ['meraki', 'Cisco Meraki'],
  ['mcafee', 'McAfee'],
  ['markmonitor', 'Mark Monitor'],
  ['leavelogic', 'LeaveLogic'],
  ['jamf', 'Jamf'],
  ['gotomeeting', 'LogMeIn'],
  ['logmein', 'LogMeIn'],
  ['google', 'Google'],
  ['golinks', 'GoLinks'],
  ['github', 'GitHub'],
  ['floqast', 'FloQast'],
  ['fireeye', 'FireEye'],
  ['invision', 'InVision'],
  ['hubspot', 'HubSpot'],
  ['hellosign', 'HelloSign'],
  ['hackerone', 'HackerOne'],
  ['easecentral', 'EaseCentral'],
  ['dropbox', 'Dropbox'],
  ['dome9', 'Dome9'],
  ['docusign', 'DocuSign'],
  ['digicert', 'DigiCert'],
  ['dashlane', 'Dashlane'],
  ['cultureamp', 'Culture Amp'],
  ['coderpad', 'CoderPad'],
  ['crowdstrike', 'CrowdStrike'],
  ['carbonblack', 'Carbon Black'],
  ['bamboohr', 'BambooHR'],
  ['ataata', 'Mimecast'],
  ['mimecast', 'Mimecast'],
  ['airwatch', 'VMware'],
  ['aws', 'Amazon Web Services'],
  ['amazon', 'Amazon.com'],
  ['adobe', 'Adobe'],
  ['jupiterone', 'JupiterOne'],
  ['lifeomic', 'LifeOmic'],
];

/** By the name that Okta gives the kind of application. */
const VENDOR_OF: readonly (readonly [name: string, vendor: string])[] = [
  ...VENDORS.map(([fragment, vendor]) => [`x${fragment}y`, vendor] as const),
  // The earlier fragment decides.
  ...VENDORS.slice(1).map(([, vendor], at) => {
    const [first = '', second = ''] = [VENDORS[at]?.[0], VENDORS[at + 1]?.[0]];
    return [`${second}_${first}`, VENDORS[at]?.[1] ?? vendor] as const;
  }),
  ['cloudconsole', 'Google'],
  ['sample_cloudconsole_1', 'Google'],
  ['j1dev_x', 'JupiterOne'],
  ['my_j1dev', 'My J 1 Dev'],
  ['myNew_app', 'My New App'],
  ['sample_myNew_app_1', 'My New App'],
  ['slacksaml', 'Slack'],
  ['oidc_client', 'Oidc Client'],
];

const ACCOUNT_TYPE_OF: readonly (readonly [name: string, accountType: string | string[]])[] = [
  ['slack', 'slack_account'],
  ['slacksaml', 'slack_account'],
  ['amazon_aws', 'aws_account'],
  ['office365', 'office365_account'],
  ['atlassianjirabitbucket', ['jira_account', 'bitbucket_team']],
  ['ciscomeraki', 'cisco_meraki_account'],
  ['meraki', 'cisco_meraki_account'],
  ['xmeraki', 'xmeraki_account'],
  ['my_wordpress', 'wordpress_account'],
  ['my_snyk', 'snyk_account'],
  ['my_pritunl', 'pritunl_account'],
  ['my_lifeomic', 'lifeomic_account'],
  ['my_githubcloud', 'github_account'],
  ['github', 'github_account'],
  ['sample_cloudconsole_1', 'google_account'],
  // Its short name is gcp.
  ['cloudconsole', 'gcp_account'],
  ['my_jupiterone', 'jupiterone_account'],
  ['j1dev_x', 'jupiterone_account'],
];

const IS_MULTI_INSTANCE: readonly (readonly [name: string, isMultiInstanceApp: boolean])[] = [
  ['amazon_aws', true],
  ['githubcloud', true],
  ['cloudconsole', true],
  ['google', true],
  ['office365', true],
  ['github', false],
  ['salesforce', false],
  ['slack', false],
  ['gsuite', false],
];

const NAMES = [
  ...new Set([...VENDOR_OF, ...ACCOUNT_TYPE_OF, ...IS_MULTI_INSTANCE].map(([name]) => name)),
];

const ORG = sampleOrg({ now: SAMPLE_NOW });
const DEVICE_STATUSES = ['ACTIVE', 'CREATED', 'DEACTIVATED', 'SUSPENDED', 'UNSUSPENDED'];
const PLATFORMS = ['ANDROID', 'IOS', 'MACOS', 'WINDOWS', 'CHROMEOS'];
const RULE_STATUSES = ['ACTIVE', 'INACTIVE', 'INVALID'];

const idOf = (kind: string, n: number): string => `${kind}${String(n).padStart(17, '0')}`;
const device = (status: string, platform: string, n: number): JsonObject => ({
  id: idOf('guo', n),
  status,
  profile: { platform, displayName: `${status} ${platform}` },
  resourceType: 'UDDevice',
});
const rule = (status: string, n: number): JsonObject => ({
  id: idOf('0pr', n),
  type: 'group_rule',
  status,
  name: status,
  actions: { assignUserToGroups: { groupIds: [] } },
});

let run: Run;

beforeAll(async () => {
  const application = (name: string, n: number): JsonObject =>
    appJson({ key: `v${100 + n}`, name, label: name, signOnMode: 'SAML_2_0', app: {} }, n);
  const devices = DEVICE_STATUSES.flatMap((status, one) =>
    PLATFORMS.map((platform, other) => device(status, platform, one * 10 + other)),
  );
  run = await runSample({
    org: {
      ...ORG,
      apps: listingById(NAMES.map(application)),
      rules: listingById(RULE_STATUSES.map(rule)),
      devices: listingById(devices),
      deviceUsers: () => [],
    },
  });
});

const all = (type: string): Entity[] =>
  [...run.graph.values()].filter((object): object is Entity => object._type === type);
const application = (name: string): Entity | undefined =>
  all('okta_application').find((entity) => entity.name === name);
const valuesOf = (type: string, property: string): unknown[] => [
  ...new Set(all(type).map((entity) => entity[property])),
];

test.each(VENDOR_OF)('okta_application.appVendorName of %s is %s', (name, vendor) => {
  expect(application(name)?.appVendorName).toBe(vendor);
});

test.each(ACCOUNT_TYPE_OF)('okta_application.appAccountType of %s is %s', (name, accountType) => {
  expect(application(name)?.appAccountType).toEqual(accountType);
});

test.each(IS_MULTI_INSTANCE)('okta_application.isMultiInstanceApp of %s is %s', (name, isMulti) => {
  expect(application(name)?.isMultiInstanceApp).toBe(isMulti);
});

test('okta_application.features is an empty list where Okta sends one', () => {
  expect(valuesOf('okta_application', 'features')).toEqual(NAMES.map(() => []));
});

test('okta_device.deviceStatus and platform are in lower case', () => {
  const lower = (words: readonly string[]): string[] => words.map((word) => word.toLowerCase());
  expect(valuesOf('okta_device', 'deviceStatus').sort()).toEqual(lower(DEVICE_STATUSES));
  expect(valuesOf('okta_device', 'platform').sort()).toEqual(lower(PLATFORMS).sort());
});

test.each([
  ['android', 'Android', 'mobile'],
  ['ios', 'iOS', 'mobile'],
  ['macos', 'macOS', 'endpoint'],
  ['windows', 'Windows', 'endpoint'],
  ['chromeos', 'ChromeOS', 'endpoint'],
])('okta_device.osName and category of %s are %s and %s', (platform, osName, category) => {
  const devices = all('okta_device').filter((entity) => entity.platform === platform);
  expect(devices).toHaveLength(DEVICE_STATUSES.length);
  for (const entity of devices) expect(entity).toMatchObject({ osName, category });
});

test.each(DEVICE_STATUSES)('okta_device.active where the status is %s', (status) => {
  const isActive = status === 'ACTIVE';
  const devices = all('okta_device').filter(
    (entity) => entity.deviceStatus === status.toLowerCase(),
  );
  expect(devices).toHaveLength(PLATFORMS.length);
  for (const entity of devices) expect(entity).toMatchObject({ active: isActive, isActive });
});

test('okta_role.status is in lower case', () => {
  expect(valuesOf('okta_role', 'status').filter(Boolean).sort()).toEqual(['active']);
});

test('okta_role.id is the role’s type, or the custom role’s id, and that of no assignment', () => {
  expect(all('okta_role').length).toBeGreaterThan(3);
  for (const { id, roleType } of all('okta_role')) {
    if (roleType === 'CUSTOM') expect(id).toMatch(/^cr0/);
    else expect(id).toBe(roleType);
  }
});

test.each(RULE_STATUSES)('okta_rule.active where the status is %s', (status) => {
  const isActive = status === 'ACTIVE';
  expect(all('okta_rule').find(({ name }) => name === status)).toMatchObject({
    status: status.toLowerCase(),
    active: isActive,
    isActive,
  });
});
