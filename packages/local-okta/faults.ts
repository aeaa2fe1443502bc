/** Faults: what is to go wrong, where and when; chosen by rule and seed, so that runs repeat. */
import type { OrgHooks } from './world';

/** Which requests a fault strikes. Everything given must hold; nothing given strikes always. */
export interface FaultMatch {
  /** A path template as the counters name it, a prefix of one ending in `*`, or a pattern for path and query. */
  on?: string | RegExp;
  method?: string;
  /** Share of the matching requests, 0 to 1, chosen by the seed. */
  probability?: number;
  /** Only the n-th matching request, or those of the list; the first is 1. */
  nth?: number | readonly number[];
  /** First and last matching request struck. */
  from?: number;
  until?: number;
}

/** Instead of the answer. */
export type ResponseFault =
  /** An error: Okta's body for `code`, or another sort of body. */
  | {
      kind: 'status';
      status?: number;
      code?: string;
      body?: 'okta' | 'html' | 'empty' | 'text' | 'foreign';
      headers?: Record<string, string>;
    }
  | { kind: 'forbidden' }
  | { kind: 'notFound' }
  | { kind: 'serverError' }
  | { kind: 'featureOff' }
  | { kind: 'badRequest' }
  | { kind: 'readOnlyMode' }
  | { kind: 'invalidToken' }
  /** 200 with nothing in it: `[]`, `{value: []}` or `{}`, as the endpoint has it. */
  | { kind: 'empty' }
  /** A per-minute refusal although the bucket is not spent. */
  | { kind: 'rateLimited' }
  /** A concurrency refusal: limit 0, remaining 0 and a Reset 113 s away. */
  | { kind: 'concurrencyLimited' }
  /** 500 while statistics are asked for with a limit above `above`. */
  | { kind: 'heavy'; above: number }
  | { kind: 'html' }
  | { kind: 'invalidJson' }
  /** A 200 whose JSON is of another sort: an object where an array belongs, or the other way. */
  | { kind: 'wrongShape' }
  | { kind: 'redirect'; to: string; status?: number };

/** To the connection. */
export type ConnectionFault =
  /** TCP reset instead of an answer. */
  | { kind: 'reset' }
  /** The connection ends before any byte of the answer. */
  | { kind: 'hangUp' }
  /** Nothing listens for `forMs`: connections are refused. */
  | { kind: 'refused'; forMs: number }
  /** Half of the body, then the connection ends. */
  | { kind: 'truncated' }
  /** No answer; the connection stays open. */
  | { kind: 'hang' }
  /** Headers and half of the body, and then nothing more. */
  | { kind: 'stall' };

/** To an answer that is otherwise right. */
export type AnswerFault =
  | { kind: 'slow'; ms: number }
  /** Spaces after the JSON, in bytes. */
  | { kind: 'oversized'; bytes: number }
  | { kind: 'noRateHeaders'; date?: 'absent' }
  | { kind: 'resetInPast'; seconds?: number }
  | { kind: 'clockSkew'; ms: number }
  /** The access token of this request is dead from this request on. */
  | { kind: 'tokenDies' }
  /** Changes the org before the answer is made. */
  | { kind: 'change'; change: (org: OrgHooks) => void };

/** To the pages of a list. */
export type PageFault =
  /** The page begins `by` objects too early: they were on the page before. */
  | { kind: 'overlap'; by: number }
  /** The page's first object appears on the following page only. */
  | { kind: 'moved' }
  | { kind: 'reversed' }
  /** Every object twice. */
  | { kind: 'doubled' }
  /** No objects, and a `next`. Strike single requests with it, or the list never ends. */
  | { kind: 'emptyPage' }
  | { kind: 'cursorExpires' }
  | { kind: 'repeatedCursor' }
  /** At most `limit` objects, whatever was asked for: makes lists of many pages out of a small org. */
  | { kind: 'shortPages'; limit: number }
  /** `next` on another host, given as an origin (`https://sample-admin.okta.com`). */
  | { kind: 'nextHost'; origin: string };

export type FaultKind = ResponseFault | ConnectionFault | AnswerFault | PageFault;
export type Fault = FaultMatch & FaultKind;

