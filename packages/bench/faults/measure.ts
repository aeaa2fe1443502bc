/** Measures what one scenario costs the client of a checkout of this repository. */
import path from 'node:path';

import type * as Okta from '../../../src/okta';
import { forEachConcurrently } from '../../../src/run/concurrently';
import { VirtualClock } from '../../../test/harness/virtualClock';
import type { Scenario } from './scenarios';
import { TroubledOrg } from './troubledOrg';

/** What one scenario costs. */
export interface Cost {
  /** Objects that could not be read. */
  readonly lost: number;
  readonly calls: number;
  readonly minutes: number;
  /** Answers 429. */
  readonly refused: number;
  /** The least that was left of the users bucket. */
  readonly reserve: number;
}

/** The client of a checkout. */
export interface Checkout {
  readonly okta: typeof Okta;
  readonly errorOf: ConstructorParameters<typeof TroubledOrg>[2];
}

/** This checkout. */
export const HERE = path.join(__dirname, '../../..');

/** What is left to others by default: a fifth of the 300 calls that a default token has. */
const RESERVE = 60;

const APPS = { path: '/api/v1/apps', template: '/api/v1/apps' };

/** Rejects for a directory that holds no client. */
export async function load(directory: string): Promise<Checkout> {
  const client = path.join(path.resolve(directory), 'src/okta');
  const okta: unknown = await import(client);
  const transport: unknown = await import(path.join(client, 'http/transportError'));
  if (!isClient(okta) || !isTransport(transport)) throw new Error(`${directory} has no client`);
  return { okta, errorOf: (kind) => new transport.TransportError(kind) };
}

function isClient(module: unknown): module is typeof Okta {
  return typeof module === 'object' && module !== null && 'createOktaClient' in module;
}

interface TransportErrors {
  readonly TransportError: new (kind: 'timeout' | 'connection-refused') => Error;
}

function isTransport(module: unknown): module is TransportErrors {
  return typeof module === 'object' && module !== null && 'TransportError' in module;
}

/** The same sequence in every run. */
function seededRandom(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Lets the client read users and applications in virtual time. */
export async function measure({ okta, errorOf }: Checkout, scenario: Scenario): Promise<Cost> {
  const clock = new VirtualClock();
  const startedAt = clock.now();
  const random = seededRandom();
  const org = new TroubledOrg(clock, random, errorOf, scenario.org);
  const client = okta.createOktaClient({
    org: { orgUrl: 'https://acme.okta.com' },
    credentials: { kind: 'token', token: 'x' },
    transport: org,
    clock,
    random,
  });
  const { factors = 1_200, roles = 0 } = scenario;
  const losses = await clock.run(
    Promise.all([
      perUser(client, 'factors', factors),
      perUser(client, 'roles', roles),
      client.get({ endpoint: APPS }).then(
        () => 0,
        () => 1,
      ),
    ]),
  );
  return {
    lost: losses.reduce((sum, lost) => sum + lost),
    calls: org.calls,
    minutes: (clock.now() - startedAt) / 60_000,
    refused: org.refused,
    reserve: org.counters.get('users')?.smallestRemaining ?? Infinity,
  };
}

/** Asks for something of each user, as a step does; answers how many could not be read. */
async function perUser(client: Okta.OktaClient, what: string, users: number): Promise<number> {
  let lost = 0;
  const template = `/api/v1/users/{id}/${what}`;
  const ids = Array.from({ length: users }, (_, i) => `00u${i}`);
  await forEachConcurrently(ids, async (id) => {
    try {
      await client.get({ endpoint: { path: `/api/v1/users/${id}/${what}`, template } });
    } catch {
      lost += 1;
    }
  });
  return lost;
}

/** The goals that a scenario misses, in words. */
export function missedBy({ name, goal }: Scenario, { lost, minutes, reserve }: Cost): string[] {
  const { lost: mostLost = 0, minutes: mostMinutes, reserve: least = RESERVE } = goal;
  return [
    ...(lost > mostLost ? [`${name}: ${lost} objects are lost, more than ${mostLost}`] : []),
    ...(minutes > mostMinutes
      ? [`${name}: it takes ${minutes.toFixed(1)} minutes, more than ${mostMinutes}`]
      : []),
    ...(reserve < least ? [`${name}: ${reserve} calls are left to others, not ${least}`] : []),
  ];
}
