/** The people of the sample org, and the accounts that are no people. */
import { canary } from '../canary';
import type { JsonObject } from '../types';
import { ago, day, idOf, link, post } from './build';

/** What makes one user differ from the next. */
export interface Person {
  key: string;
  first?: string | null;
  last?: string | null;
  status?: string;
  /** Keys of groups. Everybody is in Everyone without saying so. */
  groups?: readonly string[];
  login?: string;
  email?: string | null;
  profile?: JsonObject;
  provider?: { type: string; name: string };
  /** Days since the last login; null for never. */
  lastLogin?: number | null;
  /** Merged over the user at the end. */
  extra?: JsonObject;
  /** Bodies of 2016 have no `type`. */
  typeless?: boolean;
  emails?: readonly { value: string; status: string; type: string }[];
}

const AD = { type: 'ACTIVE_DIRECTORY', name: 'sample.local' };
const LDAP = { type: 'LDAP', name: 'ldap.sample.example' };

/** Attribute names that stand for something else in a graph. */
const COLLISIONS: JsonObject = {
  id: 'not-an-id',
  _key: 'not-a-key',
  _type: 'not_a_type',
  _class: 'NotAClass',
  _rawData: 'not raw data',
  displayName: 'Colin the Collider',
  name: 'Colliding Name',
  status: 'not-a-status',
  active: false,
  isActive: 'maybe',
  mfaEnabled: true,
  createdOn: 'yesterday',
  username: 'collider',
  webLink: 'https://elsewhere.example',
  'tag.Owner': 'nobody',
  '': 'an attribute without a name',
};

const CUSTOM: JsonObject = {
  costCentre: 4711,
  ratio: 0.25,
  remote: true,
  skills: ['TypeScript', 'Okta', 'Käse'],
  luckyNumbers: [7, 13],
  mixed: ['a', 1, null, true],
  emptyList: [],
  emptyText: '',
  nothing: null,
  'attribute with spaces': 'kept',
  hireDate: '2021-02-01',
  terminationDate: '2031-12-31T00:00:00.000Z',
  veryLong: 'x'.repeat(5000),
};

