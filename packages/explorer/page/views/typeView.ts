/** All things of one type, filtered by their properties. */
import type { EntityType, Graph } from '../../model/graph';
import { filterNodes, refusalOf, type Condition } from '../../model/filter';
import { derivedOf, MEMBERS, REACHERS } from '../../model/derived';
import { currentNames } from '../../model/twins';
import type { SortValue } from '../../model/sorting';
import { counted } from '../../../cli/terminal/format';
import { isTime, valueText } from '../../model/values';
import type { ExplorerContext, View } from '../context';
import { el, shortened, type Child } from '../dom';
import { filterForm } from '../filterForm';
import type { ListColumn } from '../listOrder';
import { listPanel } from '../listPanel';
import { nameColumn } from '../nameColumn';
import { missingView } from './missingView';

/** Properties that say most about an item, in order of preference; the first few that a type has are shown. */
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
const COUNTS: ReadonlySet<string> = new Set([MEMBERS, REACHERS]);

/** The properties that a list of a type shows by default: those of the filter, what the page counts, the telling ones. */
function defaultProperties(
  graph: Graph,
  type: EntityType,
  filtered: readonly string[],
): ReadonlySet<string> {
  const names = graph.propertiesOf(type);
  const computed = derivedOf(type.kind).map(({ name }) => name);
  const telling = TELLING.filter((name) => names.includes(name)).slice(0, MOST_COLUMNS);
  const counts = computed.filter((name) => COUNTS.has(name));
  return new Set([...filtered.filter((name) => names.includes(name)), ...counts, ...telling]);
}

function cellOf(graph: Graph, node: number, property: string): Child {
  const value = graph.value(node, property);
  const isDay = typeof value === 'number' && isTime(property, value);
  const text = shortened(valueText(property, value), 80);
  return el('bdi', { class: isDay ? 'day' : typeof value === 'number' && 'number' }, text);
}

function orderOf(graph: Graph, node: number, property: string): SortValue {
  const value = graph.value(node, property);
  return typeof value === 'number' ? value : valueText(property, value);
}

/** A column for every property of a type; those that are not shown by default can be chosen. */
function propertyColumns(
  { graph }: ExplorerContext,
  type: EntityType,
  shown: ReadonlySet<string>,
): readonly ListColumn<number>[] {
  const others = currentNames(graph.propertiesOf(type)).filter((name) => !shown.has(name));
  return [...shown, ...others.toSorted((a, b) => a.localeCompare(b))].map((property) => ({
    id: property,
    heading: property,
    cell: (node) => cellOf(graph, node, property),
    text: (node) => valueText(property, graph.value(node, property)),
    order: (node) => orderOf(graph, node, property),
    load: () => graph.column(type, property),
    isExtra: !shown.has(property),
  }));
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
  const filtered = address.conditions.map(({ property }) => property);
  const shown = defaultProperties(graph, type, filtered);
  const list = await listPanel(context, {
    caption: type.many,
    items: nodes,
    noun: [type.one, `${type.one}s`],
    columns: [nameColumn(context), ...propertyColumns(context, type, shown)],
    textOf: (node) => `${graph.name(node)}\n${graph.key(node)}`,
    empty: await emptyWords(graph, type, address.conditions),
  });
  return {
    title: type.many,
    lead: `${counted(nodes.length, 'item')} of type ${type.name}`,
    body: [filterForm(context, type), list],
  };
}
