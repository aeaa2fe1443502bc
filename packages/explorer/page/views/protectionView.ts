/** A user's way to one application or AWS role, and what protects it. */
import { hasPolicies, loadProtectionFacts, Protections } from '../../model/effective';
import { loadGrantFacts } from '../../model/grants';
import type { Graph } from '../../model/graph';
import { demandText, stepsText } from '../../model/protectionWords';
import { reachOf, type Reached } from '../../model/reach';
import type { Step } from '../../../cli/protection/chain';
import type { ExplorerContext, View } from '../context';
import { el } from '../dom';
import { stateNote, subjectRow } from '../links';
import { drawRoute } from '../pathScene';
import { applicationsOf, stepsTable } from '../protection';
import { routeList } from '../routeList';
import { nodeCard, nodeCardId, SceneBuilder, type Scene } from '../scene';
import { missingView } from './missingView';

const TARGET_COLUMN = 2;
const MOST_APPLICATIONS = 6;

interface Protected {
  readonly application: number;
  readonly steps: readonly Step[];
}

/** Policy and rules of an application, in the columns behind it: a rule by what it demands. */
function drawSteps(
  graph: Graph,
  builder: SceneBuilder,
  column: number,
  { application, steps }: Protected,
): void {
  for (const [at, step] of steps.entries()) {
    const policy = step.policy === undefined ? undefined : graph.nodeOf(step.policy);
    const rule = step.rule === undefined ? undefined : graph.nodeOf(step.rule);
    if (policy === undefined) continue;
    const card = builder.card(column, nodeCard(graph, policy));
    builder.line(nodeCardId(application), card, 'protected by');
    if (rule === undefined) continue;
    const shown = { ...nodeCard(graph, rule), label: demandText(graph, step) };
    builder.line(card, builder.card(column + 1, shown), at === 0 ? 'first' : 'else');
  }
}

function protectionScene(
  graph: Graph,
  user: number,
  { target, routes }: Reached,
  all: readonly Protected[],
): Scene {
  const builder = new SceneBuilder();
  builder.card(0, nodeCard(graph, user, true));
  const ends = { principal: user, target, targetColumn: TARGET_COLUMN };
  for (const route of routes) drawRoute(graph, builder, ends, route);
  for (const each of all.slice(0, MOST_APPLICATIONS)) {
    const isTarget = each.application === target;
    if (!isTarget) {
      builder.card(TARGET_COLUMN + 1, nodeCard(graph, each.application));
      builder.line(nodeCardId(target), nodeCardId(each.application), 'given in');
    }
    drawSteps(graph, builder, TARGET_COLUMN + (isTarget ? 1 : 2), each);
  }
  return builder.inColumns();
}

function leadOf(graph: Graph, all: readonly Protected[]): string {
  const words = new Set(all.map(({ steps }) => stepsText(graph, steps)));
  if (words.size === 0) return 'No application is known through which it is reached';
  const [first = ''] = words;
  const lead = words.size === 1 ? first : `${String(words.size)} applications, each with its own`;
  return `${lead.charAt(0).toUpperCase()}${lead.slice(1)}`;
}

/** Draws the way, the policy and its rules. */
export async function protectionView(context: ExplorerContext): Promise<View> {
  const { graph, address } = context;
  const user = graph.nodeOf(address.subject);
  const target = graph.nodeOf(address.to);
  if (user === undefined || target === undefined || graph.typeOf(user).kind !== 'user')
    return missingView('No such user, or no such application or role, is in this graph.');
  if (!hasPolicies(graph)) return missingView('No policies are in this graph.');
  await loadGrantFacts(graph);
  await loadProtectionFacts(graph);
  const reached = reachOf(graph, user).find((each) => each.target === target);
  if (!reached)
    return missingView(`${graph.name(user)} has no way to ${graph.name(target)} in this graph.`);
  const protections = new Protections(graph);
  const all = applicationsOf(graph, reached).map((application) => ({
    application,
    steps: protections.ofApplication(user, application),
  }));
  return {
    title: `What ${graph.name(user)} needs to reach ${graph.name(target)}`,
    lead: leadOf(graph, all),
    scene: protectionScene(graph, user, reached, all),
    body: [
      subjectRow(context, user, 'protection'),
      stateNote(graph, user),
      stateNote(graph, target),
      el('h2', {}, 'The way'),
      routeList(context, user, target, reached.routes),
      ...all.map(({ application, steps }) =>
        stepsTable(context, `What ${graph.name(application)} then demands`, steps),
      ),
      stepsTable(context, 'Before that, a session with Okta takes', protections.ofSession(user)),
    ],
    subject: user,
  };
}
