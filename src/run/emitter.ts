/** Adds entities and relationships to the job state, each key once, and counts what is left out. */
import type { Entity, JobState, Relationship } from '@jupiterone/integration-sdk-core';

import { fitted, type Fitted } from '../graph/fitted';
import { Losses } from './losses';

/** How many shortened entities, and properties of each, are named. */
const NAMED = 5;

/** What one step adds to the job state. */
export class Emitter {
  /** Entities that the data model's validation refused. */
  readonly refused = new Losses(
    'entities',
    undefined,
    'are left out, since JupiterOne’s data model refuses them',
  );
  private readonly shortened: string[] = [];
  private added = 0;
  private danglingEdges = 0;
  private duplicateKeys = 0;
  private hasNone = false;

  constructor(private readonly jobState: JobState) {}

  /**
   * Whether nothing was found that belongs into the graph, not even what was left out, and Okta did not say
   * that there is none.
   */
  get isEmpty(): boolean {
    const { added, danglingEdges, duplicateKeys } = this;
    return !this.hasNone && added + danglingEdges + duplicateKeys + this.refused.count === 0;
  }

  /** Okta says that the org has none of it, as with a feature that is not licensed. */
  confirmNone(): void {
    this.hasNone = true;
  }

  get dangling(): number {
    return this.danglingEdges;
  }

  /** What a person should know of entities that could not be carried whole; undefined if all were. */
  get remark(): string | undefined {
    const { length } = this.shortened;
    if (length === 0) return undefined;
    return (
      `${length} entities are larger than JupiterOne takes and are shortened (${firstOf(this.shortened, '; ')}). ` +
      'Values that were cut end in “…”.'
    );
  }

  get duplicates(): number {
    return this.duplicateKeys;
  }

  /**
   * Adds the entity that `create` makes; true when it is in the graph afterwards. An entity that the
   * data model refuses is left out and reported, it never takes the step down.
   */
  async entity(id: string, create: () => Entity): Promise<boolean> {
    let made: Fitted;
    try {
      made = fitted(create());
    } catch (error) {
      this.refused.add(id, new Error(problemsOf(error)));
      return false;
    }
    this.refused.pass();
    const { entity, shortened } = made;
    if (!this.isNew(entity._key)) return true;
    if (shortened.length > 0) {
      this.shortened.push(`${entity._key}: ${firstOf(shortened, ', ')}`);
    }
    await this.jobState.addEntity(entity);
    return true;
  }

  async relationship(relationship: Relationship): Promise<void> {
    if (this.isNew(relationship._key)) await this.jobState.addRelationship(relationship);
  }

  /** An edge with an end that was not collected: counted, said once per step. */
  leaveOut(edges = 1): void {
    this.danglingEdges += edges;
  }

  /**
   * The job state registers a key when an object is added, before anything is awaited, so asking
   * here and adding next cannot race (verified with runtime 17.4.0).
   */
  private isNew(key: string): boolean {
    if (!this.jobState.hasKey(key)) {
      this.added += 1;
      return true;
    }
    this.duplicateKeys += 1;
    return false;
  }
}

function firstOf(words: readonly string[], separator: string): string {
  const more = words.length > NAMED ? `${separator}and ${words.length - NAMED} more` : '';
  return words.slice(0, NAMED).join(separator) + more;
}

/** The SDK reports each problem in a JSON text of many lines; the sentences in it name the property. */
function problemsOf(error: unknown): string {
  const told = error instanceof Error ? error.message : String(error);
  const sentences = [...told.matchAll(/"message": ("(?:[^"\\]|\\.)*")/g)].map(([, quoted = '""']) =>
    String(JSON.parse(quoted)),
  );
  return sentences.length > 0 ? sentences.join('; ') : told.replace(/\s+/g, ' ');
}
