/** When roles could have been told and were not: absent is not empty, and null is no absence. */
import type { JsonObject } from '../../../json';
import { doubtAbout, doubtAboutGroups, tellsRoles } from './doubt';
import { readAwsFederation, type AwsApplication } from './federation';

const NULLS: JsonObject = {
  identityProviderArn: null,
  useGroupMapping: null,
  groupFilter: null,
  roleValuePattern: null,
  joinAllRoles: null,
};

const app = (changes: Partial<AwsApplication> = {}): AwsApplication => ({
  id: '0oa1',
  name: 'amazon_aws',
  label: 'AWS',
  status: 'ACTIVE',
  appSettings: NULLS,
  ...changes,
});
const without = (...keys: string[]): JsonObject =>
  Object.fromEntries(Object.entries(NULLS).filter(([name]) => !keys.includes(name)));
const CHOICES = ['useGroupMapping', 'joinAllRoles'];
const TEXTS = ['identityProviderArn', 'groupFilter', 'roleValuePattern'];
const federation = (useGroupMapping: boolean) =>
  readAwsFederation(app({ appSettings: { ...NULLS, useGroupMapping } }))!;

test.each<[string, Partial<AwsApplication>]>([
  ['settings that were never set', {}],
  ['settings as words', { appSettings: { ...NULLS, useGroupMapping: 'true', groupFilter: 'x' } }],
  ['a filter that is null', { appSettings: { ...NULLS, useGroupMapping: true } }],
  ['no settings, switched off', { appSettings: undefined, status: 'INACTIVE' }],
  ['no settings, deleted', { appSettings: undefined, status: 'DELETED' }],
  ['no settings, of another kind', { appSettings: undefined, name: 'salesforce' }],
  ['no settings, a kind of which AWS is a part', { appSettings: undefined, name: 'my_amazon_aws' }],
  ['other settings, Identity Center', { appSettings: { acsURL: 'x' }, name: 'amazon_aws_sso' }],
  ['no text', { appSettings: without(...TEXTS) }],
  ...TEXTS.map((key): [string, Partial<AwsApplication>] => [
    `no ${key}`,
    { appSettings: without(key) },
  ]),
])('no doubt: %s', (_why, changes) => {
  expect(doubtAbout(app(changes))).toBeUndefined();
});

test.each<[string, Partial<AwsApplication>, string]>([
  ['no settings', { appSettings: undefined }, 'settings.app'],
  ['no settings', { appSettings: undefined, name: 'amazon_aws_sso' }, 'settings.app'],
  ['no kind', { name: undefined }, '(name)'],
  ['no kind, no settings', { name: undefined, appSettings: undefined }, '(name)'],
  ['no status', { status: undefined }, '(status)'],
  ['empty settings', { appSettings: {} }, `: ${[...CHOICES, ...TEXTS].join(', ')}`],
  [
    'other settings alone',
    { appSettings: { awsEnvironmentType: 'aws.amazon' } },
    `: ${[...CHOICES, ...TEXTS].join(', ')}`,
  ],
  [
    'no choice and no text of several',
    { appSettings: without('joinAllRoles', 'groupFilter') },
    ': joinAllRoles, groupFilter',
  ],
  ['a number', { appSettings: { ...NULLS, useGroupMapping: 7 } }, ': useGroupMapping'],
  ['an object', { appSettings: { ...NULLS, groupFilter: {} } }, ': groupFilter'],
  ['yes or no for a text', { appSettings: { ...NULLS, groupFilter: true } }, ': groupFilter'],
  ['a text for yes or no', { appSettings: { ...NULLS, joinAllRoles: 'x' } }, ': joinAllRoles'],
  ...[true, 'true'].map((useGroupMapping): [string, Partial<AwsApplication>, string] => [
    `no filter, and group mapping is ${JSON.stringify(useGroupMapping)}`,
    { appSettings: { ...without('groupFilter'), useGroupMapping } },
    ': groupFilter',
  ]),
  ['a number for a text', { appSettings: { ...NULLS, roleValuePattern: 7 } }, ': roleValuePattern'],
  ...CHOICES.map((key): [string, Partial<AwsApplication>, string] => [
    `no ${key}`,
    { appSettings: without(key) },
    `: ${key}`,
  ]),
])('doubt: %s', (_why, changes, said) => {
  expect(doubtAbout(app(changes))?.message).toContain(said);
});

test('with group mapping every name counts, without it every profile and every group with roles', () => {
  const doubt = (
    useGroupMapping: boolean,
    row: { groupName?: string; profile?: JsonObject },
    isKnown = true,
  ) =>
    doubtAboutGroups(federation(useGroupMapping), {
      assignments: [{ id: '00g1', groupName: row.groupName, profile: row.profile }],
      isKnown: () => isKnown,
      withRoles: row.profile?.role === undefined ? [] : ['00g1'],
    })?.message;
  expect(doubt(true, { groupName: 'aws' })).toBeUndefined();
  expect(doubt(true, { profile: {} })).toContain('1 of the groups assigned, whose names');
  expect(doubt(false, { profile: {} }, false)).toBeUndefined();
  expect(doubt(false, { profile: { role: 'Admin' } })).toBeUndefined();
  expect(doubt(false, { profile: { role: 'Admin' } }, false)).toContain('which have AWS roles');
  expect(doubt(false, { groupName: 'aws' })).toContain('the profile of 1 of its group assignments');
});

test('an assignment of a user tells by profile and scope, unless the groups’ names tell all', () => {
  const tells = (useGroupMapping: boolean, profile?: JsonObject, scope?: string) =>
    tellsRoles(federation(useGroupMapping), { profile, scope });
  expect(tells(true)).toBe(true);
  expect(tells(false, {}, 'GROUP')).toBe(true);
  expect(tells(false, undefined, 'USER')).toBe(false);
  expect(tells(false, {})).toBe(false);
});
