/** Runs a local Okta org in a process of its own, so that a benchmark does not pay for the server. */
import { fork, type ChildProcess } from 'node:child_process';
import fetch from 'node-fetch';
import {
  generatedOrg,
  startLocalOkta,
  type GeneratedOrgOptions,
  type LocalOktaOptions,
} from '../local-okta';
import { list, number, record, text } from '../../src/json';

/** Options that survive JSON; `generated` is the size of the org, in place of the sample org. */
export type ServedOptions = Omit<LocalOktaOptions, 'org'> & {
  readonly generated?: GeneratedOrgOptions;
};

/** What the org counted of one rate-limit bucket. */
export interface ServedBucket {
  readonly name: string;
  /** What one caller may use in one window. */
  readonly limit: number;
  readonly calls: number;
  readonly rateLimited: number;
  /** Smallest Remaining that a response told. */
  readonly smallestRemaining: number;
  /** Calls of each window in which there were any. */
  readonly windows: readonly number[];
}

export interface ServedCounters {
  readonly total: number;
  readonly rateLimited: number;
  readonly concurrencyLimited: number;
  readonly greatestConcurrency: number;
  readonly buckets: readonly ServedBucket[];
}

export interface ServedOkta {
  readonly url: string;
  readonly apiToken: string;
  counters(): Promise<ServedCounters>;
  close(): void;
}

/** Where the org listens, as the process with it says once it does. */
function addressIn(message: unknown): Pick<ServedOkta, 'url' | 'apiToken'> | undefined {
  const url = text(record(message).url);
  const apiToken = text(record(message).apiToken);
  return url === undefined || apiToken === undefined ? undefined : { url, apiToken };
}

function isOptions(message: unknown): message is ServedOptions {
  return typeof message === 'object' && message !== null;
}

/** Starts the org, and resolves when it listens. */
export function serveLocalOkta(options: ServedOptions): Promise<ServedOkta> {
  const child: ChildProcess = fork(__filename, { execArgv: ['-r', 'ts-node/register'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`The local Okta org ended with code ${code ?? 'none'}`));
    });
    child.once('message', (message) => {
      const address = addressIn(message);
      if (address === undefined) return;
      resolve({
        ...address,
        counters: () => readCounters(address.url),
        close: () => {
          child.kill();
        },
      });
    });
    child.send(options);
  });
}

async function readCounters(url: string): Promise<ServedCounters> {
  const answer = record(await (await fetch(`${url}/local-okta/counters`)).json());
  const count = (name: string): number => number(answer[name]) ?? 0;
  return {
    total: count('total'),
    rateLimited: count('rateLimited'),
    concurrencyLimited: count('concurrencyLimited'),
    greatestConcurrency: count('greatestConcurrency'),
    buckets: Object.entries(record(answer.buckets)).map(([name, use]) => bucketOf(name, use)),
  };
}

function bucketOf(name: string, value: unknown): ServedBucket {
  const use = record(value);
  return {
    name,
    limit: number(use.limit) ?? 0,
    calls: number(use.calls) ?? 0,
    rateLimited: number(use.rateLimited) ?? 0,
    smallestRemaining: number(use.smallestRemaining) ?? 0,
    windows: list(use.windows).map((window) => number(record(window).calls) ?? 0),
  };
}

function start({ generated, ...options }: ServedOptions) {
  return startLocalOkta({
    ...options,
    ...(generated !== undefined && { org: generatedOrg(generated) }),
  });
}

if (require.main === module) {
  process.once('message', (options) => {
    if (!isOptions(options)) return;
    start(options).then(
      ({ url, apiToken }) => process.send?.({ url, apiToken }),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  });
  process.once('disconnect', () => process.exit(0));
}
