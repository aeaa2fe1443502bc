/** Makes users, and the persons behind them, of what Okta lists. */
import {
  createMappedRelationship,
  RelationshipDirection,
  type Entity,
  type ExplicitRelationship,
  type MappedRelationship,
} from '@jupiterone/integration-sdk-core';

import { userLink } from '../../graph/adminLinks';
import { isEmail } from '../../graph/classRules';
import { activityOf, entityBuilder } from '../../graph/entity';
import { entityKey } from '../../graph/key';
import { capped } from '../../graph/limits';
import { cleaned, droppedNames } from '../../graph/rawData';
import { relate } from '../../graph/relate';
import { record, text, timestamp } from '../../json';
import type { OrgIdentity } from '../../okta/org';
import { accountKey } from '../account/model';
import type { Management } from './managers';
import type { OktaUser, OktaUserEmail } from './api';
import {
  ACCOUNT_HAS_USER,
  USER_ENTITY,
  USER_IS_PERSON,
  userProperties,
  USER_MANAGES_USER,
} from './model';

export interface UserContext {
  readonly org: OrgIdentity;
  /** Whether the user has an ACTIVE factor; undefined where factors are not collected. */
  readonly mfaEnabled?: boolean | undefined;
  /** Where to note the names of attributes that are left out as secrets. */
  readonly secrets?: Set<string> | undefined;
}

/** Profile attributes that properties of the same or another name stand for. */
const CONSUMED: ReadonlySet<string> = new Set([
  'login',
  'email',
  'firstName',
  'lastName',
  'userType',
  'countryCode',
]);

const build = entityBuilder(USER_ENTITY);

/**
 * The user with all of its profile. Attributes whose name is that of a secret
 * (`graph/secretNames.ts`) are in neither properties nor `_rawData`, nor is `credentials`.
 */
export function createUserEntity(user: OktaUser, context: UserContext): Entity {
  const { org, mfaEnabled, secrets } = context;
  const raw = cleaned(user.raw);
  for (const name of droppedNames(record(user.profile), raw.profile)) secrets?.add(name);
  return build(
    userProperties({
      _key: user.id,
      ...namesOf(user),
      ...timesOf(user),
      id: user.id,
      webLink: userLink(org.adminUrl, user.id),
      email: user.email === undefined ? null : [user.email.toLowerCase()],
      status: user.status?.toLowerCase(),
      ...activityOf(user.status),
      verifiedEmails: emailsOf(user, 'VERIFIED'),
      unverifiedEmails: emailsOf(user, 'UNVERIFIED'),
      userType: user.userType,
      countryCode: text(user.profile?.countryCode),
      mfaEnabled,
      isMfaEnabled: mfaEnabled,
      identitySourceType: user.providerType,
      identitySourceName: user.providerName,
      typeId: user.typeId,
      realmId: user.realmId,
    }),
    { raw, custom: record(raw.profile), consumed: CONSUMED },
  );
}

function namesOf({ id, login, email, firstName, lastName }: OktaUser) {
  const shortLogin = login === undefined ? null : [beforeAt(login)];
  return {
    login,
    displayName: login ?? email ?? id,
    name: [firstName, lastName].filter(Boolean).join(' ') || (login ?? email ?? id),
    firstName: firstName ?? null,
    lastName: lastName ?? null,
    username: shortLogin,
    shortLoginId: shortLogin,
  };
}

function beforeAt(login: string): string {
  const at = login.indexOf('@');
  return at > 0 ? login.slice(0, at) : login;
}

/** Each under the predecessor's two names. */
function timesOf(user: OktaUser) {
  return {
    created: user.created,
    createdOn: user.created,
    activated: user.activated,
    activatedOn: user.activated,
    statusChanged: user.statusChanged,
    statusChangedOn: user.statusChanged,
    lastLogin: user.lastLogin,
    lastLoginOn: user.lastLogin,
    lastUpdated: user.lastUpdated,
    lastUpdatedOn: user.lastUpdated,
    passwordChanged: user.passwordChanged,
    passwordChangedOn: user.passwordChanged,
    hiredOn: isoDate(user.profile?.hireDate),
    terminatedOn: isoDate(user.profile?.terminationDate),
  };
}

const ISO_DATE = /^\d{4}-\d\d-\d\d/;

/** Customers write dates as they like; only the form that means one day everywhere is read. */
function isoDate(value: unknown): number | undefined {
  return typeof value === 'string' && ISO_DATE.test(value) ? timestamp(value) : undefined;
}

function emailsOf({ emails }: OktaUser, status: string): string[] | undefined {
  if (emails.length === 0) return undefined;
  return emails.filter((email: OktaUserEmail) => email.status === status).map(({ value }) => value);
}

export function createAccountUserRelationship(
  org: OrgIdentity,
  user: Pick<OktaUser, 'id'>,
): ExplicitRelationship {
  return relate(ACCOUNT_HAS_USER, accountKey(org), user.id);
}

/** The manager MANAGES the user, who names the manager in the profile. */
export function createManagerRelationship({
  managerId,
  userId,
  matchedBy,
}: Management): ExplicitRelationship {
  return relate(USER_MANAGES_USER, managerId, userId, { matchedBy });
}

/** Values of the profile's `userType`, in lower case, that mark users which are no persons. */
const NON_PERSON_TYPES: ReadonlySet<string> = new Set(['generic', 'service', 'bot']);

/**
 * `okta_user IS Person`, found by e-mail and created where absent. Undefined for users that are no
 * persons by their type, and for users without an e-mail that JupiterOne accepts: a Person must
 * have one.
 */
export function createUserPersonRelationship(user: OktaUser): MappedRelationship | undefined {
  const email = user.email?.toLowerCase();
  if (email === undefined || !isEmail(email)) return undefined;
  if (user.userType !== undefined && NON_PERSON_TYPES.has(user.userType.trim().toLowerCase())) {
    return undefined;
  }
  const firstName = capped(user.firstName ?? '');
  const lastName = capped(user.lastName ?? '');
  const name = capped([firstName, lastName].filter(Boolean).join(' ') || email);
  const personKey = `person:${email}`;
  return createMappedRelationship({
    _class: USER_IS_PERSON._class,
    _type: USER_IS_PERSON._type,
    _key: `${user.id}|is|${personKey}`,
    _mapping: {
      relationshipDirection: RelationshipDirection.FORWARD,
      sourceEntityKey: entityKey(USER_ENTITY._type, user.id),
      targetFilterKeys: [['_class', 'email']],
      targetEntity: {
        _class: 'Person',
        _type: USER_IS_PERSON.targetType,
        _key: personKey,
        name,
        displayName: name,
        firstName,
        lastName,
        email: [email],
      },
      skipTargetCreation: false,
    },
  });
}
