/** What an answer cannot know, because the run did not collect it or not all of it. */
import type { RunSummary } from '../collected/summary';
import type { TableDeclaration } from './declarations';

/** A type that an answer rests on, as the run names it. */
export interface UsedType {
  readonly type: string;
  /** The properties of another table that are computed from it; empty where it is asked itself. */
  readonly decides: readonly string[];
}

/** Properties that the run computes from another type, and leaves out without it. */
interface Decided {
  readonly by: string;
  readonly properties: RegExp;
  /** That have them; `entities` shows the same properties as JSON. */
  readonly tables: readonly string[];
}

const DECIDED: readonly Decided[] = [
  { by: 'mfa_device', properties: /\b(?:is)?mfaEnabled\b/gi, tables: ['okta_user', 'entities'] },
  {
    by: 'okta_policy_rule',
    properties:
      /\b(?:neverApplies|usesNetworkZones|usesDeviceConditions|allowsSingleFactor|passwordAloneSuffices|phishingResistantEverywhere|catchAllAccess|catchAllAllowsSingleFactor|mfaRequiredEverywhere|sessionUnlimited|longestSessionMinutes|longestIdleMinutes|allowsPersistentCookie|lifecycleAction|selfRegistration)\b/gi,
    tables: ['policies', 'okta_access_policy', 'okta_sign_on_policy', 'okta_policy', 'entities'],
  },
];

function ofProperties(sql: string, names: readonly string[]): readonly UsedType[] {
  return DECIDED.flatMap(({ by, properties, tables }) => {
    if (!names.some((name) => tables.includes(name))) return [];
    const decides = [...new Set(sql.match(properties) ?? [])];
    return decides.length === 0 ? [] : [{ type: by, decides }];
  });
}

/**
 * The types that a statement's answer rests on. Mapped targets have no step of their own: the relationships
 * that lead to them stand for them.
 *
 * @param tables what the statement reads
 * @param names the tables as it names them
 */
export function typesUsedBy(
  sql: string,
  tables: readonly TableDeclaration[],
  names: readonly string[],
): readonly UsedType[] {
  const asked = tables.flatMap(({ kind, name, mappedBy }) =>
    kind === 'target' ? mappedBy : [name],
  );
  const used = [...new Set(asked)].map((type) => ({ type, decides: [] }));
  return [...used, ...ofProperties(sql, names).filter(({ type }) => !asked.includes(type))];
}

function nameOf({ type, decides }: UsedType): string {
  return decides.length === 0 ? type : `${type} (it decides ${decides.join(' and ')})`;
}

/** How an answer may differ from the truth. */
export interface Gap {
  /**
   * `failed`: a step failed, or the run did not come to its end. `notCollected`: nothing of a type was collected,
   * because it was switched off or the run did not know it. `partial`: a run never reads all of it. `noSuchProperty`:
   * no entity has what the question asks for. `toJudge`: a person has to judge rows.
   */
  readonly kind: 'failed' | 'notCollected' | 'partial' | 'noSuchProperty' | 'toJudge';
  /** One sentence or two. */
  readonly text: string;
}

const UNFINISHED =
  'The run that collects this graph is under way or was stopped: this answer may lack rows.';

/** Each way in which the run lacks what an answer rests on. */
export function gapsIn(used: readonly UsedType[], summary: RunSummary): readonly Gap[] {
  const { hasEnded, known } = summary;
  const listed = (holds: (type: string) => boolean): string => {
    const found = used.filter(({ type }) => holds(type)).map(nameOf);
    return [...new Set(found)].join(', ');
  };
  const among = (types: readonly string[]): string => listed((type) => types.includes(type));
  const leftOut = among(summary.leftOut);
  const unknown = hasEnded ? listed((type) => !known.includes(type)) : '';
  const incomplete = among(summary.incomplete);
  const partial = among(summary.partial);
  const gaps: Gap[] = [];
  if (!hasEnded) gaps.push({ kind: 'failed', text: UNFINISHED });
  if (leftOut !== '') {
    gaps.push({
      kind: 'notCollected',
      text:
        `Not collected, because it was switched off in this run: ${leftOut}. ` +
        'If this answer has no row, there may still be some in Okta.',
    });
  }
  if (unknown !== '') {
    gaps.push({
      kind: 'notCollected',
      text:
        `Not collected, because the version that made this run does not collect it: ${unknown}. ` +
        'Collect again: npm start',
    });
  }
  if (incomplete !== '') {
    const text = `The run could not read all of ${incomplete}: this answer may lack rows.`;
    gaps.push({ kind: 'failed', text });
  }
  if (partial !== '') {
    const text = `A run reads only a part of ${partial}: this answer may lack rows.`;
    gaps.push({ kind: 'partial', text });
  }
  return gaps;
}
