/** What follows from a definition for the SDK: types, relationships and steps, as they are declared. */
import { typeboxClassSchemaMap } from '@jupiterone/data-model';
import {
  RelationshipClass,
  type StepEntityMetadata,
  type StepRelationshipMetadata,
} from '@jupiterone/integration-sdk-core';
import { Type, type TSchema } from '@sinclair/typebox';

import { classRules } from '../../graph/classRules';
import { createMultiClassEntityMetadata } from '../../graph/metadata';
import type {
  ChildDefinition,
  EdgeDefinition,
  EntityDefinition,
  Existing,
  ResourceDefinition,
  StepName,
} from '../defineResource';
import type { Fields } from '../fields';
import { withCommonFields } from './common';

/** A type of the graph with its declaration. */
export interface DeclaredEntity {
  readonly definition: EntityDefinition;
  /** Every property that the engine reads: the definition's, and those of all types. */
  readonly fields: Fields;
  readonly metadata: StepEntityMetadata;
}

/** An edge with its declarations: one for each pair of types. */
export interface DeclaredEdge {
  readonly definition: EdgeDefinition;
  /** The types of the end that the record names. */
  readonly otherTypes: readonly string[];
  readonly metadata: readonly StepRelationshipMetadata[];
  readonly step: StepName;
}

/** A resource or one of its children, at any depth. */
export interface DeclaredNode {
  readonly definition: ResourceDefinition | ChildDefinition;
  readonly resource: ResourceDefinition;
  readonly parent: DeclaredNode | undefined;
  /** Where its records stand within the parent's. */
  readonly place: ChildDefinition['at'] | undefined;
  readonly title: string;
  readonly entities: readonly DeclaredEntity[];
  /** The types at which its edges start or end: its own, or those of what it belongs to. */
  readonly types: readonly string[];
  readonly belongsTo: readonly StepRelationshipMetadata[];
  readonly edges: readonly DeclaredEdge[];
  readonly children: readonly DeclaredNode[];
  readonly step: StepName;
}

/** A resource with all that belongs to it. */
export interface Resource {
  readonly definition: ResourceDefinition;
  readonly root: DeclaredNode;
  /** The root and all below it, parents first. */
  readonly nodes: readonly DeclaredNode[];
}

export const ACCOUNT_TYPE = 'okta_account';

