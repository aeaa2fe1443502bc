/** The resources with what follows from their definitions. */
import * as all from './all';
import { declare, type Resource } from './engine/declare';

export type { DeclaredNode, Resource } from './engine/declare';

/** `Network zones` as it stands within a sentence; `API tokens` stays as it is. */
export function inSentence(words: string): string {
  return words.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

/** In the order of their ids. */
export const RESOURCES: readonly Resource[] = Object.values(all)
  .map(declare)
  .sort((a, b) => (a.definition.id < b.definition.id ? -1 : 1));
