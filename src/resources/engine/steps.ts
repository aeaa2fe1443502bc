/** The steps of all resources: what can be lost together is one step. */
import type { StepRelationshipMetadata } from '@jupiterone/integration-sdk-core';

import { relate, type RelationshipProperties } from '../../graph/relate';
import { isFatal } from '../../okta';
import { authorizationFor } from '../../permissions';
import { accountKey } from '../../steps/account/model';
import { asError, whole, type Losses } from '../../run/losses';
import { defineStep, type OktaStep, type StepTools } from '../../run/step';
import type { End } from '../defineResource';
import type { Item } from '../item';
import type { Ends } from './catalog';
import { converterOf } from './convert';
import {
  ACCOUNT_TYPE,
  TYPES_OF_RECORDS,
  type DeclaredEdge,
  type DeclaredNode,
  type Resource,
} from './declare';
import { endpointsOf, endpointsOfTypes } from './endpoints';
import { isMissing, type Known, type Missing, type Ref } from './reader';
import type { NamedEnds } from './takeApart';
import { warnOfUnsaid } from './unsaid';

/** One part of a step: the edges of one declaration or, without any, the entities of a node. */
interface Part {
  readonly resource: Resource;
  readonly node: DeclaredNode;
  readonly edge?: DeclaredEdge;
}

interface Group {
  readonly id: string;
  readonly name: string;
  readonly source: string | undefined;
  readonly parts: Part[];
}

/** The steps in the order of the resources; parts that name the same step are one. */
export function resourceSteps(resources: readonly Resource[]): OktaStep[] {
  const groups = new Map<string, Group>();
  const add = ({ id, name }: DeclaredNode['step'], part: Part): void => {
    const source = part.resource.definition.source?.id;
    const group = groups.get(id) ?? { id, name, source, parts: [] };
    groups.set(id, group);
    group.parts.push(part);
  };
  for (const resource of resources) {
    for (const node of resource.nodes) {
      if (node.entities.length > 0) add(node.step, { resource, node });
      for (const edge of node.edges) add(edge.step, { resource, node, edge });
    }
  }
  return [...groups.values()].map((group) => stepOf(group, resources));
}

function stepOf({ id, name, source, parts }: Group, resources: readonly Resource[]): OktaStep {
  const asked = parts.flatMap(({ node, edge }) => [
    ...endpointsOf(node),
    ...(edge === undefined ? [] : endpointsOfTypes(edge.otherTypes, resources)),
  ]);
  const [main, ...others] = new Set(asked);
  return defineStep({
    id,
    name,
    ...(source !== undefined && { ingestionSourceId: source }),
    entities: parts.flatMap(({ node, edge }) =>
      edge === undefined ? node.entities.map(({ metadata }) => metadata) : [],
    ),
    relationships: distinct(
      parts.flatMap(({ node, edge }) => (edge ?? { metadata: node.belongsTo }).metadata),
    ),
    ...(main !== undefined && { authorization: authorizationFor(main, ...others) }),
    // What the records belong to: a list that lacks some of these lacks their records, too.
    restsOn: parts.flatMap(({ resource: { definition } }) =>
      definition.of === undefined ? [] : TYPES_OF_RECORDS[definition.of],
    ),
    handler: (tools) => emitAll(tools, parts),
  });
}

/** Several edges of one type may connect the same types, each read from another place. */
function distinct(edges: readonly StepRelationshipMetadata[]): StepRelationshipMetadata[] {
  const nameOf = ({ _type, sourceType, targetType }: StepRelationshipMetadata): string =>
    `${_type} ${sourceType} ${targetType}`;
  return [...new Map(edges.map((edge) => [nameOf(edge), edge])).values()];
}

/** All parts work to their end: what one could not read keeps nothing of the others back. */
async function emitAll(tools: StepTools, parts: readonly Part[]): Promise<void> {
  const failures: Error[] = [];
  const ended = await Promise.all(
    parts.map((part) =>
      emitPart(tools, part).catch((error: unknown) => {
        failures.push(asError(error));
        return false;
      }),
    ),
  );
  const [first] = failures;
  if (first !== undefined) throw failures.find(isFatal) ?? first;
  if (ended.every((hasNone) => hasNone)) tools.emit.confirmNone();
}

/** Resolves with whether Okta has said that the org has none of it. */
async function emitPart(tools: StepTools, { resource, node, edge }: Part): Promise<boolean> {
  if (edge === undefined) await emitEntities(tools, resource, node);
  else await emitEdges(tools, resource, node, edge);
  return tools.run.resources.reader(resource).saidNone;
}

