import { chainOf, type Named, type Person, type Policy, type Rule, type Step } from './chain';
import { demandOf, DEMANDS, SESSION_DEMANDS } from './demand';

const named = (...known: string[]): Named => ({
  known: new Set(known),
  count: known.length,
});
/** So many are named besides, which are not in the collection. */
const unseen = (count: number, ...known: string[]): Named => ({
  known: new Set(known),
  count: known.length + count,
});

const ANN: Person = {
  id: 'ann',
  groups: new Set(['staff', 'sales']),
  userType: 'employee',
};

const rule = (id: string, priority: number, more: Partial<Rule> = {}): Rule => ({
  id,
  priority,
  isActive: true,
  conditions: [],
  ...more,
});
const CATCH_ALL = rule('catch-all', 99);

const policy = (id: string, rules: readonly Rule[], more: Partial<Policy> = {}): Policy => ({
  id,
  priority: 1,
  isActive: true,
  rules,
  ruleCount: rules.length,
  ...more,
});
const unread = (id: string, more: Partial<Policy> = {}): Policy =>
  policy(id, [], { ruleCount: undefined, ...more });

/** `name`, `name if network`, `name ? people`: one word for each step; `…` is the end that is not known. */
function inWords(steps: readonly Step[]): string[] {
  return steps.map(({ policy: of, rule: name, conditions, unknown }) =>
    [
      name ?? (of === undefined ? '…' : `rules of ${of}`),
      ...(conditions.length > 0 ? [`if ${conditions.join(' and ')}`] : []),
      ...(unknown.length > 0 ? [`? ${unknown.join(', ')}`] : []),
    ].join(' '),
  );
}

const FIRST = (more: Partial<Rule>) => [rule('first', 1, more), CATCH_ALL];
const APPLIES = ['first'];
const PASSES = ['catch-all'];

test.each<[string, readonly Rule[], string[]]>([
  ['the catch-all alone', [CATCH_ALL], ['catch-all']],
  ['a rule for all', FIRST({}), APPLIES],
  ['of a group that is included', FIRST({ groups: named('sales', 'legal') }), APPLIES],
  ['of no group that is included', FIRST({ groups: named('legal') }), PASSES],
  ['of a group that is excluded', FIRST({ excludedGroups: named('sales') }), PASSES],
  ['of no group that is excluded', FIRST({ excludedGroups: named('legal') }), APPLIES],
  [
    'of groups that are included and excluded',
    FIRST({ groups: named('staff'), excludedGroups: named('sales') }),
    PASSES,
  ],
  ['a user who is included', FIRST({ users: named('ann') }), APPLIES],
  ['a user who is not', FIRST({ users: named('bob') }), PASSES],
  ['a user who is excluded', FIRST({ excludedUsers: named('ann') }), PASSES],
  [
    'groups and users both included: both',
    FIRST({ groups: named('sales'), users: named('ann') }),
    APPLIES,
  ],
  [
    'groups and users both included: the group',
    FIRST({ groups: named('sales'), users: named('bob') }),
    PASSES,
  ],
  [
    'groups and users both included: the user',
    FIRST({ groups: named('legal'), users: named('ann') }),
    PASSES,
  ],
  ['a user type that is included', FIRST({ userTypes: named('employee') }), APPLIES],
  ['another user type', FIRST({ userTypes: named('partner') }), PASSES],
  ['a user type that is excluded', FIRST({ excludedUserTypes: named('employee') }), PASSES],
  ['a rule that is not active', FIRST({ isActive: false }), PASSES],
  [
    'the order of priorities, with gaps, whatever the order of the list',
    [CATCH_ALL, rule('later', 40), rule('sooner', 7, { conditions: ['network'] })],
    ['sooner if network', 'later'],
  ],
  ['priorities from 0', [rule('one', 1), rule('zero', 0)], ['zero']],
  [
    'conditions that the sign-in decides, down to the first rule without',
    [
      rule('office', 1, { conditions: ['network', 'device'] }),
      rule('legal', 2, { groups: named('legal') }),
      rule('risky', 3, { conditions: ['elCondition'] }),
      rule('sales', 4, { groups: named('sales') }),
      CATCH_ALL,
    ],
    ['office if network and device', 'risky if elCondition', 'sales'],
  ],
  [
    'no rule that always applies',
    [rule('office', 1, { conditions: ['network'] })],
    ['office if network', '… ? rules'],
  ],
  ['no rule', [], ['… ? rules']],
  [
    'a group that is not in the collection',
    FIRST({ groups: unseen(1, 'legal') }),
    ['first ? people', 'catch-all'],
  ],
  ['of a known group, beside one that is not', FIRST({ groups: unseen(1, 'sales') }), APPLIES],
  [
    'an excluded group that is not in the collection',
    FIRST({ excludedGroups: unseen(1) }),
    ['first ? people', 'catch-all'],
  ],
  ['users who are not in the collection are others', FIRST({ users: unseen(3) }), PASSES],
  [
    'excluded users who are not in the collection, too',
    FIRST({ excludedUsers: unseen(3) }),
    APPLIES,
  ],
  ['a status that is not known', FIRST({ isActive: undefined }), ['first ? status', 'catch-all']],
  [
    'conditions that are not known',
    FIRST({ conditions: undefined }),
    ['first ? conditions', 'catch-all'],
  ],
  [
    'a rule whose place is not known may come first',
    [rule('one', 1), { ...rule('somewhere', 0), priority: undefined }],
    ['somewhere ? priority', 'one'],
  ],
  [
    'what is known to pass is passed, whatever else is unknown',
    FIRST({ isActive: undefined, groups: unseen(1), users: named('bob') }),
    PASSES,
  ],
])('%s', (_, rules, expected) => {
  expect(inWords(chainOf([policy('app', rules)], ANN))).toEqual(expected);
});

