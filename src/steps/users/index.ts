/** Emits every user, once its second factors are known. */
import { IntegrationWarnEventName } from '@jupiterone/integration-sdk-core';

import { isFatal, isNotFound } from '../../okta';
import type { Run } from '../../run/run';
import { adviceFor } from '../../run/advice';
import { forEachConcurrently } from '../../run/concurrently';
import { Expected } from '../../run/expected';
import { IntegrationIncompleteDataError, Losses, whole } from '../../run/losses';
import { leftOutAsSecret } from '../../run/secretAttributes';
import { FACTORS_SOURCE } from '../../sourceIds';
import { defineStep, type StepTools } from '../../run/step';
import {
  createAccountUserRelationship,
  createManagerRelationship,
  createUserEntity,
  createUserPersonRelationship,
} from './converter';
import type { UserRecord, UserRef } from './catalog';
import {
  ACCOUNT_HAS_USER,
  MANAGERS_STEP,
  USER_ENTITY,
  USER_IS_PERSON,
  USER_MANAGES_USER,
  USERS_AUTHORIZATION,
  USERS_STEP,
} from './model';

/** Fetch Entities. */
async function fetchUsers(tools: StepTools): Promise<void> {
  const { run, atEnd } = tools;
  const expected = new Expected(run.users.refs, run.users.counted());
  const lack: Lack = { profiles: new Losses('users’ profiles'), secrets: new Set(), expected };
  await emitUsers(tools, lack, run.users.records());
  atEnd(async () => {
    await emitUsers(tools, lack, run.users.unlisted.found);
    report(tools, lack);
  });
  await warnIfUnproven(tools);
}

/** What the users lack that are in the graph. */
interface Lack {
  /** Users are there without a profile: no object is missing, so these are no losses of the step. */
  readonly profiles: Losses;
  /** Names of attributes that are left out as secrets. */
  readonly secrets: Set<string>;
  /** How many users there will be. */
  readonly expected: Expected;
}

function report({ warn, inform }: StepTools, { profiles, secrets }: Lack): void {
  if (profiles.count > 0) {
    warn(
      `${profiles.describe()}. These users are in the graph without names, e-mail addresses and other ` +
        'attributes, and no person is linked to them.',
    );
  }
  if (secrets.size > 0) inform(leftOutAsSecret('users', secrets));
}

async function emitUsers(
  { run, emit, progress }: StepTools,
  { profiles, secrets, expected }: Lack,
  users: AsyncIterable<UserRecord> | Iterable<UserRecord>,
): Promise<void> {
  let done = 0;
  await forEachConcurrently(users, async ({ ref, user }) => {
    if (user.profile === undefined) profiles.add(user.id, noProfile());
    else profiles.pass();
    const mfaEnabled = await hasActiveFactor(run, ref);
    const isInGraph = await emit.entity(user.id, () =>
      createUserEntity(user, { org: run.org, mfaEnabled, secrets }),
    );
    progress((done += 1), expected.total);
    if (!isInGraph) return;
    await emit.relationship(createAccountUserRelationship(run.org, user));
    const person = run.settings.mapUsersToPersons ? createUserPersonRelationship(user) : undefined;
    if (person !== undefined) await emit.relationship(person);
  });
}

/** Build Relationships. They wait until every user is known, those that no list has included. */
async function buildManagers({ run, emit, inform, atEnd }: StepTools): Promise<void> {
  const { failure } = await run.users.refs.reading();
  atEnd(async () => {
    const { found, without } = run.users.managers.resolve(failure === undefined);
    for (const each of found) await emit.relationship(createManagerRelationship(each));
    const { unknown, ambiguous, own } = without;
    if (unknown + ambiguous + own > 0) {
      inform(
        `${unknown + ambiguous + own} users have no edge from the manager whom their profiles name: ` +
          `${unknown} name no known user, ${ambiguous} match several users, ` +
          `${own} name themselves.`,
      );
    }
    whole({ value: undefined, failure });
  });
}

async function warnIfUnproven({ run, warn }: StepTools): Promise<void> {
  const { unproven } = await run.users.visibility.ask();
  if (unproven === undefined) return;
  const advice = adviceFor(unproven, run.settings.credentials.kind);
  warn(
    `Whether Okta shows every user is not proven (${unproven.message}): from a credential that is limited ` +
      `to some groups it would hide the users of others.${advice}`,
    IntegrationWarnEventName.MissingPermission,
  );
}

function noProfile(): Error {
  return new IntegrationIncompleteDataError('Okta lists the users without them');
}

/**
 * Whether the user has an ACTIVE factor; undefined where factors are not collected or this user's
 * could not be read, which the step that emits the factors reports.
 */
async function hasActiveFactor(run: Run, ref: UserRef): Promise<boolean | undefined> {
  if (!run.isEnabled(FACTORS_SOURCE)) return undefined;
  if (!ref.canHaveFactors) return false;
  try {
    if (!(await run.factors.covers(ref))) return undefined;
    const { value, failure } = await run.factors.of(ref);
    if (value.some(({ status }) => status === 'ACTIVE')) return true;
    return failure === undefined ? false : undefined;
  } catch (error) {
    if (isFatal(error)) throw error;
    // Of a user who has yet to sign in for the first time 404 means none, of others that they are gone.
    return ref.isNewcomer && isNotFound(error) ? false : undefined;
  }
}

export const userSteps = [
  defineStep({
    id: USERS_STEP,
    name: 'Fetch Users',
    entities: [USER_ENTITY],
    relationships: [ACCOUNT_HAS_USER],
    mappedRelationships: [USER_IS_PERSON],
    authorization: USERS_AUTHORIZATION,
    handler: fetchUsers,
  }),
  defineStep({
    id: MANAGERS_STEP,
    name: 'Build User Managers',
    entities: [],
    relationships: [USER_MANAGES_USER],
    authorization: USERS_AUTHORIZATION,
    handler: buildManagers,
  }),
];
