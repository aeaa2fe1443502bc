/**
 * The generated org without a network: the local org's routes, data and rate limits behind the client's
 * transport, with latency on a virtual clock.
 */
import { errorBody, OktaError } from '../../local-okta/errors';
import { generatedOrg, type GeneratedOrgOptions, type Plan } from '../../local-okta';
import { Buckets, type BucketUse } from '../../local-okta/buckets';
import type { Answer, Call, Route } from '../../local-okta/call';
import { linked, pageOf } from '../../local-okta/paging';
import { Router, ROUTES } from '../../local-okta/router';
import { World } from '../../local-okta/world';
import type { VirtualClock } from '../../../test/harness/virtualClock';
import type { IncomingAnswer, OutgoingRequest, Transport } from '../../../src/okta';

export interface VirtualOrgOptions {
  readonly plan: Plan;
  readonly latencyMs: number;
  readonly generated: GeneratedOrgOptions;
}

export const VIRTUAL_URL = 'https://sample.okta.com';

/** As Okta's, half of the org's limit. */
const TOKEN_SHARE = 0.5;
const MEMBERS = { defaultLimit: 1000, maxLimit: 1000 };
const MEMBERS_TEMPLATE = '/api/v1/groups/{id}/users';

/** Members by id alone, since nothing else is read of them: whole users would be most of the work. */
const membersById: Route = {
  method: 'GET',
  template: MEMBERS_TEMPLATE,
  handler: (call) => {
    const page = pageOf(call, call.world.groupMembers(call.params.id ?? ''), MEMBERS);
    const ids = page.items.map((id) => ({ id }));
    return linked(call, ids, page.next);
  },
};

export class VirtualOrg implements Transport {
  private readonly buckets: Buckets;
  private readonly world: World;
  private readonly router = new Router([
    ...ROUTES.filter(({ template }) => template !== MEMBERS_TEMPLATE),
    membersById,
  ]);

  constructor(
    private readonly clock: VirtualClock,
    private readonly options: VirtualOrgOptions,
  ) {
    this.world = new World(generatedOrg({ ...options.generated, now: clock.now() }));
    this.buckets = new Buckets({
      plan: options.plan,
      tokenShare: TOKEN_SHARE,
      windowMs: 60_000,
      otherConsumers: 0,
      windows: 'firstUse',
      now: () => clock.now(),
    });
  }

  /** What was used of each bucket. */
  get uses(): ReadonlyMap<string, BucketUse> {
    return this.buckets.uses;
  }

  async send(request: OutgoingRequest): Promise<IncomingAnswer> {
    await this.clock.sleep(this.options.latencyMs);
    return this.answer(new URL(request.url));
  }

  close(): void {
    // There is no connection.
  }

  private answer({ pathname, searchParams }: URL): IncomingAnswer {
    const found = this.router.find('GET', pathname);
    if (found === undefined || !('route' in found)) throw new Error(`No route for ${pathname}`);
    const { route, params } = found;
    const taken = this.buckets.take('token', route.template);
    const call: Call = {
      method: 'GET',
      path: pathname,
      template: route.template,
      params,
      query: searchParams,
      headers: {},
      body: '',
      origin: VIRTUAL_URL,
      world: this.world,
      now: () => this.clock.now(),
      pageFaults: [],
    };
    const answer: Answer = taken.allowed ? answerOf(route, call) : { status: 429, body: {} };
    return {
      status: answer.status,
      headers: {
        'content-type': 'application/json',
        date: new Date(this.clock.now()).toUTCString(),
        'x-rate-limit-limit': String(taken.limit),
        'x-rate-limit-remaining': String(taken.remaining),
        'x-rate-limit-reset': String(taken.reset),
        ...linkOf(answer),
      },
      body: Buffer.from(JSON.stringify(answer.body)),
    };
  }
}

function linkOf({ headers }: Answer): Record<string, string> {
  const link = headers?.['Link'];
  return link === undefined ? {} : { link: [link].flat().join(', ') };
}

/** What the org refuses is an answer as well. */
function answerOf(route: Route, call: Parameters<Route['handler']>[0]): Answer {
  try {
    return route.handler(call);
  } catch (error) {
    if (!(error instanceof OktaError)) throw error;
    return { status: error.status, body: errorBody(error, 'virtual') };
  }
}
