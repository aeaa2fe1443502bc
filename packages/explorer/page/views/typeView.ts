/** All things of one type, filtered by their properties. */
import type { EntityType, Graph } from '../../model/graph';
import { filterNodes, refusalOf, type Condition } from '../../model/filter';
import { counted } from '../../../cli/terminal/format';
import { isTime, valueText } from '../../model/values';
import type { ExplorerContext, View } from '../context';
import { el, shortened, type Child } from '../dom';
import { filterForm } from '../filterForm';
import { nodeButton } from '../links';
import { listPanel } from '../listPanel';
import { mapScene } from './mapView';
import { missingView } from './missingView';

/** Properties that tell most about a thing, in order of preference; the first few that a type has are shown. */
const TELLING = [
  'email',
  'status',
  'mfaEnabled',
  'lastLoginOn',
  'type',
  'description',
  'signOnMode',
  'shortName',
  'ruleType',
  'expression',
  'factorType',
  'provider',
  'roleType',
  'platform',
  'osVersion',
  'createdOn',
];
const MOST_COLUMNS = 4;

/** The properties that a list of a type shows: those of the filter, then the telling ones. */
function shownProperties(type: EntityType, filtered: readonly string[]): readonly string[] {
  const names = new Set(type.columns.map((column) => column.name));
  const telling = TELLING.filter((name) => names.has(name)).slice(0, MOST_COLUMNS);
  return [...new Set([...filtered.filter((name) => names.has(name)), ...telling])];
}

function cell(graph: Graph, node: number, property: string): Child {
  const value = graph.value(node, property);
  const isDay = typeof value === 'number' && isTime(property, value);
  return el('bdi', { class: isDay && 'day' }, shortened(valueText(property, value), 80));
}

/** Says why a list is empty: a condition of a kept address that no value can meet, or only that nothing meets them. */
async function emptyWords(
  graph: Graph,
  type: EntityType,
  conditions: readonly Condition[],
): Promise<string> {
  for (const condition of conditions) {
    const column = await graph.column(type, condition.property);
    const reason = refusalOf(condition, column?.values ?? []);
    if (reason !== undefined) return reason;
  }
  return 'Nothing meets these conditions.';
}

/** Lists a type. */
export async function typeView(context: ExplorerContext): Promise<View> {
  const { graph, address } = context;
  const type = graph.typeNamed(address.subject);
  if (!type) return missingView('There is no such type in this graph.');
  const nodes = await filterNodes(graph, type, address.conditions);
  const properties = shownProperties(
    type,
    address.conditions.map(({ property }) => property),
  );
  for (const property of properties) await graph.column(type, property);
  const list = listPanel(context, {
    caption: type.many,
    items: nodes,
    noun: [type.one, `${type.one}s`],
    headings: ['Name', ...properties],
    cells: (node) => [
      nodeButton(context, node),
      ...properties.map((property) => cell(graph, node, property)),
    ],
    textOf: (node) => `${graph.name(node)}\n${graph.key(node)}`,
    empty: await emptyWords(graph, type, address.conditions),
  });
  return {
    title: type.many,
    lead: `${counted(nodes.length, 'thing')} of type ${type.name}`,
    scene: mapScene({ manifest: graph.manifest, hidden: context.hidden, lit: type.name }),
    body: [filterForm(context, type), list],
  };
}
