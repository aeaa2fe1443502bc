/** Asks for what belongs to a record and Okta gives in calls of its own. */
import { allowed } from '../../graph/rawData';
import { isJsonArray, isJsonObject, record, type JsonObject, type JsonValue } from '../../json';
import { isFatal, type OktaClient } from '../../okta';
import type { OrgIdentity } from '../../okta/org';
import { asError, IntegrationIncompleteDataError } from '../../run/losses';
import { Refusals } from '../../run/refusals';
import type { EmbeddedDefinition } from '../defineResource';
import type { Item } from '../item';
import { isNamed, mayLackPart, saysNone } from './availability';
import type { DeclaredNode } from './declare';
import { endpointOf } from './endpoint';
import type { Completed, ListedItem } from './takeApart';

/** What completing needs of the run. */
export interface CompleterOptions {
  readonly okta: OktaClient;
  readonly org: Pick<OrgIdentity, 'pipeline'>;
  readonly isEnabled: (source: string) => boolean;
}

/** Completes the records of one resource. */
export class Completer {
  private readonly refusals = new Map<string, Refusals>();

  constructor(private readonly options: CompleterOptions) {}

  /** Tells the client how many calls are to come. */
  announce({ definition }: DeclaredNode, items: readonly Item[]): void {
    for (const [name, call] of Object.entries(definition.embedded ?? {})) {
      const wanted = items.filter((item) => this.isWanted(name, call, item)).length;
      if (wanted > 0) this.options.okta.expect(call.path, wanted);
    }
  }

  /** Rejects only with what ends the run. */
  async complete({ definition }: DeclaredNode, listed: ListedItem): Promise<Completed> {
    const { partial: listedPart, failures: earlier, ...item } = listed;
    const failures = new Map(earlier);
    let certain: Item = item;
    let partial = listedPart ?? item.record;
    for (const [name, call] of Object.entries(definition.embedded ?? {})) {
      if (!this.isWanted(name, call, certain)) continue;
      const { value, failure } = await this.ask(call, certain);
      partial = withEmbedded(partial, name, value);
      if (failure !== undefined) failures.set(name, failure);
      const known = failure === undefined ? value : undefined;
      certain = { ...certain, record: withEmbedded(certain.record, name, known) };
    }
    return { item: certain, partial, failures };
  }

  /** Why the lists of this node's records are not to be believed. To be called when all were asked. */
  async doubtAbout({ definition }: DeclaredNode): Promise<Error | undefined> {
    for (const { path } of Object.values(definition.embedded ?? {})) {
      try {
        await this.refusals.get(path)?.confirm();
      } catch (error) {
        if (isFatal(error)) throw error;
        return asError(error);
      }
    }
    return undefined;
  }

  private isWanted(name: string, call: EmbeddedDefinition, item: Item): boolean {
    const { engine, source, when, isKnown = isWhole(call) } = call;
    const { org, isEnabled } = this.options;
    if (source !== undefined && !isEnabled(source.id)) return false;
    if (engine !== undefined && org.pipeline !== undefined && org.pipeline !== engine) return false;
    if (isKnown(record(item.record._embedded)[name], item.record)) return false;
    return when === undefined || when(item.record, item);
  }

  private async ask(
    call: EmbeddedDefinition,
    item: Item,
  ): Promise<{ readonly value: JsonValue | undefined; readonly failure?: Error }> {
    const isList = call.isObject !== true;
    const rows: JsonValue[] = [];
    try {
      if (!isList) return { value: await this.getObject(call, item) };
      for await (const page of this.refusalsOf(call).pages(() => this.pagesOf(call, item))) {
        for (const row of page) rows.push(kept(row, call));
      }
      return { value: rows };
    } catch (error) {
      if (isFatal(error)) throw error;
      // Null is an answer: the org has none. Undefined is none, and says nothing.
      if (saysNone(error, call, mayLackPart(call))) return { value: isList ? rows : null };
      return { value: isList ? rows : undefined, failure: asError(error) };
    }
  }

  private async getObject(call: EmbeddedDefinition, item: Item): Promise<JsonValue> {
    const request = { ...requestOf(call, item), query: call.query ?? {} };
    const answer = await this.refusalsOf(call).ask(() =>
      this.options.okta.get(request).catch((error: unknown) => {
        if (isNamed(error, call)) return null;
        throw error;
      }),
    );
    if (answer === null || isJsonObject(answer)) return answer;
    throw new IntegrationIncompleteDataError(`${call.path} did not answer with an object`);
  }

  /** An answer that the definition names as "none" is one, and no refusal that others would get as well. */
  private async *pagesOf(
    call: EmbeddedDefinition,
    item: Item,
  ): AsyncGenerator<readonly JsonValue[], void, undefined> {
    const { query, limit, smallerLimits, bodyKey } = call;
    try {
      yield* this.options.okta.pages({
        ...requestOf(call, item),
        ...(query && { query }),
        ...(limit !== undefined && { limit }),
        ...(smallerLimits && { smallerLimits }),
        ...(bodyKey !== undefined && { bodyKey }),
      });
    } catch (error) {
      if (!isNamed(error, call)) throw error;
    }
  }

  private refusalsOf({ path }: EmbeddedDefinition): Refusals {
    const known = this.refusals.get(path) ?? new Refusals();
    this.refusals.set(path, known);
    return known;
  }
}

function kept(row: JsonValue, { keep }: EmbeddedDefinition): JsonValue {
  return keep !== undefined && isJsonObject(row) ? allowed(row, keep) : row;
}

function requestOf(call: EmbeddedDefinition, item: Item) {
  const priority = call.isLast === true ? ('last' as const) : ('item' as const);
  return { endpoint: endpointOf(call.path, item), priority };
}

function isWhole({ isObject }: EmbeddedDefinition): (value: JsonValue | undefined) => boolean {
  return isObject === true ? isJsonObject : isJsonArray;
}

/** A copy of the record with this answer among what is embedded; undefined takes it out. */
function withEmbedded(json: JsonObject, name: string, value: JsonValue | undefined): JsonObject {
  return { ...json, _embedded: { ...record(json._embedded), [name]: value } };
}
