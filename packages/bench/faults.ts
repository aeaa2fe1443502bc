/**
 * What trouble costs: `npm run bench:faults [-- directories…]`. The client alone, in virtual time, before an Okta that
 * fails, hangs, refuses and misleads. Directories are checkouts of this repository, measured side by side.
 */
import path from 'node:path';

import type * as Okta from '../../src/okta';
import { forEachConcurrently } from '../../src/run/concurrently';
import { VirtualClock } from '../../test/harness/virtualClock';
import { runBench } from './command';
import { SCENARIOS, type Scenario } from './faults/scenarios';
import { TroubledOrg } from './faults/troubledOrg';

/** What one scenario cost. */
interface Cost {
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
interface Checkout {
  readonly okta: typeof Okta;
  readonly errorOf: ConstructorParameters<typeof TroubledOrg>[2];
}

const HERE = path.join(__dirname, '../..');
const APPS = { path: '/api/v1/apps', template: '/api/v1/apps' };

async function load(directory: string): Promise<Checkout> {
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

async function measure({ okta, errorOf }: Checkout, scenario: Scenario): Promise<Cost> {
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

const COLUMNS = ['lost', 'calls', 'minutes', '429', 'least left'] as const;

function cellsOf({ lost, calls, minutes, refused, reserve }: Cost): string[] {
  return [
    String(lost),
    String(calls),
    minutes.toFixed(1),
    String(refused),
    reserve === Infinity ? '-' : String(reserve),
  ];
}

async function main(asked: readonly string[]): Promise<void> {
  const directories = asked.length === 0 ? [HERE] : asked;
  const checkouts = await Promise.all(directories.map(load));
  const columns = directories.flatMap((directory) =>
    COLUMNS.map((column) => (asked.length > 1 ? `${path.basename(directory)}: ${column}` : column)),
  );
  console.log(`| | ${columns.join(' | ')} |\n| --- |${' --: |'.repeat(columns.length)}`);
  let group = '';
  for (const scenario of SCENARIOS) {
    if (scenario.group !== group)
      console.log(`| **${scenario.group}** |${' |'.repeat(columns.length)}`);
    group = scenario.group;
    const cells: string[] = [];
    for (const checkout of checkouts) cells.push(...cellsOf(await measure(checkout, scenario)));
    console.log(`| ${scenario.name} | ${cells.join(' | ')} |`);
  }
}

const HELP = `Usage: npm run bench:faults [-- directories…]

Lets the client ask for the factors of users, in virtual time, while Okta fails,
hangs, refuses and misleads, and prints a table: objects that could not be read,
calls, minutes, answers 429, and the least that was left of the limit. Directories
are checkouts of this repository, to be compared; by default it is this one.`;

if (require.main === module) {
  runBench(
    { help: HELP, takes: 'directories', isKnown: (argument) => !argument.startsWith('-') },
    main,
  );
}