export const PEOPLE: readonly Person[] = [
  { key: 'ana', first: 'Ana', last: 'Admin', groups: ['eng', 'oktaadmins', 'awsprod'] },
  {
    key: 'bo',
    first: 'Bo',
    last: 'Berg',
    groups: ['eng', 'awsreadonly', 'dup', 'awsgroup'],
    profile: { ...CUSTOM, department: 'Engineering', title: 'Staff Engineer', countryCode: 'SE' },
  },
  {
    key: 'carla',
    first: 'Carla',
    last: 'Núñez',
    groups: ['eng', 'helpdesk', 'awsrolefirst', 'awspath'],
    profile: { userType: 'Employee', nickName: 'Carlita', locale: 'es_ES' },
    emails: [
      { value: 'carla.nunez@sample.example', status: 'VERIFIED', type: 'PRIMARY' },
      { value: 'carla@home.example', status: 'UNVERIFIED', type: 'SECONDARY' },
    ],
  },
  { key: 'dmitri', first: 'Дмитрий', last: 'Иванов', groups: ['sales', 'adusers'], provider: AD },
  { key: 'eun', first: '은지', last: '김', groups: ['sales', 'gws'], lastLogin: 200 },
  {
    key: 'fatima',
    first: 'Fatima',
    last: 'El-Sayed',
    groups: ['finance', 'adusers', 'ldapusers', 'adawsrole', 'awsimposter'],
    provider: AD,
    email: 'Fatima.El-Sayed@Sample.Example',
  },
  {
    key: 'goran',
    first: 'Goran',
    last: 'Đorđević',
    groups: ['finance', 'awsgov', 'awscn'],
    profile: { managerId: 'FATIMA.EL-SAYED@sample.example' },
  },
  { key: 'hana', first: 'Hana', last: 'Suzuki', groups: ['munster', 'union', 'joinall'] },
  {
    key: 'ivy',
    first: 'Ivy',
    last: "O'Brien",
    groups: ['munster', 'joinall'],
    // Nobody has this as a login, an address or a number.
    profile: { manager: 'Hana Suzuki' },
  },
  { key: 'jun', first: '小龙', last: '李', groups: ['eng', 'awsaccfirst', 'union'] },
  { key: 'kofi', first: 'Kofi', last: 'Mensah', groups: ['contractors'], provider: LDAP },
  {
    key: 'lea',
    first: 'Léa',
    last: 'Lefèvre',
    groups: ['contractors', 'ldapusers'],
    provider: LDAP,
    lastLogin: null,
  },
  {
    key: 'mara',
    first: 'Mara',
    last: 'Moss',
    groups: ['secops', 'awsmanagement', 'awsrolegroup'],
    provider: { type: 'FEDERATION', name: 'FEDERATION' },
    profile: { manager: 'Ana Admin', managerId: idOf('00u', 'ana'), division: 'Security' },
  },
  {
    key: 'nils',
    first: 'Nils',
    last: 'Nyström',
    groups: ['secops', 'awsunassigned'],
    provider: { type: 'SOCIAL', name: 'SOCIAL' },
  },
  {
    key: 'odd',
    first: 'Colin',
    last: 'Collision',
    groups: ['eng'],
    profile: COLLISIONS,
    lastLogin: 3,
  },
  { key: 'pia', first: 'Pia', last: 'Pohl', groups: ['sales', 'approvers'], lastLogin: 120 },
  {
    key: 'quinn',
    first: 'Quinn',
    last: 'Quist',
    groups: ['sales'],
    provider: { type: 'IMPORT', name: 'IMPORT' },
  },
  {
    key: 'rosa',
    first: 'Rosa',
    last: 'Rossi',
    groups: ['finance', 'inactiverole', 'awsmanagement'],
  },
  { key: 'sebnem', first: 'Şebnem', last: 'Öztürk', groups: ['eng', 'approvers', 'awsrolegroup'] },
  { key: 'tomas', first: 'Tomáš', last: 'Dvořák', groups: ['eng', 'customadmins'] },
  // Accounts that are not a person, in every spelling of the type.
  {
    key: 'svcbackup',
    first: 'Backup',
    last: 'Service',
    login: 'svc-backup@sample.example',
    email: null,
    groups: ['services'],
    profile: { userType: 'service' },
    lastLogin: null,
  },
  {
    key: 'svcci',
    first: 'CI',
    last: 'Runner',
    login: 'ci@sample.example',
    groups: ['services'],
    profile: { userType: 'Service' },
  },
  {
    key: 'botslack',
    first: 'Slack',
    last: 'Bot',
    login: 'slack-bot@sample.example',
    groups: ['services'],
    profile: { userType: 'BOT' },
  },
  {
    key: 'reception',
    first: 'Reception',
    last: 'Desk',
    login: 'reception@sample.example',
    profile: { userType: 'generic' },
  },
  // Odd ones.
  { key: 'nobody', first: null, last: null, login: 'nobody@sample.example', email: null },
  { key: 'cher', first: 'Cher', last: null, login: 'cher@sample.example' },
  { key: 'onlylast', first: '', last: 'Lastname', login: 'onlylast@sample.example' },
  { key: 'oldlogin', first: 'Old', last: 'Login', login: 'oldlogin', email: 'old@sample.example' },
  { key: 'plusmail', first: 'Plus', last: 'Mail', email: 'plus+okta@sample.example' },
  {
    key: 'sharedone',
    first: 'Shared',
    last: 'One',
    email: 'shared@sample.example',
    groups: ['contractors'],
  },
  {
    key: 'sharedtwo',
    first: 'Shared',
    last: 'Two',
    email: 'shared@sample.example',
    groups: ['contractors'],
  },
  { key: 'typeless', first: 'Year', last: 'Sixteen', typeless: true, lastLogin: 1500 },
  // Every status beside ACTIVE.
  { key: 'staged', first: 'Stefan', last: 'Staged', status: 'STAGED', lastLogin: null },
  {
    key: 'staging',
    first: 'Stella',
    last: 'Staging',
    status: 'STAGED',
    lastLogin: null,
    extra: { transitioningToStatus: 'PROVISIONED' },
  },
  { key: 'provis', first: 'Petra', last: 'Provisioned', status: 'PROVISIONED', lastLogin: null },
  {
    key: 'recovery',
    first: 'Rik',
    last: 'Recovery',
    status: 'RECOVERY',
    groups: ['sales'],
    lastLogin: 40,
  },
  {
    key: 'expired',
    first: 'Elsa',
    last: 'Expired',
    status: 'PASSWORD_EXPIRED',
    groups: ['finance'],
    lastLogin: 95,
  },
  {
    key: 'locked',
    first: 'Lars',
    last: 'Locked',
    status: 'LOCKED_OUT',
    groups: ['eng', 'awsprod'],
    lastLogin: 1,
  },
  {
    key: 'suspend',
    first: 'Sasha',
    last: 'Suspended',
    status: 'SUSPENDED',
    groups: ['secops'],
    lastLogin: 60,
  },
  {
    key: 'gone',
    first: 'Gilda',
    last: 'Gone',
    status: 'DEPROVISIONED',
    lastLogin: 400,
  },
  {
    key: 'goneadmin',
    first: 'Greta',
    last: 'Formeradmin',
    status: 'DEPROVISIONED',
    lastLogin: 380,
    provider: AD,
  },
  {
    key: 'goneterm',
    first: 'Theo',
    last: 'Terminated',
    status: 'DEPROVISIONED',
    profile: { terminationDate: '2024-05-31', hireDate: '2015-01-15' },
    lastLogin: 600,
  },
  {
    key: 'leaving',
    first: 'Lotte',
    last: 'Leaving',
    groups: ['sales'],
    extra: { transitioningToStatus: 'DEPROVISIONED' },
  },
];

