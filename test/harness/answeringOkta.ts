/** The client of an org whose answers a test gives one by one, on a virtual clock. */
import type { JsonValue } from '../../src/json';
import { createOktaClient, type OktaClientOptions, type OktaRequest } from '../../src/okta';
import { VirtualClock } from './virtualClock';

export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How many requests for this path there were, this one included. */
  readonly times: number;
}

export interface Answer {
  /** Default: 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is, everything else as JSON; default: an empty list. */
  readonly body?: JsonValue;
}

export interface AnsweringOptions {
  readonly client?: Partial<OktaClientOptions>;
  /** Until a path answers; default: 50 ms. */
  readonly latencyMs?: (path: string) => number;
}

const API_TOKEN = { kind: 'token', token: 'secret-token' } as const;

/** @param answer is asked when the answer is due. */
export function answeringOkta(answer: (asked: Asked) => Answer, options: AnsweringOptions = {}) {
  const { latencyMs = () => 50 } = options;
  const clock = new VirtualClock();
  const asked: Asked[] = [];
  const callsTo = (path: string): readonly Asked[] => asked.filter((each) => each.path === path);
  const client = createOktaClient({
    org: { orgUrl: 'https://acme.okta.com' },
    credentials: API_TOKEN,
    clock,
    random: () => 0.5,
    transport: {
      send: async ({ url, headers, body: sent = '' }) => {
        const { pathname: path, searchParams: query } = new URL(url);
        await clock.sleep(latencyMs(path));
        const one = { path, query, headers, body: sent, times: callsTo(path).length + 1 };
        asked.push(one);
        const { status = 200, headers: more, body = [] } = answer(one);
        const written = typeof body === 'string' ? body : JSON.stringify(body);
        const date = new Date(clock.now()).toUTCString();
        return { status, headers: { date, ...more }, body: Buffer.from(written) };
      },
      close: () => undefined,
    },
    ...options.client,
  });
  /** The error of a call; undefined where it was answered. */
  const failureOf = (endpoint: OktaRequest['endpoint']): Promise<unknown> =>
    client.get({ endpoint }).then(
      () => undefined,
      (error: unknown) => error,
    );
  return {
    clock,
    client,
    /** Every request that was answered. */
    asked,
    callsTo,
    failureOf,
    /** The same, while the clock is driven until it is known. */
    ask: (endpoint: OktaRequest['endpoint']) => clock.run(failureOf(endpoint)),
    sleep: (ms: number) => clock.run(clock.sleep(ms)),
  };
}
