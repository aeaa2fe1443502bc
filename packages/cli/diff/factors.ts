/** What users have enrolled and removed, and what it does to the strongest factor that they have. */
import { record, list, text, type JsonObject } from '../../../src/json';
import type { Severity } from '../ask/questions';
import type { Coverage } from './coverage';
import type { Change } from './model';
import type { SideName, TwoGraphs } from './twoGraphs';

const TYPE = 'mfa_device';
const RESTS_ON = [TYPE, 'okta_user_assigned_factor'];

/** From nothing to the strongest. Source of the groups: Okta, "Multifactor authentication", comparison of factors. */
const STRENGTHS = [
  'no factor',
  'SMS, call, e-mail or question',
  'app or token',
  'phishing-resistant',
];
const RESISTANT = ['webauthn', 'u2f', 'signed_nonce'];
const WEAK = ['sms', 'call', 'email', 'question'];

interface Factor {
  readonly key: string;
  readonly name: string;
  readonly factorType: string;
}

/** The rank in {@link STRENGTHS} of the strongest one. */
function strengthOf(factors: readonly Factor[]): number {
  const ranks = factors.map(({ factorType }) =>
    RESISTANT.includes(factorType) ? 3 : WEAK.includes(factorType) ? 1 : 2,
  );
  return Math.max(0, ...ranks);
}

/**
 * Of users who are in both graphs, and of new ones. Okta lists no factors of deprovisioned users: that they have none is
 * told by their status. Needs what `prepareItems` has made.
 */
export async function factorChanges(
  graphs: TwoGraphs,
  coverage: Coverage,
): Promise<readonly Change[]> {
  const enrolled = (side: SideName): string =>
    `(SELECT a._fromEntityKey AS userKey,
        list({key: f._key, name: f.displayName, factorType: f.factorType} ORDER BY f.displayName, f._key) AS factors
      FROM ${side}.okta_user_assigned_factor AS a JOIN ${side}.mfa_device AS f ON f._key = a._toEntityKey
      WHERE f.isActive GROUP BY 1)`;
  const rows = await graphs.rows(
    `SELECT userKey, u.displayName AS name, o.factors AS before, n.factors AS after
     FROM ${enrolled('older')} AS o FULL JOIN ${enrolled('newer')} AS n USING (userKey)
     JOIN newer.okta_user AS u ON u._key = userKey
     WHERE u.status IS DISTINCT FROM 'deprovisioned' AND o.factors IS DISTINCT FROM n.factors`,
  );
  const tells = { new: coverage.tellsNew(RESTS_ON), lost: coverage.tellsLost(RESTS_ON) };
  return rows.flatMap((row) => changeOf(row, tells));
}

function factorsIn(row: JsonObject, column: string): readonly Factor[] {
  return list(row[column]).map((entry) => {
    const { key, name, factorType } = record(entry);
    return { key: text(key) ?? '', name: text(name) ?? '', factorType: text(factorType) ?? '' };
  });
}

function without(all: readonly Factor[], others: readonly Factor[]): readonly Factor[] {
  return all.filter(({ key }) => !others.some((other) => other.key === key));
}

function changeOf(
  row: JsonObject,
  tells: { readonly new: boolean; readonly lost: boolean },
): readonly Change[] {
  const [before, after] = [factorsIn(row, 'before'), factorsIn(row, 'after')];
  const come = tells.new ? without(after, before) : [];
  const gone = tells.lost ? without(before, after) : [];
  if (come.length + gone.length === 0) return [];
  const [was, is] = [strengthOf(before), strengthOf(after)];
  const strength = was === is || !(tells.new && tells.lost) ? '' : strengthText(was, is);
  const names = (factors: readonly Factor[]): string => factors.map(({ name }) => name).join(', ');
  const parts = [
    ...(come.length === 0 ? [] : [`has enrolled ${names(come)}`]),
    ...(gone.length === 0 ? [] : [`no longer has ${names(gone)}`]),
  ];
  const userKey = text(row['userKey']) ?? '';
  return [
    {
      subject: 'mfa',
      state: gone.length === 0 ? 'new' : come.length === 0 ? 'lost' : 'changed',
      severity: severityOf(gone.length > 0, strength === '' ? was : is, was),
      type: TYPE,
      key: userKey,
      who: text(row['name']) ?? userKey,
      what: `${parts.join(' and ')}${strength}`,
      through: [],
      properties: [],
    },
  ];
}

function strengthText(was: number, is: number): string {
  return `: strongest now ${STRENGTHS[is] ?? ''}, before ${STRENGTHS[was] ?? ''}`;
}

function severityOf(hasLost: boolean, is: number, was: number): Severity {
  if (is === 0 && was > 0) return 'high';
  if (is < was) return 'medium';
  return hasLost ? 'low' : 'info';
}
