/** Emits every user, once its second factors are known. */
import { IntegrationWarnEventName } from '@jupiterone/integration-sdk-core';

import { isFatal, isNotFound } from '../../okta';
import type { Run } from '../../run/run';
import { adviceFor } from '../../run/advice';
import { forEachConcurrently } from '../../run/concurrently';
import { IntegrationIncompleteDataError } from '../../run/losses';
import { FACTORS_SOURCE } from '../../sourceIds';
import { defineStep, type StepTools } from '../../run/step';
import {
  createAccountUserRelationship,
  createUserEntity,
  createUserPersonRelationship,
} from './converter';
import type { UserRef } from './catalog';
import {
  ACCOUNT_HAS_USER,
  USER_ENTITY,
  USER_IS_PERSON,
  USERS_AUTHORIZATION,
  USERS_STEP,
} from './model';

/** Fetch Entities. */
async function fetchUsers({ run, emit, losses, progress, warn }: StepTools): Promise<void> {
  const lost = losses('users’ profiles');
  let done = 0;
  await forEachConcurrently(run.users.records(), async ({ ref, user }) => {
    if (user.profile === undefined) lost.add(user.id, noProfile());
    else lost.pass();
    const mfaEnabled = await hasActiveFactor(run, ref);
    const isInGraph = await emit.entity(user.id, () =>
      createUserEntity(user, { org: run.org, mfaEnabled }),
    );
    progress((done += 1), run.users.refs.length);
    if (!isInGraph) return;
    await emit.relationship(createAccountUserRelationship(run.org, user));
    const person = run.settings.mapUsersToPersons ? createUserPersonRelationship(user) : undefined;
    if (person !== undefined) await emit.relationship(person);
  });
  const { unproven } = await run.users.visibility.ask();
  if (unproven === undefined) return;
  const advice = adviceFor(unproven, run.settings.credentials.kind);
  warn(
    `Whether Okta shows every user is not proven (${unproven.message}): from a credential that is limited ` +
      `to some groups it would hide the users of others.${advice}`,
    IntegrationWarnEventName.MissingPermission,
  );
}

/** The user is there; who it is, and so which person, is not told. */
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
    return (await run.factors.of(ref)).some((factor) => factor.status === 'ACTIVE');
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
];
