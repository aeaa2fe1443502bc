/** The resources with what follows from their definitions. */
import * as all from './all';
import { declare, type Resource } from './engine/declare';

export type { DeclaredNode, Resource } from './engine/declare';

/** In the order of their ids. */
export const RESOURCES: readonly Resource[] = Object.values(all)
  .map(declare)
  .sort((a, b) => (a.definition.id < b.definition.id ? -1 : 1));
