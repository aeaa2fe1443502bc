/** Emits the second factors of every user that can have any, or of those where something changed. */
import type {
  StepEntityMetadata,
  StepRelationshipMetadata,
} from '@jupiterone/integration-sdk-core';

import { forEachConcurrently } from '../../run/concurrently';
import { filtered } from '../../run/sharedList';
import { defineStep, type StepTools } from '../../run/step';
import { createFactorEntity, createUserFactorRelationship } from './converter';
import {
  CHANGED_FACTORS_AUTHORIZATION,
  CHANGED_FACTORS_STEP,
  FACTOR_ENTITY,
  FACTORS_AUTHORIZATION,
  FACTORS_STEP,
  USER_ASSIGNED_FACTOR,
} from './model';

/** Fetch Child Entities. */
async function fetchFactors(tools: StepTools): Promise<void> {
  const { run, emit, losses, progress, foresee } = tools;
  const lost = losses('users’ factors');
  const users = filtered(run.users.refs, (user) => run.factors.covers(user));
  foresee('/api/v1/users/{id}/factors', users);
  let done = 0;
  await forEachConcurrently(users, async (user) => {
    const factors = await lost.attempt(user.id, () => run.factors.of(user));
    for (const factor of factors ?? []) {
      const isInGraph = await emit.entity(factor.id, () => createFactorEntity(factor));
      if (isInGraph) await emit.relationship(createUserFactorRelationship(user.id, factor));
    }
    progress((done += 1), run.users.refs.length);
  });
  if (!run.factors.isFull) await tellHowMany(tools, done);
}

/** So that whoever misses factors in the graph sees that this run did not ask for them. */
async function tellHowMany({ run, context }: StepTools, asked: number): Promise<void> {
  let able = 0;
  for await (const user of run.users.refs) if (user.canHaveFactors) able += 1;
  const notAsked = able - asked;
  context.logger.info(
    { asked, notAsked },
    `MFA factors by changes: ${asked} users were asked, and ${notAsked} not, as the System Log has no ` +
      'event about their factors since the last successful run',
  );
}

/** What is not asked for must not be deleted. */
function partial<T extends StepEntityMetadata | StepRelationshipMetadata>(declaration: T): T {
  return { ...declaration, partial: true };
}

/** One of the two runs: see `getStepStartStates`. */
export const factorSteps = [
  defineStep({
    id: FACTORS_STEP,
    name: 'Fetch MFA Devices',
    ingestionSourceId: 'devices',
    entities: [FACTOR_ENTITY],
    relationships: [USER_ASSIGNED_FACTOR],
    authorization: FACTORS_AUTHORIZATION,
    handler: fetchFactors,
  }),
  defineStep({
    id: CHANGED_FACTORS_STEP,
    name: 'Fetch Changed MFA Devices',
    ingestionSourceId: 'devices',
    entities: [partial(FACTOR_ENTITY)],
    relationships: [partial(USER_ASSIGNED_FACTOR)],
    authorization: CHANGED_FACTORS_AUTHORIZATION,
    handler: fetchFactors,
  }),
];