/** Fetch Entities, or Fetch Child Entities. */
async function emitEntities(
  tools: StepTools,
  resource: Resource,
  node: DeclaredNode,
): Promise<void> {
  const { run, emit, losses, progress } = tools;
  const makers = new Map(node.entities.map((one) => [one.metadata._type, converterOf(one)]));
  const lost = losses(node.title);
  let done = 0;
  for await (const found of run.resources.reader(resource).found(node)) {
    if (isMissing(found)) {
      await addMissing(lost, found);
      continue;
    }
    const { item, unsaid } = found;
    lost.pass();
    warnOfUnsaid(tools, node, unsaid);
    const make = makers.get(item.type);
    const isInGraph = make !== undefined && (await emit.entity(item.id, () => make(item)));
    if (isInGraph) await emitBelonging(tools, node, item);
    progress((done += 1));
  }
}

/** Gone, if Okta says that it was deleted meanwhile; else it is lost. */
async function addMissing(lost: Losses, { parentId, failure }: Missing): Promise<void> {
  await lost.keep(parentId, () => Promise.resolve({ value: undefined, failure }));
}

async function emitBelonging(
  { run, emit }: StepTools,
  { belongsTo, definition }: DeclaredNode,
  item: Item,
): Promise<void> {
  const from = item.parent ?? { key: accountKey(run.org), type: ACCOUNT_TYPE };
  const declaration = belongsTo.find(
    ({ sourceType, targetType }) => sourceType === from.type && targetType === item.type,
  );
  if (declaration === undefined || definition.belongsTo === false) return;
  const properties = definition.belongsTo?.values?.(item.record);
  await emit.relationship(relate(declaration, from.key, item.key, properties));
}

/** Fetch Relationships. Edges wait until every end is known, so that none is emitted without both. */
async function emitEdges(
  { run, emit, losses }: StepTools,
  resource: Resource,
  node: DeclaredNode,
  edge: DeclaredEdge,
): Promise<void> {
  const ends = await run.resources.ends(edge.otherTypes);
  if (ends === undefined) return;
  const position = node.edges.indexOf(edge);
  // Records that are missing are reported once in a step: if it makes entities of them.
  const isTold = node.entities.length > 0 && edge.step.id === node.step.id;
  const lost = losses(`${node.title} (edges to ${edge.otherTypes.join(', ')})`);
  for await (const ref of run.resources.reader(resource).refs(node)) {
    if (isMissing(ref)) {
      if (!isTold) await addMissing(lost, ref);
      continue;
    }
    const named = ref.named[position];
    if (named === undefined) continue;
    const { failure } = named;
    await lost.keep(ref.id, () => Promise.resolve({ value: undefined, failure }));
    for (const end of named.ends) {
      for (const other of await otherEnds(ends, end, named)) {
        const relationship = other && relationshipOf(edge, ref, end, other);
        if (relationship === undefined) emit.leaveOut();
        else await emit.relationship(relationship);
      }
    }
  }
  whole({ value: undefined, failure: ends.failure });
}

/** One for an id, undefined where it was not collected; any number for a name. */
async function otherEnds(
  ends: Ends,
  end: End,
  { mayBeDeleted }: NamedEnds,
): Promise<readonly (Known | undefined)[]> {
  const id = typeof end === 'string' ? end : end.id;
  const several = ends.allOf?.(id);
  if (several !== undefined) return several;
  return [ends.find(id) ?? (mayBeDeleted ? undefined : await ends.named?.(id))];
}

/** What the edge says besides the id of its end. */
function propertiesOf(end: Exclude<End, string>): RelationshipProperties {
  return Object.fromEntries(Object.entries(end).filter(([name]) => name !== 'id'));
}

/** Undefined if no edge of the definition has an end of this type. */
function relationshipOf({ definition, metadata }: DeclaredEdge, ref: Ref, end: End, other: Known) {
  const said = typeof end === 'string' ? {} : propertiesOf(end);
  const [from, to] = definition.to === undefined ? [other, ref] : [ref, other];
  const declaration = metadata.find(
    ({ sourceType, targetType }) => sourceType === from.type && targetType === to.type,
  );
  if (declaration === undefined) return undefined;
  const { class: name, keyedBy } = definition;
  const part = keyedBy === undefined ? undefined : said[keyedBy];
  const _key =
    part === undefined ? {} : { _key: `${from.key}|${name.toLowerCase()}|${to.key}|${part}` };
  return relate(declaration, from.key, to.key, { ...said, ..._key });
}