test.each<[string, Partial<Rule>, string[]]>([
  ['included', { userTypes: named('employee') }, ['first ? people', 'catch-all']],
  ['excluded', { excludedUserTypes: named('employee') }, ['first ? people', 'catch-all']],
  ['not named', {}, APPLIES],
])('of a user whose type is not known, types %s', (_, more, expected) => {
  const chain = chainOf([policy('app', FIRST(more))], { ...ANN, userType: undefined });
  expect(inWords(chain)).toEqual(expected);
});

test.each<[string, readonly Policy[], string[]]>([
  ['no policy', [], ['… ? policy']],
  ['rules that could not be read', [unread('app')], ['rules of app ? rules', '… ? rules']],
  [
    'policies in the order of their priorities',
    [
      policy('default', [rule('default rule', 1)], { priority: 3 }),
      policy('sales', [rule('sales rule', 1, { conditions: ['network'] })], {
        groups: named('sales'),
      }),
    ],
    ['sales rule if network', 'default rule'],
  ],
  [
    'a policy for other groups',
    [
      policy('legal', [rule('legal rule', 1)], { groups: named('legal') }),
      policy('default', [rule('default rule', 1)], { priority: 2 }),
    ],
    ['default rule'],
  ],
  [
    'a policy that is not active',
    [
      policy('off', [rule('off rule', 1)], { isActive: false }),
      policy('default', [rule('default rule', 1)], { priority: 2 }),
    ],
    ['default rule'],
  ],
  [
    'a policy of which no rule applies: the next is looked at',
    [
      policy('sales', [rule('sales rule', 1, { excludedUsers: named('ann') })]),
      policy('empty', [], { priority: 2 }),
      policy('default', [rule('default rule', 1)], { priority: 3 }),
    ],
    ['default rule'],
  ],
  [
    'a policy that may be for the user: its rules are uncertain, and the next follows',
    [
      policy('maybe', [rule('maybe rule', 1)], { groups: unseen(1) }),
      policy('default', [rule('default rule', 1)], { priority: 2 }),
    ],
    ['maybe rule ? people', 'default rule'],
  ],
  [
    'rules of which some are not in the collection: one of them may come first',
    [policy('app', [rule('first', 1)], { ruleCount: 2 })],
    ['first ? rules', '… ? rules'],
  ],
  [
    'rules that could not be read, of a policy that may be for the user',
    [unread('maybe', { groups: unseen(1) })],
    ['rules of maybe ? people, rules', '… ? rules'],
  ],
  [
    'rules that could not be read, before a policy that always applies',
    [unread('unread'), policy('default', [rule('default rule', 1)], { priority: 2 })],
    ['rules of unread ? rules', 'default rule'],
  ],
])('%s', (_, policies, expected) => {
  expect(inWords(chainOf(policies, ANN))).toEqual(expected);
});

const FACTS = {
  access: 'ALLOW',
  allowsSingleFactor: false,
  passwordAloneSuffices: false,
  phishingResistantRequired: false,
};

test.each<[Partial<Record<string, unknown>>, string | undefined]>([
  [{}, 'two factors'],
  [{ access: 'DENY', allowsSingleFactor: true }, 'no access'],
  [{ access: undefined }, undefined],
  [{ access: 'ASK' }, undefined],
  [{ phishingResistantRequired: true }, 'two factors, phishing-resistant'],
  [{ phishingResistantRequired: undefined }, 'two factors'],
  [{ allowsSingleFactor: true }, 'one factor'],
  [{ allowsSingleFactor: true, phishingResistantRequired: true }, 'one phishing-resistant factor'],
  [{ allowsSingleFactor: true, passwordAloneSuffices: true }, 'a password alone'],
  [{ allowsSingleFactor: undefined, phishingResistantRequired: true }, undefined],
])('a rule with %j demands %s', (facts, expected) => {
  const rule: Record<string, unknown> = { ...FACTS, ...facts };
  expect(demandOf(DEMANDS, (name) => rule[name])).toBe(expected);
});

test.each<[Record<string, unknown>, string | undefined]>([
  [{ access: 'ALLOW', requireFactor: true }, 'a second factor'],
  [{ access: 'ALLOW', requireFactor: false }, 'no MFA'],
  [{ access: 'DENY' }, 'no access'],
  [{ access: 'ALLOW' }, undefined],
  [{ requireFactor: true }, undefined],
])('a session rule with %j demands %s', (rule, expected) => {
  expect(demandOf(SESSION_DEMANDS, (name) => rule[name])).toBe(expected);
});
