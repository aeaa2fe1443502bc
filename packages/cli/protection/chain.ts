/**
 * Effective protection: which rules of a user's policies may decide a sign-in, in the order in which Okta looks
 * at them, down to the first that always applies. Imports nothing: the explorer's page uses it too.
 *
 * Okta takes policies, and the rules of a policy, in the order of their priorities. All conditions of a rule have
 * to be met, with those of its policy; if no rule of a policy applies, the next policy is looked at.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/policy/ (Policy evaluation)
 * https://help.okta.com/oie/en-us/content/topics/identity-engine/policies/add-app-sign-on-policy-rule.htm
 *
 * What depends on the sign-in (network, device, risk, …) is a condition of a step, never guessed. What is not
 * known of the user or the rule makes a step uncertain: it is kept, and the next rule follows.
 */

/** Users, groups or user types that a policy or rule names. */
export interface Named {
  /** Those that are known, by key. */
  readonly known: ReadonlySet<string>;
  /** How many the policy or rule names: more than are known if some are not in the collection. */
  readonly count: number;
}

/** Whom a policy or rule is for. What names nobody is for everybody. */
export interface Audience {
  readonly groups: Named;
  readonly excludedGroups: Named;
  readonly users: Named;
  readonly excludedUsers: Named;
  readonly userTypes: Named;
  readonly excludedUserTypes: Named;
}

interface Placed extends Partial<Audience> {
  readonly id: string;
  /** The lowest is looked at first; undefined if it is not known. */
  readonly priority: number | undefined;
  /** Undefined if its status is not known. */
  readonly isActive: boolean | undefined;
}

export interface Rule extends Placed {
  /** Those that the sign-in decides, as Okta names them; undefined if they are not known. */
  readonly conditions: readonly string[] | undefined;
}

export interface Policy extends Placed {
  /** Those that are in the collection. */
  readonly rules: readonly Rule[];
  /** How many it has; undefined if they could not be read. */
  readonly ruleCount: number | undefined;
}

export interface Person {
  readonly id: string;
  readonly groups: ReadonlySet<string>;
  /** Okta id of the user's type; undefined if it is not known. */
  readonly userType: string | undefined;
}

/** What of a step is not known. `policy`: no policy is; `people`: whether it is for the person. */
export const UNKNOWNS = ['policy', 'status', 'priority', 'people', 'conditions', 'rules'] as const;
export type Unknown = (typeof UNKNOWNS)[number];

/** A rule that may decide the user's sign-in, if none before it does. */
export interface Step {
  /** Undefined in the last step if no policy that is known decides. */
  readonly policy: string | undefined;
  /** Undefined if the rules of the policy could not be read, or none of those known always applies. */
  readonly rule: string | undefined;
  readonly conditions: readonly string[];
  readonly unknown: readonly Unknown[];
}

type Known = boolean | undefined;

function every(values: readonly Known[]): Known {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}

/** Whether somebody is among those named; undefined if some of these are not known. */
function isAmong(ids: Iterable<string>, named: Named): Known {
  for (const id of ids) if (named.known.has(id)) return true;
  return named.known.size < named.count ? undefined : false;
}

function isIncluded(ids: Iterable<string>, named: Named | undefined): Known {
  return named === undefined || named.count === 0 || isAmong(ids, named);
}

function isNotExcluded(ids: Iterable<string>, named: Named | undefined): Known {
  if (named === undefined || named.count === 0) return true;
  const isExcluded = isAmong(ids, named);
  return isExcluded === undefined ? undefined : !isExcluded;
}

/** Of a user whose type is not known nothing is said that types decide. */
function isOfType(
  type: string | undefined,
  { userTypes, excludedUserTypes }: Partial<Audience>,
): Known {
  if (type !== undefined)
    return every([isIncluded([type], userTypes), isNotExcluded([type], excludedUserTypes)]);
  const isNamed = [userTypes, excludedUserTypes].some((named) => (named?.count ?? 0) > 0);
  return isNamed ? undefined : true;
}

/** The person is in the collection: users whom it lacks are other people. */
function isIncludedUser(id: string, users: Named | undefined): boolean {
  return users === undefined || users.count === 0 || users.known.has(id);
}

/** Whether a policy or rule is for a person. */
export function isFor(audience: Partial<Audience>, person: Person): Known {
  const { id, groups, userType } = person;
  return every([
    isIncluded(groups, audience.groups),
    isNotExcluded(groups, audience.excludedGroups),
    isIncludedUser(id, audience.users),
    audience.excludedUsers?.known.has(id) !== true,
    isOfType(userType, audience),
  ]);
}

/** Lowest priority first; then Okta's own order is not known, and keys make it the same each time. */
function byPriority(a: Placed, b: Placed): number {
  const [first, second] = [a.priority ?? -Infinity, b.priority ?? -Infinity];
  if (first !== second) return first - second;
  return a.id < b.id ? -1 : 1;
}

/** What is not known of whether it is looked at, and for whom; undefined if it is passed over for this person. */
function doubtsOf(placed: Placed, person: Person): readonly Unknown[] | undefined {
  const isForPerson = isFor(placed, person);
  if (placed.isActive === false || isForPerson === false) return undefined;
  return [
    ...(placed.isActive === undefined ? (['status'] as const) : []),
    ...(placed.priority === undefined ? (['priority'] as const) : []),
    ...(isForPerson === undefined ? (['people'] as const) : []),
  ];
}

function rulesInOrder(policy: Policy, person: Person, doubts: readonly Unknown[]): readonly Step[] {
  const { id, rules, ruleCount } = policy;
  const ofRules: readonly Unknown[] = ruleCount === rules.length ? [] : ['rules'];
  if (rules.length === 0 && ofRules.length > 0)
    return [{ policy: id, rule: undefined, conditions: [], unknown: [...doubts, ...ofRules] }];
  return rules.toSorted(byPriority).flatMap((rule) => {
    const own = doubtsOf(rule, person);
    if (own === undefined) return [];
    const { conditions = [] } = rule;
    const all = [...doubts, ...own, ...ofRules, ...(rule.conditions ? [] : ['conditions'])];
    const unknown = UNKNOWNS.filter((each) => all.includes(each));
    return [{ policy: id, rule: rule.id, conditions, unknown }];
  });
}

/**
 * The steps of a person's sign-in, at least one. The last applies if no other does; if it is not known which
 * that is, the last is without a rule.
 * @param policies that of an application, or the global session policies of the org
 */
export function chainOf(policies: readonly Policy[], person: Person): readonly Step[] {
  const steps: Step[] = [];
  for (const policy of policies.toSorted(byPriority)) {
    const doubts = doubtsOf(policy, person);
    if (doubts === undefined) continue;
    for (const step of rulesInOrder(policy, person, doubts)) {
      steps.push(step);
      if (alwaysApplies(step)) return steps;
    }
  }
  const unknown: Unknown = policies.length === 0 ? 'policy' : 'rules';
  return [...steps, { policy: undefined, rule: undefined, conditions: [], unknown: [unknown] }];
}

/** Whether a step applies to every sign-in that comes to it. */
export function alwaysApplies({ conditions, unknown }: Step): boolean {
  return conditions.length === 0 && unknown.length === 0;
}
