/**
 * What the types of the graph mean to a person: the kind of a thing (which gives it its icon and colour), its
 * name in plain words, and which relationships carry access.
 */

import { ICONS, type Icon } from '../../../src/resources/icons';
import { DEFINED_TYPES } from './definedTypes';

export { ICONS as KINDS };
export type Kind = Icon;

export interface Meaning {
  readonly kind: Kind;
  readonly one: string;
  readonly many: string;
}

const KNOWN_TYPES: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['okta_account', { kind: 'account', one: 'account', many: 'Account' }],
  ['okta_service', { kind: 'service', one: 'service', many: 'Services' }],
  ['okta_user', { kind: 'user', one: 'user', many: 'Users' }],
  ['okta_user_group', { kind: 'group', one: 'group', many: 'Groups' }],
  ['okta_app_user_group', { kind: 'group', one: 'app group', many: 'App groups' }],
  ['okta_application', { kind: 'application', one: 'application', many: 'Applications' }],
  ['okta_role', { kind: 'role', one: 'admin role', many: 'Admin roles' }],
  ['aws_iam_role', { kind: 'awsRole', one: 'AWS role', many: 'AWS roles' }],
  [
    'aws_identity_center_user',
    { kind: 'awsRole', one: 'Identity Center user', many: 'Identity Center users' },
  ],
  [
    'aws_identity_center_group',
    { kind: 'awsRole', one: 'Identity Center group', many: 'Identity Center groups' },
  ],
  ['mfa_device', { kind: 'factor', one: 'factor', many: 'Factors' }],
  ['person', { kind: 'person', one: 'person', many: 'People' }],
  ...Object.entries(DEFINED_TYPES),
]);

const KIND_OF_CLASS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['User', 'user'],
  ['UserGroup', 'group'],
  ['Group', 'group'],
  ['Application', 'application'],
  ['AccessRole', 'role'],
  ['Account', 'account'],
  ['Service', 'service'],
  ['Device', 'device'],
  ['Person', 'person'],
  ['Key', 'factor'],
  ['AccessKey', 'factor'],
]);

function inWords(type: string): string {
  return type.replace(/^okta_/, '').replaceAll('_', ' ');
}

/** Kind and names of an entity type; a type that this page does not know is judged by its class. */
export function meaningOf(type: string, classes: readonly string[]): Meaning {
  const known = KNOWN_TYPES.get(type);
  if (known) return known;
  const byClass = classes.map((name) => KIND_OF_CLASS.get(name)).find((kind) => kind !== undefined);
  const kind = type.startsWith('aws_') ? 'awsRole' : (byClass ?? 'other');
  return { kind, one: inWords(type), many: inWords(type) };
}

/**
 * The properties that a thing is called by, best first. A user's display name is the login in this graph; a person
 * looks for the person's name.
 */
export function titleProperties(kind: Kind): readonly string[] {
  return kind === 'user' ? ['name', 'displayName'] : ['displayName', 'name'];
}

/** What a relationship says about access; `other` says nothing about it. */
export const ACCESSES = ['other', 'membership', 'management', 'grant'] as const;
export type Access = (typeof ACCESSES)[number];

const HOLDERS: ReadonlySet<Kind> = new Set<Kind>(['user', 'group']);
const GRANTED: ReadonlySet<Kind> = new Set<Kind>(['application', 'role', 'awsRole']);

/** Group HAS user is membership, rule MANAGES group is management, user or group ASSIGNED something a grant. */
export function accessOf(relationClass: string, from: Kind, to: Kind): Access {
  if (relationClass === 'HAS' && from === 'group' && to === 'user') return 'membership';
  if (relationClass === 'MANAGES' && from === 'rule' && to === 'group') return 'management';
  if (relationClass === 'ASSIGNED' && HOLDERS.has(from) && GRANTED.has(to)) return 'grant';
  return 'other';
}

/** True for what can reach something (users and groups). */
export function canReach(kind: Kind): boolean {
  return HOLDERS.has(kind);
}

/** True for what can be reached (applications, admin roles, AWS roles). */
export function canBeReached(kind: Kind): boolean {
  return GRANTED.has(kind);
}

interface Phrases {
  readonly forward: string;
  readonly backward: string;
}

const PHRASES: ReadonlyMap<string, Phrases> = new Map<string, Phrases>([
  ['HAS', { forward: 'has', backward: 'belongs to' }],
  ['ASSIGNED', { forward: 'is assigned', backward: 'is assigned to' }],
  ['MANAGES', { forward: 'manages', backward: 'is managed by' }],
  ['CREATED', { forward: 'created', backward: 'was created by' }],
  ['IS', { forward: 'is', backward: 'is' }],
]);

/** A relationship class as a verb, from either end. */
export function phraseOf(relationClass: string, outward: boolean): string {
  const phrases = PHRASES.get(relationClass);
  const plain = relationClass.toLowerCase().replaceAll('_', ' ');
  if (!phrases) return outward ? plain : `${plain} (from)`;
  return outward ? phrases.forward : phrases.backward;
}
