/**
 * Which paths this org has, as the whole run shows it: 404 for one object means that it is gone, 404 for
 * everything ever asked of a path means that the path is.
 */
import type { JsonObject, JsonValue } from '../json';
import {
  isNotFound,
  type OktaClient,
  type OktaListRequest,
  type OktaRequest,
  type OktaSnapshot,
} from '../okta';

export class PathTally {
  private readonly found = new Set<string>();
  private readonly missed = new Set<string>();

  /** Whether this path template was answered with 404 so far, and never otherwise. */
  isMissing(template: string): boolean {
    return this.missed.has(template) && !this.found.has(template);
  }

  noteFound(template: string): void {
    this.found.add(template);
  }

  /** Notes a failed call; only one for want of the object or the path tells anything. */
  noteFailure(template: string, error: unknown): void {
    if (isNotFound(error)) this.missed.add(template);
  }

  /** The same client, whose answers are counted here. */
  watch(okta: OktaClient): OktaClient {
    return new WatchedClient(okta, this);
  }
}

class WatchedClient implements OktaClient {
  constructor(
    private readonly okta: OktaClient,
    private readonly tally: PathTally,
  ) {}

  async get(request: OktaRequest): Promise<JsonValue> {
    const { template } = request.endpoint;
    try {
      const answer = await this.okta.get(request);
      this.tally.noteFound(template);
      return answer;
    } catch (error) {
      this.tally.noteFailure(template, error);
      throw error;
    }
  }

  async *pages(request: OktaListRequest): AsyncGenerator<readonly JsonObject[], void, undefined> {
    const { template } = request.endpoint;
    try {
      for await (const page of this.okta.pages(request)) {
        this.tally.noteFound(template);
        yield page;
      }
    } catch (error) {
      this.tally.noteFailure(template, error);
      throw error;
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
