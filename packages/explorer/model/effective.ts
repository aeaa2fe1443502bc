/** Effective protection of the graph's users: what `../../cli/protection/chain.ts` is given, and what it answers. */
import { flag, number, text, texts, list } from '../../../src/json';
import {
  chainOf,
  type Audience,
  type Named,
  type Person,
  type Policy,
  type Rule,
  type Step,
} from '../../cli/protection/chain';
import {
  DEMANDED,
  DEMANDED_OF_SESSION,
  DEMANDS,
  demandOf,
  SESSION_DEMANDS,
} from '../../cli/protection/demand';
import { endsOf } from './ends';
import type { EntityType, Graph } from './graph';

const ACCESS_POLICY = 'okta_access_policy';
const SESSION_POLICY = 'okta_sign_on_policy';
const RULE = 'okta_policy_rule';

const RULE_FACTS = [
  'signInConditions',
  'ruleType',
  'groupCount',
  'excludedGroupCount',
  'userCount',
  'excludedUserCount',
  'userTypeIds',
  'excludedUserTypeIds',
  'allZones',
  'platforms',
  'riskLevel',
  'expression',
  'deviceRegistered',
  'deviceManaged',
  'authType',
  'idpIds',
  ...DEMANDED,
  ...DEMANDED_OF_SESSION,
];

const FACTS: readonly (readonly [types: readonly string[], names: readonly string[]])[] = [
  [
    [ACCESS_POLICY, SESSION_POLICY, RULE],
    ['priority', 'isActive'],
  ],
  [
    [ACCESS_POLICY, SESSION_POLICY],
    ['ruleCount', 'groupCount'],
  ],
  [[RULE], RULE_FACTS],
  [['okta_user'], ['typeId']],
];

/** Whether the graph has policies to speak of. */
export function hasPolicies(graph: Graph): boolean {
  return graph.typeNamed(RULE) !== undefined;
}

/** Unpacks what the functions of this file read. */
export async function loadProtectionFacts(graph: Graph): Promise<void> {
  for (const [types, names] of FACTS) {
    const known = types.map((type) => graph.typeNamed(type)).filter((type) => type !== undefined);
    for (const type of known) for (const name of names) await graph.column(type, name);
  }
  const zones = graph.relationNamed('okta_policy_rule_uses_network_zone');
  if (zones) await graph.column(zones, 'condition');
}

function named(graph: Graph, nodes: readonly number[], count: number | undefined): Named {
  return { known: new Set(nodes.map((node) => graph.key(node))), count: count ?? 0 };
}

function namedTypes(graph: Graph, rule: number, property: string): Named {
  const known = new Set(texts(list(graph.value(rule, property))));
  return { known, count: known.size };
}

function audienceOf(graph: Graph, rule: number): Audience {
  const count = (name: string): number | undefined => number(graph.value(rule, name));
  const out = (relation: string, of: string): Named =>
    named(graph, endsOf(graph, rule, `okta_policy_rule_assigned_${relation}`, 'out'), count(of));
  const into = (relation: string, of: string): Named =>
    named(graph, endsOf(graph, rule, `okta_${relation}_limits_policy_rule`, 'into'), count(of));
  return {
    groups: out('group', 'groupCount'),
    excludedGroups: into('group', 'excludedGroupCount'),
    users: out('user', 'userCount'),
    excludedUsers: into('user', 'excludedUserCount'),
    userTypes: namedTypes(graph, rule, 'userTypeIds'),
    excludedUserTypes: namedTypes(graph, rule, 'excludedUserTypeIds'),
  };
}

function placeOf(graph: Graph, node: number): Pick<Rule, 'id' | 'priority' | 'isActive'> {
  return {
    id: graph.key(node),
    priority: number(graph.value(node, 'priority')),
    isActive: flag(graph.value(node, 'isActive')),
  };
}

function ruleOf(graph: Graph, node: number): Rule {
  const conditions = graph.value(node, 'signInConditions');
  return {
    ...placeOf(graph, node),
    ...audienceOf(graph, node),
    conditions: conditions === null ? undefined : texts(list(conditions)),
  };
}

function policyOf(graph: Graph, node: number): Policy {
  const groups = endsOf(graph, node, 'okta_policy_assigned_group', 'out');
  return {
    ...placeOf(graph, node),
    groups: named(graph, groups, number(graph.value(node, 'groupCount'))),
    ruleCount: number(graph.value(node, 'ruleCount')),
    rules: rulesOf(graph, node).map((rule) => ruleOf(graph, rule)),
  };
}

/** The rules of a policy, as they are in the graph. */
export function rulesOf(graph: Graph, policy: number): readonly number[] {
  return endsOf(graph, policy, 'okta_policy_has_rule', 'out');
}

/** The app sign-in policies that protect an application: one, or none that is known. */
export function policiesOf(graph: Graph, application: number): readonly number[] {
  return endsOf(graph, application, 'okta_access_policy_protects_application', 'into');
}

function nodesOf(type: EntityType | undefined): readonly number[] {
  return type ? Array.from({ length: type.count }, (_, row) => type.first + row) : [];
}

function personOf(graph: Graph, user: number): Person {
  const groups = Array.from(graph.adjacency.into(user))
    .filter((edge) => graph.accessOf(edge) === 'membership')
    .map((edge) => graph.key(graph.fromOf(edge)));
  return {
    id: graph.key(user),
    groups: new Set(groups),
    userType: text(graph.value(user, 'typeId')),
  };
}

/** Answers for many users and applications: each policy is read once. `loadProtectionFacts` must have run. */
export class Protections {
  private readonly policies = new Map<number, Policy>();
  private sessions: readonly Policy[] | undefined;

  constructor(readonly graph: Graph) {}

  /** The steps of a user's sign-in to an application. */
  ofApplication(user: number, application: number): readonly Step[] {
    const policies = policiesOf(this.graph, application).map((policy) => this.policy(policy));
    return chainOf(policies, personOf(this.graph, user));
  }

  /** The steps of a user's sign-in to Okta. */
  ofSession(user: number): readonly Step[] {
    this.sessions ??= nodesOf(this.graph.typeNamed(SESSION_POLICY)).map((node) =>
      this.policy(node),
    );
    return chainOf(this.sessions, personOf(this.graph, user));
  }

  private policy(node: number): Policy {
    const known = this.policies.get(node) ?? policyOf(this.graph, node);
    this.policies.set(node, known);
    return known;
  }
}

/** What a rule demands, in words; undefined if that is not known. */
export function demandOfRule(graph: Graph, rule: number): string | undefined {
  const valueOf = (name: string): unknown => graph.value(rule, name);
  return graph.value(rule, 'ruleType') === 'SIGN_ON' || graph.value(rule, 'requireFactor') !== null
    ? demandOf(SESSION_DEMANDS, valueOf)
    : demandOf(DEMANDS, valueOf);
}
