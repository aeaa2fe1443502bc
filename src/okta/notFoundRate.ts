/**
 * What the whole run was answered on each path, which distinguishes an object that was deleted while the run
 * went on from a path that Okta, or something on the way to it, does not let through.
 */
import type { JsonValue } from '../json';
import type { OktaClient, OktaListRequest, OktaRequest, OktaSnapshot } from './client';

/** So few objects may be deleted during any run. */
const FEW = 3;

/** In a large org more may be, up to this share of what was asked for. */
const SHARE = 0.05;

/** But never more than this share of four or more: then hardly anything is left that speaks for the path. */
const MOST = 0.5;

interface Answers {
  /** How many calls were answered. */
  found: number;
  /** Ids of the objects of which Okta says that they do not exist. */
  readonly gone: Set<string>;
}

/** What each path answered in this run. */
export class NotFoundRate {
  private readonly paths = new Map<string, Answers>();

  noteFound(template: string): void {
    this.answersOf(template).found += 1;
  }

  /** @param id of the object of which Okta says on this path that it does not exist. */
  noteGone(template: string, id: string): void {
    this.answersOf(template).gone.add(id);
  }

  /**
   * Whether so many objects of this path template do not exist, as things stand, that deletions during
   * the run do not explain it.
   */
  isSuspicious(template: string): boolean {
    const { found, gone } = this.answersOf(template);
    const asked = found + gone.size;
    return gone.size > Math.max(FEW, asked * SHARE) || (asked > FEW && gone.size > asked * MOST);
  }

  /** The same client, whose answers are counted here. */
  watch(okta: OktaClient): OktaClient {
    return new WatchedClient(okta, this);
  }

  private answersOf(template: string): Answers {
    const known = this.paths.get(template);
    if (known !== undefined) return known;
    const answers = { found: 0, gone: new Set<string>() };
    this.paths.set(template, answers);
    return answers;
  }
}

class WatchedClient implements OktaClient {
  constructor(
    private readonly okta: OktaClient,
    private readonly rate: NotFoundRate,
  ) {}

  async get(request: OktaRequest): Promise<JsonValue> {
    const answer = await this.okta.get(request);
    this.rate.noteFound(request.endpoint.template);
    return answer;
  }

  /** A list counts once, with its first page. */
  async *pages(request: OktaListRequest): AsyncGenerator<readonly JsonValue[], void, undefined> {
    let isFirst = true;
    for await (const page of this.okta.pages(request)) {
      if (isFirst) this.rate.noteFound(request.endpoint.template);
      isFirst = false;
      yield page;
    }
  }

  expect(endpointTemplate: string, count: number): void {
    this.okta.expect(endpointTemplate, count);
  }

  snapshot(): OktaSnapshot {
    return this.okta.snapshot();
  }

  close(): Promise<void> {
    return this.okta.close();
  }
}
