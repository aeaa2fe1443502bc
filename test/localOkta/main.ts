/**
 * The local Okta org as a process of its own, for benchmarks:
 *
 *     node -r ts-node/register test/localOkta/main.ts --users 20000 --plan unlimited
 *
 * Prints one line of JSON when it listens, and ends with SIGTERM, SIGINT or when stdin closes.
 */
import { parseArgs } from 'node:util';
import { generatedOrg, sampleOrg, startLocalOkta, type GeneratedOrgOptions } from '.';
import type { Fault } from './faults';
import type { LocalOktaOptions } from './options';

/** Options that are numbers of the generated org; any of them chooses it over the sample org. */
const SCALE = [
  'users',
  'groups',
  'apps',
  'devices',
  'memberships',
  'rules',
  'admins',
  'adminGroups',
  'factorsPerUser',
  'everyoneApps',
  'groupsPerApp',
  'directUsersPerApp',
  'awsApps',
] as const;

const SERVER = [
  'port',
  'seed',
  'latency',
  'window',
  'tokenShare',
  'others',
  'concurrency',
  'skew',
] as const;

const text = { type: 'string' } as const;
const { values } = readArguments();

function readArguments() {
  const names = [...SCALE, ...SERVER];
  const options = {
    ...Object.fromEntries(names.map((name) => [name, text])),
    plan: text,
    windows: text,
    faults: text,
    pipeline: text,
    token: text,
    oauth: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ options });
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`);
    process.stderr.write(`${messageOf(error)}\nOptions: ${known.join(' ')}\n`);
    return process.exit(1);
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!('code' in error) || error.code !== 'EADDRINUSE') return error.message;
  return `${error.message}. Choose another --port, or leave it out for any that is free.`;
}

function read(name: string): string | undefined {
  const value: unknown = Object.entries(values).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : undefined;
}

function number(name: string): number | undefined {
  const value = read(name);
  if (value === undefined) return undefined;
  const result = Number(value);
  if (Number.isNaN(result)) throw new Error(`--${name} must be a number, not ${value}`);
  return result;
}

function plan(): Pick<LocalOktaOptions, 'plan'> {
  const name = read('plan');
  switch (name) {
    case undefined:
      return {};
    case 'workforce':
    case 'enterprise':
    case 'integrator':
    case 'unlimited':
      return { plan: name };
    default:
      throw new Error(`--plan must be workforce, enterprise, integrator or unlimited, not ${name}`);
  }
}

function org() {
  const scale: GeneratedOrgOptions = {};
  for (const name of SCALE) {
    const value = number(name);
    if (value !== undefined) scale[name] = value;
  }
  const facts = read('pipeline') === 'v1' ? { facts: { pipeline: 'v1' as const } } : {};
  if (Object.keys(scale).length === 0) return sampleOrg(facts);
  const seed = number('seed');
  return generatedOrg({ ...scale, ...facts, ...(seed !== undefined && { seed }) });
}

function options(): LocalOktaOptions {
  const given = {
    port: number('port'),
    seed: number('seed'),
    latencyMs: number('latency'),
    windowMs: number('window'),
    tokenShare: number('tokenShare'),
    otherConsumers: number('others'),
    concurrencyLimit: number('concurrency'),
    clockSkewMs: number('skew'),
  };
  const faults = read('faults');
  const token = read('token');
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...plan(),
    ...(read('windows') === 'grid' && { windows: 'grid' as const }),
    ...(faults !== undefined && { faults: JSON.parse(faults) as Fault[] }),
    ...(token !== undefined && { apiTokens: [token] }),
    org: org(),
    keepRequests: 1000,
  };
}

async function main(): Promise<void> {
  const okta = await startLocalOkta(options());
  const { url, apiToken } = okta;
  const oauth = values['oauth'] === true ? { oauth: okta.oauth } : {};
  const stop = () => {
    okta.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  // Whoever started the org has gone: there is nobody to tell the address to.
  process.stdout.on('error', stop);
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdin.on('end', stop);
  process.stdin.resume();
  process.stdout.write(`${JSON.stringify({ url, apiToken, ...oauth })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
});
