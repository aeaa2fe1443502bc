/** The client of an org whose lists a test gives. Everything is answered at once, and asked for once. */
import type { JsonObject, JsonValue } from '../../src/json';
import { createOktaClient, type IncomingAnswer } from '../../src/okta';

/** An answer that is no page. */
export interface Refused {
  readonly status: number;
  readonly errorCode?: string | undefined;
}

export type Page = readonly JsonObject[] | Refused;

export interface AskedList {
  /** As the client names it: `/api/v1/groups/{id}/roles`. */
  readonly template: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Where the list stands in the body; everywhere else it is the body. */
const BODY_KEYS: Readonly<Record<string, string>> = {
  '/api/v1/iam/assignees/users': 'value',
  '/api/v1/iam/roles': 'roles',
};

/** An id of Okta's, of users (`00u`), groups (`00g`) or applications (`0oa`). */
export const idOf = (kind: '00u' | '00g' | '0oa', n: number): string =>
  `${kind}${String(n).padStart(17, '0')}`;

const templateOf = (path: string): string => path.replace(/\/(?:00u|00g|0oa)[^/]+/g, '/{id}');

/** @param pagesOf the pages of a list; of a single object, one page with it. */
export function listingOkta(pagesOf: (asked: AskedList) => readonly Page[]) {
  const asked: AskedList[] = [];
  const client = createOktaClient({
    org: { orgUrl: 'https://acme.okta.com' },
    credentials: { kind: 'token', token: 'secret-token' },
    retryBudget: { attempts: 1 },
    transport: {
      send: ({ url }) => {
        const { pathname: path, searchParams: query } = new URL(url);
        const one = { template: templateOf(path), path, query };
        asked.push(one);
        return Promise.resolve(answerOf(one, pagesOf(one)));
      },
      close: () => undefined,
    },
  });
  return {
    client,
    /** Every request, pages after the first included. */
    asked,
    calls: (template: string) => asked.filter((each) => each.template === template).length,
  };
}

function answerOf({ template, path, query }: AskedList, pages: readonly Page[]): IncomingAnswer {
  const at = Number(query.get('after'));
  const page = pages[at] ?? [];
  if ('status' in page) return answer(page.status, { errorCode: page.errorCode });
  if (template.endsWith('/{id}')) return answer(200, page[0] ?? null);
  const next = `https://acme.okta.com${path}?after=${at + 1}`;
  const isLast = at + 1 >= pages.length;
  const key = BODY_KEYS[path];
  if (key !== undefined) {
    return answer(200, { [key]: page, ...(!isLast && { _links: { next: { href: next } } }) });
  }
  const self = `<https://acme.okta.com${path}>; rel="self"`;
  return answer(200, page, { link: isLast ? self : `${self}, <${next}>; rel="next"` });
}

function answer(
  status: number,
  body: JsonValue,
  headers: IncomingAnswer['headers'] = {},
): IncomingAnswer {
  return { status, headers, body: Buffer.from(JSON.stringify(body)) };
}
