/** What of a user deserves a look, whatever the user reaches: no MFA, no sign-in for long, not active. */
import type { Condition } from './filter';
import type { Manifest } from './format';
import type { Graph } from './graph';

const DORMANT_DAYS = 90;
const DAY_MS = 86_400_000;

export interface Trait {
  /** After a count: `12 without a factor`. */
  readonly words: string;
  readonly conditions: readonly Condition[];
  /** Whether an account with it that has power is one to act upon. */
  readonly isDanger: boolean;
}

/** The day before which a sign-in counts as long ago: `2026-08-25`. */
export function dormantSince({ evaluatedOn }: Pick<Manifest, 'evaluatedOn'>): string {
  return new Date(evaluatedOn - DORMANT_DAYS * DAY_MS).toISOString().slice(0, 10);
}

/** The traits that the users of a graph have the properties for. */
export function traitsOf(graph: Graph): readonly Trait[] {
  const users = graph.types.filter(({ kind }) => kind === 'user');
  const known = new Set(users.flatMap(({ columns }) => columns.map(({ name }) => name)));
  return allTraits(graph.manifest).filter(({ conditions }) =>
    conditions.every(({ property }) => known.has(property)),
  );
}

function allTraits(manifest: Manifest): readonly Trait[] {
  const lastSignIn = { property: 'lastLoginOn' };
  const since = dormantSince(manifest);
  return [
    {
      words: 'without a factor',
      conditions: [{ property: 'mfaEnabled', operator: 'is', value: 'no' }],
      isDanger: true,
    },
    {
      words: `no sign-in for ${DORMANT_DAYS} days`,
      conditions: [{ ...lastSignIn, operator: 'less', value: since }],
      isDanger: true,
    },
    {
      words: 'never signed in',
      conditions: [{ ...lastSignIn, operator: 'unknown', value: '' }],
      isDanger: true,
    },
    {
      words: 'not active',
      conditions: [{ property: 'status', operator: 'not', value: 'active' }],
      isDanger: false,
    },
  ];
}
