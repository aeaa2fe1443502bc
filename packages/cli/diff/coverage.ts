/** Which types may be compared: a type that a run did not read, or not whole, is never compared as if it were whole. */
import type { RunSummary } from '../collected/summary';
import type { ComparisonGap } from './model';

/** They say nothing that others do not say; what is read of the log is never whole. */
const NOT_COMPARED = /^okta_account_has_|^okta_user_(?:is_person|created_application)$/;

type Reading = 'whole' | 'failed' | 'partial' | 'none';

function readingOf(type: string, summary: RunSummary): Reading {
  if (!summary.hasEnded) return 'failed';
  if (!summary.known.includes(type) || summary.leftOut.includes(type)) return 'none';
  if (summary.incomplete.includes(type)) return 'failed';
  return summary.partial.includes(type) ? 'partial' : 'whole';
}

export class Coverage {
  constructor(
    private readonly older: RunSummary,
    private readonly newer: RunSummary,
  ) {}

  /** Whether what the newer graph has more of these types is new: the older run read all of them. */
  tellsNew(types: readonly string[]): boolean {
    return this.areWhole(types, this.older) && this.areRead(types, this.newer);
  }

  /** Whether what the newer graph lacks of these types is lost. */
  tellsLost(types: readonly string[]): boolean {
    return this.areWhole(types, this.newer) && this.areRead(types, this.older);
  }

  /** What is not compared, or only in part, each in one sentence. */
  gaps(): readonly ComparisonGap[] {
    const known = [...new Set([...this.older.known, ...this.newer.known])];
    const types = known.filter((type) => !NOT_COMPARED.test(type)).sort();
    const of = (summary: RunSummary, reading: Reading): string[] =>
      types.filter((type) => readingOf(type, summary) === reading);
    const [noneBefore, noneNow] = [of(this.older, 'none'), of(this.newer, 'none')];
    const neither = noneBefore.filter((type) => noneNow.includes(type));
    const only = (all: readonly string[]): string[] => all.filter((t) => !neither.includes(t));
    return [
      gap('notCollected', only(noneBefore), 'The older run did not collect', 'not compared'),
      gap('notCollected', only(noneNow), 'The newer run did not collect', 'not compared'),
      gap('notCollected', neither, 'Neither run collected', 'not compared'),
      ...(['failed', 'partial'] as const).flatMap((kind) => [
        gap(
          kind,
          of(this.older, kind),
          'The older run read only a part of',
          'new ones are not named',
        ),
        gap(
          kind,
          of(this.newer, kind),
          'The newer run read only a part of',
          'lost ones are not named',
        ),
      ]),
      ...unfinished('older', this.older),
      ...unfinished('newer', this.newer),
    ].flat();
  }

  private areWhole(types: readonly string[], summary: RunSummary): boolean {
    return types.every((type) => readingOf(type, summary) === 'whole');
  }

  private areRead(types: readonly string[], summary: RunSummary): boolean {
    return types.every((type) => readingOf(type, summary) !== 'none');
  }
}

function gap(
  kind: ComparisonGap['kind'],
  types: readonly string[],
  what: string,
  so: string,
): ComparisonGap[] {
  return types.length === 0 ? [] : [{ kind, types, text: `${what} ${types.join(', ')}: ${so}.` }];
}

function unfinished(which: string, { hasEnded }: RunSummary): ComparisonGap[] {
  if (hasEnded) return [];
  return [{ kind: 'failed', types: [], text: `The ${which} run did not come to its end.` }];
}
