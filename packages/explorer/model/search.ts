/**
 * Finding things by what a person remembers of them: a name, an e-mail address, a login, an id, or parts of
 * these in any order, with or without accents.
 */
import type { JsonValue } from '../../../src/json';
import type { Graph, EntityType } from './graph';
import { KINDS, type Kind } from './kinds';
import { itemsOf, plainText } from './values';

/** Properties that are searched. What is found in a name ranks before what is found elsewhere. */
const NAME_PROPERTIES = ['displayName', 'name', 'label'];
const OTHER_PROPERTIES = [
  'email',
  'username',
  'login',
  'shortLoginId',
  '_key',
  'id',
  'accountId',
  'serial',
];

/** Folded distinct values of one property, and the way from a row to them. */
interface Searchable {
  readonly isName: boolean;
  readonly folded: readonly string[];
  readonly code: (row: number) => number;
}

interface SearchableType {
  readonly type: EntityType;
  readonly properties: readonly Searchable[];
}

/** Everything that search needs, folded once. */
export type SearchIndex = readonly SearchableType[];

export interface Found {
  /** Best first, at most as many as asked for. */
  readonly nodes: readonly number[];
  readonly total: number;
}

/** Lower case without accents: `Müller` and `muller` are the same to a person who searches. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  return /^[\p{ASCII}]*$/u.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '');
}

function searchableText(value: JsonValue): string {
  return itemsOf(value)
    .map((item) => fold(plainText(item)))
    .join('\n');
}

/** Unpacks and folds the searched properties of all types. */
export async function createSearchIndex(graph: Graph): Promise<SearchIndex> {
  const index: SearchableType[] = [];
  for (const type of graph.types) {
    const properties: Searchable[] = [];
    for (const name of [...NAME_PROPERTIES, ...OTHER_PROPERTIES]) {
      const column = await graph.column(type, name);
      if (!column) continue;
      const folded = column.values.map(searchableText);
      const isName = NAME_PROPERTIES.includes(name);
      properties.push({ isName, folded, code: column.code });
    }
    index.push({ type, properties });
  }
  return index;
}

const EXACT = 5;
const START_OF_NAME = 4;
const START_OF_WORD = 3;
const IN_NAME = 2;
const ELSEWHERE = 1;

function scoreOf(text: string, term: string, isName: boolean): number {
  const at = text.indexOf(term);
  if (at < 0) return 0;
  if (text.length === term.length) return EXACT;
  if (at === 0) return isName ? START_OF_NAME : START_OF_WORD;
  if (/[^\p{L}\p{N}]/u.test(text.charAt(at - 1))) return START_OF_WORD;
  return isName ? IN_NAME : ELSEWHERE;
}

/** The best score of a term for each row of a type, 0 where the term does not occur. */
function scoresOfTerm({ type, properties }: SearchableType, term: string): Uint8Array {
  const best = new Uint8Array(type.count);
  for (const { isName, folded, code } of properties) {
    const scores = Uint8Array.from(folded, (text) => scoreOf(text, term, isName));
    if (!scores.some((score) => score > 0)) continue;
    for (let row = 0; row < type.count; row += 1) {
      const score = scores[code(row)] ?? 0;
      if (score > (best[row] ?? 0)) best[row] = score;
    }
  }
  return best;
}

/** The score of a row over all terms: the weakest of them, so that each term must occur somewhere. */
function scoresOf(searchable: SearchableType, terms: readonly string[]): Uint8Array {
  const [first, ...others] = terms.map((term) => scoresOfTerm(searchable, term));
  if (!first) return new Uint8Array(searchable.type.count);
  return first.map((score, row) =>
    others.reduce((weakest, scores) => Math.min(weakest, scores[row] ?? 0), score),
  );
}

/** People look for users first, then for what users reach. */
const KIND_ORDER: readonly Kind[] = [
  'user',
  'application',
  'group',
  'awsRole',
  'role',
  'rule',
  'person',
];

function kindRank(kind: Kind): number {
  const rank = KIND_ORDER.indexOf(kind);
  return rank < 0 ? KIND_ORDER.length + KINDS.indexOf(kind) : rank;
}

/** Searches; `kinds` narrows the search to things of these kinds, `limit` bounds the list but not the total. */
export function search(
  index: SearchIndex,
  query: string,
  { limit, kinds }: { readonly limit: number; readonly kinds?: readonly Kind[] },
): Found {
  const whole = fold(query.trim());
  if (whole === '') return { nodes: [], total: 0 };
  const hits: { node: number; score: number; rank: number }[] = [];
  for (const searchable of index) {
    const { type } = searchable;
    if (kinds && !kinds.includes(type.kind)) continue;
    const asWhole = scoresOf(searchable, [whole]);
    const inParts = whole.includes(' ') ? scoresOf(searchable, whole.split(/\s+/)) : asWhole;
    const rank = kindRank(type.kind);
    for (let row = 0; row < type.count; row += 1) {
      const score = Math.max((asWhole[row] ?? 0) * 2, inParts[row] ?? 0);
      if (score > 0) hits.push({ node: type.first + row, score, rank });
    }
  }
  hits.sort((a, b) => b.score - a.score || a.rank - b.rank || a.node - b.node);
  return { nodes: hits.slice(0, limit).map((hit) => hit.node), total: hits.length };
}
