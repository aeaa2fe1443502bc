/** Emits the second factors of every user that can have any, or of those where something changed. */
import type {
  StepEntityMetadata,
  StepRelationshipMetadata,
} from '@jupiterone/integration-sdk-core';

import { forEachConcurrently } from '../../run/concurrently';
import type { Expected } from '../../run/expected';
import type { Losses } from '../../run/losses';
import { chosen, filtered } from '../../run/sharedList';
import { defineStep, type StepTools } from '../../run/step';
import { isEnrolled, isOnOffer } from './api';
import type { FactorCensus } from './census';
import { createFactorEntity, createUserFactorRelationship } from './converter';
import {
  CHANGED_FACTORS_AUTHORIZATION,
  CHANGED_FACTORS_STEP,
  FACTOR_ENTITY,
  FACTORS_AUTHORIZATION,
  FACTORS_STEP,
  USER_ASSIGNED_FACTOR,
} from './model';

type AskedUser = Parameters<FactorCensus['of']>[0];

/** Fetch Child Entities. */
async function fetchFactors(tools: StepTools): Promise<void> {
  const { run, losses, foresee, atEnd, inform } = tools;
  const lost = losses('users’ factors');
  const covers = (user: AskedUser): boolean | Promise<boolean> => run.factors.covers(user);
  const users = filtered(run.users.refs, covers);
  const counted = run.factors.isFull ? run.users.counted() : undefined;
  const asked = foresee('/api/v1/users/{id}/factors', users, counted);
  const onOffer: string[] = [];
  const done = await emitFactors(tools, { lost, onOffer, asked }, users);
  atEnd(async () => {
    const unlisted = run.users.unlisted.found.map(({ ref }) => ref);
    await emitFactors(tools, { lost, onOffer, asked }, await chosen(unlisted, covers));
    if (onOffer.length > 0) inform(notSetUp(onOffer));
    await run.factors.confirm();
  });
  if (!run.factors.isFull) await tellHowMany(tools, done);
}

/** What becomes of factors that are not in the graph. */
interface LeftOut {
  readonly lost: Losses;
  /** Those that users may set up and have not. */
  readonly onOffer: string[];
  readonly asked: Expected;
}

/** @returns how many users were asked. */
async function emitFactors(
  { run, emit, progress }: StepTools,
  { lost, onOffer, asked }: LeftOut,
  users: AsyncIterable<AskedUser> | Iterable<AskedUser>,
): Promise<number> {
  let done = 0;
  await forEachConcurrently(users, async (user) => {
    const factors = (await lost.keep(user.id, () => run.factors.of(user))) ?? [];
    for (const factor of factors.filter(isOnOffer)) {
      onOffer.push(`${factor.factorType ?? 'unknown type'} of ${user.id}`);
    }
    for (const factor of factors.filter(isEnrolled)) {
      const isInGraph = await emit.entity(factor.id, () => createFactorEntity(factor));
      if (isInGraph) await emit.relationship(createUserFactorRelationship(user.id, factor));
    }
    progress((done += 1), asked.total);
  });
  return done;
}

/** How many factors that users may set up are named. */
const NAMED_FACTORS = 5;

function notSetUp(factors: readonly string[]): string {
  const named = [...factors].sort().slice(0, NAMED_FACTORS).join(', ');
  return (
    `Okta lists factors that their users have not set up (status NOT_SETUP, no id): ${factors.length} ` +
    `(${named}${factors.length > NAMED_FACTORS ? ', …' : ''}). They do not exist, so nothing is incomplete ` +
    'because of this.'
  );
}

/** Shows a person who misses factors in the graph that this run did not ask for them. */
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