/** What strikes one request. */
export interface Struck {
  response?: ResponseFault;
  connection?: ConnectionFault;
  answer: AnswerFault[];
  page: PageFault[];
}

type Group = 'response' | 'connection' | 'answer' | 'page';

const GROUPS: Readonly<Record<FaultKind['kind'], Group>> = {
  status: 'response',
  forbidden: 'response',
  notFound: 'response',
  serverError: 'response',
  featureOff: 'response',
  badRequest: 'response',
  readOnlyMode: 'response',
  invalidToken: 'response',
  empty: 'response',
  rateLimited: 'response',
  concurrencyLimited: 'response',
  heavy: 'response',
  html: 'response',
  invalidJson: 'response',
  wrongShape: 'response',
  redirect: 'response',
  reset: 'connection',
  hangUp: 'connection',
  refused: 'connection',
  truncated: 'connection',
  hang: 'connection',
  stall: 'connection',
  slow: 'answer',
  oversized: 'answer',
  noRateHeaders: 'answer',
  resetInPast: 'answer',
  clockSkew: 'answer',
  tokenDies: 'answer',
  change: 'answer',
  overlap: 'page',
  moved: 'page',
  reversed: 'page',
  doubled: 'page',
  emptyPage: 'page',
  cursorExpires: 'page',
  repeatedCursor: 'page',
  shortPages: 'page',
  nextHost: 'page',
};

const NONE: Struck = { answer: [], page: [] };

/** Deterministic number in 0..1 from up to three whole numbers. */
export function chance(seed: number, a: number, b = 0): number {
  let x = (seed ^ Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca77)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97) >>> 0;
  return ((x ^ (x >>> 15)) >>> 0) / 4_294_967_296;
}

/** Judges requests by the rules, and keeps count of them. */
export class FaultBook {
  private faults: readonly Fault[] = [];
  private matches: number[] = [];
  readonly struck: Record<string, number> = {};

  constructor(private readonly seed: number) {}

  set(faults: readonly Fault[]): void {
    this.faults = faults;
    this.matches = faults.map(() => 0);
  }

  get any(): boolean {
    return this.faults.length > 0;
  }

  judge(method: string, template: string, url: string): Struck {
    if (this.faults.length === 0) return NONE;
    const struck: Struck = { answer: [], page: [] };
    this.faults.forEach((fault, index) => {
      if (!concerns(fault, method, template, url)) return;
      const count = (this.matches[index] ?? 0) + 1;
      this.matches[index] = count;
      if (!this.falls(fault, index, count)) return;
      if (fault.kind === 'heavy' && !isHeavy(url, fault.above)) return;
      add(struck, fault);
      this.struck[fault.kind] = (this.struck[fault.kind] ?? 0) + 1;
    });
    return struck;
  }

  private falls(fault: Fault, index: number, count: number): boolean {
    if (fault.nth !== undefined) {
      const wanted = typeof fault.nth === 'number' ? [fault.nth] : fault.nth;
      if (!wanted.includes(count)) return false;
    }
    if (fault.from !== undefined && count < fault.from) return false;
    if (fault.until !== undefined && count > fault.until) return false;
    return fault.probability === undefined || chance(this.seed, index, count) < fault.probability;
  }
}

function concerns(fault: Fault, method: string, template: string, url: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  if (fault.on === undefined) return true;
  if (fault.on instanceof RegExp) return fault.on.test(url);
  return fault.on.endsWith('*')
    ? template.startsWith(fault.on.slice(0, -1))
    : fault.on === template;
}

function isHeavy(url: string, above: number): boolean {
  const query = new URL(url, 'http://localhost').searchParams;
  return query.get('expand')?.includes('stats') === true && Number(query.get('limit')) > above;
}

function add(struck: Struck, fault: Fault): void {
  switch (GROUPS[fault.kind]) {
    case 'response':
      struck.response ??= fault as ResponseFault;
      break;
    case 'connection':
      struck.connection ??= fault as ConnectionFault;
      break;
    case 'answer':
      struck.answer.push(fault as AnswerFault);
      break;
    case 'page':
      struck.page.push(fault as PageFault);
      break;
  }
}
