/** Effective protection in words: whom a rule is for, on what it depends, what it demands. */
import { flag, list, number, text, texts } from '../../../src/json';
import type { Step, Unknown } from '../../cli/protection/chain';
import { demandOfRule } from './effective';
import { edgesOf, endsOf } from './ends';
import type { Graph } from './graph';

const MOST_NAMES = 4;

function names(graph: Graph, nodes: readonly number[], total = nodes.length): string {
  const shown = nodes.slice(0, MOST_NAMES).map((node) => graph.name(node));
  const rest = Math.max(total, nodes.length) - shown.length;
  return [...shown, ...(rest > 0 ? [`${String(rest)} more`] : [])].join(', ');
}

/** The zones that a rule includes, or excludes. */
function zones(graph: Graph, rule: number, condition: string): readonly number[] {
  return edgesOf(graph, rule, 'okta_policy_rule_uses_network_zone', 'out')
    .filter((edge) => graph.edgeValue(edge, 'condition') === condition)
    .map((edge) => graph.toOf(edge));
}

function networkText(graph: Graph, rule: number): string {
  if (graph.value(rule, 'allZones') === true) return 'network: in any zone';
  const [inside, outside] = [zones(graph, rule, 'include'), zones(graph, rule, 'exclude')];
  const parts = [
    ...(inside.length > 0 ? [`in ${names(graph, inside)}`] : []),
    ...(outside.length > 0 ? [`not in ${names(graph, outside)}`] : []),
  ];
  return parts.length === 0 ? 'network' : `network: ${parts.join(', ')}`;
}

function deviceText(graph: Graph, rule: number): string {
  const said = (name: string, yes: string, no: string): readonly string[] => {
    const value = flag(graph.value(rule, name));
    return value === undefined ? [] : [value ? yes : no];
  };
  const assurance = endsOf(graph, rule, 'okta_policy_rule_uses_device_assurance_policy', 'out');
  const parts = [
    ...said('deviceRegistered', 'registered', 'not registered'),
    ...said('deviceManaged', 'managed', 'not managed'),
    ...(assurance.length > 0 ? [`fulfils ${names(graph, assurance)}`] : []),
  ];
  return parts.length === 0 ? 'device' : `device: ${parts.join(', ')}`;
}

type Wording = (graph: Graph, rule: number) => string;

const property =
  (word: string, name: string): Wording =>
  (graph, rule) => {
    const value = graph.value(rule, name);
    const said = text(value) ?? texts(list(value)).join(', ');
    return said === '' ? word : `${word}: ${said}`;
  };

/** By Okta's name of the condition. */
const WORDINGS: Readonly<Record<string, Wording>> = {
  network: networkText,
  device: deviceText,
  platform: property('platform', 'platforms'),
  riskScore: property('risk', 'riskLevel'),
  elCondition: property('expression', 'expression'),
  authContext: property('sign-in by', 'authType'),
  risk: (graph, rule) => {
    const behaviors = endsOf(graph, rule, 'okta_policy_rule_evaluates_behavior', 'out');
    return behaviors.length === 0 ? 'behavior' : `behavior: ${names(graph, behaviors)}`;
  },
  identityProvider: (graph, rule) => {
    const ids = texts(list(graph.value(rule, 'idpIds')));
    const providers = ids
      .map((id) => graph.nodeOf(`okta_identity_provider:${id}`))
      .filter((provider) => provider !== undefined);
    return providers.length === 0
      ? 'identity provider'
      : `identity provider: ${names(graph, providers)}`;
  },
};

/** A condition that the sign-in decides: `network: in Offices, not in Tor`. */
export function conditionText(graph: Graph, rule: number, condition: string): string {
  return WORDINGS[condition]?.(graph, rule) ?? condition;
}

/** What is not known, as a clause. */
export const UNKNOWN_TEXTS: Readonly<Record<Unknown, string>> = {
  policy: 'no app sign-in policy is known',
  status: 'whether it is active is not known',
  priority: 'its place among the others is not known',
  people: 'whether it is for this user is not known',
  conditions: 'its conditions are not known',
  rules: 'not all rules are known',
};

