/** What protects a target from a user, for lists and views. */
import {
  demandOfRule,
  hasPolicies,
  loadProtectionFacts,
  policiesOf,
  Protections,
  rulesOf,
} from '../model/effective';
import type { Graph } from '../model/graph';
import {
  audienceText,
  conditionText,
  demandText,
  detailsText,
  stepsText,
  UNKNOWN_TEXTS,
} from '../model/protectionWords';
import type { Reached } from '../model/reach';
import type { Step } from '../../cli/protection/chain';
import type { ExplorerContext } from './context';
import { el, isolated, type Child } from './dom';
import { nodeButton, stateFlag, viewLink } from './links';
import type { ListColumn } from './listOrder';
import { table } from './table';

/** The applications through which a target is reached: itself, or those that give an AWS role. */
export function applicationsOf(graph: Graph, { target, routes }: Reached): readonly number[] {
  if (graph.typeOf(target).kind === 'application') return [target];
  const applications = routes.map(({ application }) => application);
  return [...new Set(applications)].filter((application) => application !== undefined);
}

function inWords(protections: Protections, user: number, reached: Reached): string {
  const { graph } = protections;
  const words = applicationsOf(graph, reached).map((application) =>
    stepsText(graph, protections.ofApplication(user, application)),
  );
  return [...new Set(words)].join('; or ');
}

/** What a user needs for a target, as a link to the view that explains it. */
export function protectionColumn<Item>(
  graph: Graph,
  userOf: (item: Item) => number,
  reachedOf: (item: Item) => Reached,
): readonly ListColumn<Item>[] {
  if (!hasPolicies(graph)) return [];
  const protections = new Protections(graph);
  const text = (item: Item): string => inWords(protections, userOf(item), reachedOf(item));
  const cell = (item: Item): Child => {
    const words = text(item);
    if (words === '') return '';
    const ends = { subject: graph.key(userOf(item)), to: graph.key(reachedOf(item).target) };
    return viewLink(isolated(words), { view: 'protection', ...ends });
  };
  const load = (): Promise<void> => loadProtectionFacts(graph);
  return [{ id: 'takes', heading: 'What it takes', cell, text, load }];
}

function ruleCell(context: ExplorerContext, { policy, rule }: Step): Child {
  const { graph } = context;
  const node = rule === undefined ? undefined : graph.nodeOf(rule);
  if (node !== undefined) return nodeButton(context, node);
  return policy === undefined ? 'any other case' : 'rules that could not be read';
}

/** `First, by Default Policy`: where a step stands, and whose rule it is. */
function orderText(graph: Graph, { policy }: Step, at: number): string {
  const node = policy === undefined ? undefined : graph.nodeOf(policy);
  const order = at === 0 ? 'First' : 'Else';
  return node === undefined ? order : `${order}, by ${graph.name(node)}`;
}

function linesCell(lines: readonly string[]): Child {
  if (lines.length === 1) return isolated(lines[0] ?? '');
  return el('ul', { class: 'plain' }, ...lines.map((line) => el('li', {}, isolated(line))));
}

/** The conditions of a rule, one below the other. */
function conditionLines(graph: Graph, rule: number, conditions: readonly string[]): string[] {
  return conditions.map((condition) => conditionText(graph, rule, condition));
}

function dependsCell(graph: Graph, { rule, conditions, unknown }: Step): Child {
  const node = rule === undefined ? undefined : graph.nodeOf(rule);
  const lines = node === undefined ? [] : conditionLines(graph, node, conditions);
  const all = [...lines, ...unknown.map((each) => UNKNOWN_TEXTS[each])];
  return all.length === 0 ? 'nothing: it applies' : linesCell(all);
}

/** The steps of a sign-in, in the order in which Okta looks at them. */
export function stepsTable(
  context: ExplorerContext,
  caption: string,
  steps: readonly Step[],
): HTMLElement {
  const { graph } = context;
  const rows = steps.map((step, at): Child[] => {
    const node = step.rule === undefined ? undefined : graph.nodeOf(step.rule);
    return [
      el('span', {}, el('small', {}, orderText(graph, step, at)), ' ', ruleCell(context, step)),
      dependsCell(graph, step),
      demandText(graph, step),
      node === undefined ? '' : isolated(detailsText(graph, node)),
    ];
  });
  return table(caption, ['Rule', 'It depends on', 'It demands', 'And'], rows);
}

/** The rules of the policy of an application, for whomever they are. */
export async function policyTable(
  context: ExplorerContext,
  application: number,
): Promise<HTMLElement | undefined> {
  const { graph } = context;
  if (!hasPolicies(graph)) return undefined;
  await loadProtectionFacts(graph);
  const [policy] = policiesOf(graph, application);
  if (policy === undefined)
    return el('p', { class: 'note' }, 'No app sign-in policy of this application is known.');
  const rules = rulesOf(graph, policy).toSorted(
    (a, b) => Number(graph.value(a, 'priority')) - Number(graph.value(b, 'priority')),
  );
  const rows = rules.map((rule): Child[] => {
    const conditions = graph.value(rule, 'signInConditions');
    const lines = Array.isArray(conditions)
      ? conditionLines(graph, rule, conditions.map(String))
      : [UNKNOWN_TEXTS.conditions];
    return [
      el('span', {}, nodeButton(context, rule), stateFlag(graph, rule)),
      isolated(audienceText(graph, rule)),
      lines.length === 0 ? 'nothing' : linesCell(lines),
      demandOfRule(graph, rule) ?? 'not known',
      isolated(detailsText(graph, rule)),
    ];
  });
  const caption = `What protects it: the policy ${graph.name(policy)}`;
  return table(caption, ['Rule', 'For', 'It depends on', 'It demands', 'And'], rows);
}
