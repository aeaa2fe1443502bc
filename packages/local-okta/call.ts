/** One request as the routes see it, and what they answer. */
import type { PageFault } from './faults';
import type { Json } from './types';
import type { World } from './world';

export interface Call {
  method: string;
  path: string;
  template: string;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
  /** Origin by which the caller reached the server, `http://127.0.0.1:4321`. */
  origin: string;
  world: World;
  now: () => number;
  /** What faults do to the pages of this response. */
  pageFaults: readonly PageFault[];
}

export interface Answer {
  status: number;
  /** Sent as JSON; undefined sends no body. */
  body?: Json;
  headers?: Record<string, string | string[]>;
}

type Handler = (call: Call) => Answer;

export interface Route {
  method: 'GET' | 'POST';
  template: string;
  handler: Handler;
  /** OAuth scope that opens the route; absent where no authentication is needed. */
  scope?: string;
  /** Least administrator role; `any` when not given. */
  role?: 'any' | 'super';
  /** What stands in place of the data where the caller may see nothing (`empty` fault). */
  empty?: Json;
}

export function ok(body: Json, headers?: Record<string, string | string[]>): Answer {
  return headers === undefined ? { status: 200, body } : { status: 200, body, headers };
}

/** The parameter of the template; a route only asks for names that its template has. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}