/** Whom a rule is for: `members of Sales; not Ana Admin`. */
export function audienceText(graph: Graph, rule: number): string {
  const out = (of: string): readonly number[] =>
    endsOf(graph, rule, `okta_policy_rule_assigned_${of}`, 'out');
  const into = (of: string): readonly number[] =>
    endsOf(graph, rule, `okta_${of}_limits_policy_rule`, 'into');
  const part = (words: string, nodes: readonly number[], count: string): readonly string[] => {
    const total = number(graph.value(rule, count)) ?? nodes.length;
    return total === 0 ? [] : [`${words} ${names(graph, nodes, total)}`];
  };
  const typesNamed = texts(list(graph.value(rule, 'userTypeIds'))).length;
  const typesExcluded = texts(list(graph.value(rule, 'excludedUserTypeIds'))).length;
  const parts = [
    ...part('members of', out('group'), 'groupCount'),
    ...part('only', out('user'), 'userCount'),
    ...(typesNamed > 0 ? [`user type ${names(graph, out('user_type'), typesNamed)}`] : []),
    ...part('no members of', into('group'), 'excludedGroupCount'),
    ...part('not', into('user'), 'excludedUserCount'),
    ...(typesExcluded > 0 ? [`not ${String(typesExcluded)} user types`] : []),
  ];
  return parts.length === 0 ? 'everybody' : parts.join('; ');
}

const MINUTES_A_DAY = 1440;

function minutesText(minutes: number): string {
  if (minutes % MINUTES_A_DAY === 0) return `${String(minutes / MINUTES_A_DAY)} d`;
  return minutes % 60 === 0 ? `${String(minutes / 60)} h` : `${String(minutes)} min`;
}

const FLAGS: readonly (readonly [property: string, words: string])[] = [
  ['passwordRequired', 'a password'],
  ['hardwareProtectionRequired', 'hardware protection'],
  ['deviceBoundRequired', 'bound to a device'],
  ['userPresenceRequired', 'the user present'],
  ['userVerificationRequired', 'the user verified'],
];

/** What a rule demands besides the number of factors: `a password, the user present, again after 2 h`. */
export function detailsText(graph: Graph, rule: number): string {
  if (graph.value(rule, 'access') === 'DENY') return '';
  const flags = FLAGS.filter(([name]) => graph.value(rule, name) === true);
  const methods = texts(list(graph.value(rule, 'allowedMethods')));
  const again = number(graph.value(rule, 'reauthenticateMinutes'));
  const session = number(graph.value(rule, 'maxSessionLifetimeMinutes'));
  const parts = [
    ...flags.map(([, words]) => words),
    ...(methods.length > 0 ? [`by ${methods.join(', ')}`] : []),
    ...(again === undefined
      ? []
      : [again === 0 ? 'every time' : `again after ${minutesText(again)}`]),
    ...(session === undefined
      ? []
      : [session === 0 ? 'sessions without end' : `sessions of ${minutesText(session)}`]),
  ];
  return parts.join(', ');
}

/** What a step demands, in words; `not known` where the rule is not, or does not say it. */
export function demandText(graph: Graph, { rule }: Step): string {
  const node = rule === undefined ? undefined : graph.nodeOf(rule);
  return (node === undefined ? undefined : demandOfRule(graph, node)) ?? 'not known';
}

/** A chain on one line: `two factors (if network, device), else no access`. */
export function stepsText(graph: Graph, steps: readonly Step[]): string {
  return steps
    .map((step) => {
      const { conditions, unknown, rule } = step;
      const words = [
        ...(conditions.length > 0 ? [`if ${conditions.map(shortName).join(', ')}`] : []),
        ...(rule !== undefined && unknown.length > 0 ? ['perhaps'] : []),
      ];
      return `${demandText(graph, step)}${words.length > 0 ? ` (${words.join('; ')})` : ''}`;
    })
    .join(', else ');
}

const SHORT: Readonly<Record<string, string>> = {
  riskScore: 'risk',
  risk: 'behavior',
  elCondition: 'expression',
  authContext: 'way of sign-in',
  identityProvider: 'identity provider',
};

function shortName(condition: string): string {
  return SHORT[condition] ?? condition;
}