/** The types of what other parts of the integration collect, and edges may lead to. */
export const EXISTING_TYPES = {
  account: [ACCOUNT_TYPE],
  users: ['okta_user'],
  groups: ['okta_user_group', 'okta_app_user_group'],
  applications: ['okta_application'],
  roles: ['okta_role'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The types of records that definitions may work on. */
export const TYPES_OF_RECORDS: Readonly<Record<Existing, readonly string[]>> = {
  ...EXISTING_TYPES,
  administrators: [
    ...EXISTING_TYPES.users,
    ...EXISTING_TYPES.groups,
    ...EXISTING_TYPES.applications,
  ],
  serviceApps: EXISTING_TYPES.applications,
};

/** Works out a definition. */
export function declare(definition: ResourceDefinition): Resource {
  const root = declareNode(definition, definition, undefined);
  return { definition, root, nodes: withChildren(root) };
}

function withChildren(node: DeclaredNode): DeclaredNode[] {
  return [node, ...node.children.flatMap(withChildren)];
}

function declareNode(
  definition: ResourceDefinition | ChildDefinition,
  resource: ResourceDefinition,
  parent: DeclaredNode | undefined,
): DeclaredNode {
  const entities = listOf(definition.entity).map((entity) =>
    declareEntity(entity, resource.isOlder === true),
  );
  const types = entities.length > 0 ? entities.map(typeOf) : typesWithoutEntity(definition, parent);
  const title = titleOf(definition, entities);
  const place = 'at' in definition ? definition.at : undefined;
  const node = { definition, resource, parent, place, title, entities, types };
  const whole: Omit<DeclaredNode, 'children'> = {
    ...node,
    belongsTo: belongsTo(node),
    edges: (definition.edges ?? []).map((edge) => declareEdge(edge, node)),
    step: definition.step ?? { id: `fetch-${definition.id}`, name: `Fetch ${inTitleCase(title)}` },
  };
  // Children look at their parent's types only, so they may be declared from what is known so far.
  const asParent = { ...whole, children: [] };
  const children = (definition.children ?? []).map((child) =>
    declareNode(child, resource, asParent),
  );
  return { ...whole, children };
}

/** What one type is called; of several, what they are called together. */
function titleOf(
  definition: ResourceDefinition | ChildDefinition,
  [only, ...others]: readonly DeclaredEntity[],
): string {
  const own = others.length === 0 ? only?.definition.words[1] : undefined;
  const together = 'permission' in definition ? definition.permission?.title : undefined;
  return definition.title ?? own ?? together ?? definition.id;
}

function typesWithoutEntity(
  definition: ResourceDefinition | ChildDefinition,
  parent: DeclaredNode | undefined,
): readonly string[] {
  if (parent !== undefined) return parent.types;
  return 'of' in definition && definition.of !== undefined ? TYPES_OF_RECORDS[definition.of] : [];
}

function declareEntity(definition: EntityDefinition, isOlder: boolean): DeclaredEntity {
  const classes = [definition.class, ...(definition.alsoClass ?? [])];
  const fields = isOlder ? definition.fields : withCommonFields(definition.fields);
  const demanded = new Set(classRules(classes).required);
  // What the class requires may be null, which a schema of ours would refuse.
  const schemas = Object.entries(fields).flatMap(([name, { schema }]): [string, TSchema][] =>
    schema === undefined || demanded.has(name) ? [] : [[name, Type.Optional(schema)]],
  );
  const [first, ...rest] = classes.map((name) => typeboxClassSchemaMap[name]);
  if (first === undefined) throw new Error(`${definition.type} has no class`);
  const [metadata] = createMultiClassEntityMetadata({
    resourceName: `Okta ${inTitleCase(definition.words[0])}`,
    _class: [first, ...rest],
    _type: definition.type,
    description: definition.description,
    schema: Type.Object(Object.fromEntries(schemas)),
  });
  return { definition, fields, metadata };
}

type Undeclared = Pick<DeclaredNode, 'definition' | 'parent' | 'entities' | 'types' | 'title'>;

function belongsTo({ definition, parent, entities }: Undeclared): StepRelationshipMetadata[] {
  const belonging = definition.belongsTo ?? {};
  if (belonging === false) return [];
  const sources = parent?.types ?? [ACCOUNT_TYPE];
  return sources.flatMap((sourceType) =>
    entities.map((entity) => ({
      _type: belonging.type ?? nameOf(sourceType, 'HAS', typeOf(entity)),
      sourceType,
      _class: RelationshipClass.HAS,
      targetType: typeOf(entity),
    })),
  );
}

function declareEdge(edge: EdgeDefinition, node: Undeclared): DeclaredEdge {
  const otherTypes = [edge.to ?? edge.from].flat();
  const types = edge.ofTypes ?? node.types;
  const metadata = types.flatMap((own) =>
    otherTypes.map((other) => {
      const [sourceType, targetType] = edge.to === undefined ? [other, own] : [own, other];
      return {
        _type: edge.type ?? nameOf(sourceType, edge.class, targetType),
        sourceType,
        _class: RelationshipClass[edge.class],
        targetType,
      };
    }),
  );
  return { definition: edge, otherTypes, metadata, step: edge.step ?? stepOf(node, otherTypes) };
}

/** Edges to ends of the same kind can be lost together, as it is the same lists that they rest on. */
function stepOf({ definition, title }: Undeclared, [type = '']: readonly string[]): StepName {
  const other = withoutVendor(type).replace(/^app_user_group$/, 'user_group');
  return {
    id: `build-${definition.id}-${other.replaceAll('_', '-')}-relationships`,
    name: `Build ${inTitleCase(title)} to ${inTitleCase(other.replaceAll('_', ' '))}`,
  };
}

function nameOf(sourceType: string, name: EdgeDefinition['class'], targetType: string): string {
  return `${sourceType}_${name.toLowerCase()}_${withoutVendor(targetType)}`;
}

function withoutVendor(type: string): string {
  return type.replace(/^okta_/, '');
}

function typeOf({ definition }: DeclaredEntity): string {
  return definition.type;
}

/** `network zones` as `Network Zones`; words that have capitals keep them. */
function inTitleCase(words: string): string {
  return words.replace(/(?<![^\s-])[a-z]/g, (letter) => letter.toUpperCase());
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