export function userId(key: string): string {
  return idOf('00u', key);
}

const PLAIN: Readonly<Record<string, string>> = { ø: 'o', đ: 'd', '’': '' };

function loginOf(person: Person): string {
  const name = `${person.first ?? ''}.${person.last ?? ''}`
    .toLowerCase()
    .normalize('NFD')
    .replace(/[øđ’]/g, (letter) => PLAIN[letter] ?? '')
    .replace(/[^a-z.-]/g, '');
  const readable = name.replace(/^\.+|\.+$/g, '');
  return `${readable === '' ? person.key : readable}@sample.example`;
}

function profileOf(person: Person): JsonObject {
  const login = person.login ?? loginOf(person);
  return {
    firstName: person.first ?? null,
    lastName: person.last ?? null,
    mobilePhone: null,
    secondEmail: person.key === 'carla' ? 'carla@home.example' : null,
    login,
    ...(person.email === null ? {} : { email: person.email ?? login }),
    ...person.profile,
  };
}

function credentialsOf(person: Person): JsonObject {
  const profile = profileOf(person);
  const main = profile['email'];
  return {
    password: { value: canary('user-password') },
    recovery_question: {
      question: canary('user-recovery-question'),
      answer: canary('user-recovery-answer'),
    },
    emails:
      person.emails?.map((email) => ({ ...email })) ??
      (typeof main === 'string' ? [{ value: main, status: 'VERIFIED', type: 'PRIMARY' }] : []),
    provider: person.provider ?? { type: 'OKTA', name: 'OKTA' },
  };
}

/** The JSON of one person, as `GET /api/v1/users` shows it. */
export function userJson(person: Person, position: number, now: number): JsonObject {
  const id = userId(person.key);
  const status = person.status ?? 'ACTIVE';
  const activated = ['STAGED'].includes(status) ? null : day(position * 17 + 1);
  const lastLogin = person.lastLogin === undefined ? 5 : person.lastLogin;
  const type = idOf('oty', 'default');
  return {
    id,
    status,
    created: day(position * 17),
    activated,
    statusChanged: activated,
    lastLogin: lastLogin === null ? null : ago(now, lastLogin),
    lastUpdated: day(position * 17 + 3),
    passwordChanged: activated === null ? null : day(position * 17 + 2),
    ...(person.typeless === true ? {} : { type: { id: type } }),
    ...(position % 2 === 0 ? { realmId: idOf('guo', 'realm') } : {}),
    profile: profileOf(person),
    credentials: credentialsOf(person),
    _links: {
      suspend: post(`/api/v1/users/${id}/lifecycle/suspend`),
      schema: link('/api/v1/meta/schemas/user/oscsample000000000h7'),
      resetPassword: post(`/api/v1/users/${id}/lifecycle/reset_password`),
      self: link(`/api/v1/users/${id}`),
      type: link(`/api/v1/meta/types/user/${type}`),
      deactivate: post(`/api/v1/users/${id}/lifecycle/deactivate`),
    },
    ...person.extra,
  };
}
