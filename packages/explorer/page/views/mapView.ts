/** The map: every type with its count, and how types are joined. */
import { outlineOf, type EntityType } from '../../model/graph';
import type { Manifest, PackedRelation } from '../../model/format';
import { placeMap } from '../../model/layout';
import { countText, counted } from '../../../cli/terminal/format';
import type { View } from '../context';
import { el } from '../dom';
import { icon } from '../icons';
import { hrefOf, viewLink } from '../links';
import { table } from '../table';
import type { Card, Line, Scene } from '../scene';

/** What the map needs to know: no chunk is unpacked for it. */
export interface MapContext {
  readonly manifest: Manifest;
  readonly hidden: ReadonlySet<string>;
}

function typeCard(type: EntityType): Card {
  return {
    id: type.name,
    label: `${type.many}\n${countText(type.count)}`,
    kind: type.kind,
    href: hrefOf({ view: 'type', subject: type.name }),
    isMapped: type.mapped,
  };
}

/** Relationships of an account to everything say nothing on a map; the account's card stands for them. */
function isTelling(relation: PackedRelation): boolean {
  return (
    !relation.name.startsWith('okta_account_has_') || relation.name === 'okta_account_has_service'
  );
}

function linesOf(relation: PackedRelation, types: readonly EntityType[]): readonly Line[] {
  return relation.links.flatMap(({ from, to, count }) => {
    const [source, target] = [types[from], types[to]];
    if (!source || !target) return [];
    return {
      id: `${relation.name}|${source.name}|${target.name}`,
      from: source.name,
      to: target.name,
      label: `${relation.relationClass.toLowerCase()} · ${countText(count)}`,
      href: hrefOf({ view: 'relation', subject: relation.name }),
      isMapped: relation.mapped,
    };
  });
}

/** The picture of the map. */
function mapScene({ manifest, hidden }: MapContext): Scene {
  const types = outlineOf(manifest).types.filter((type) => !hidden.has(type.name));
  const shown = new Set(types.map((type) => type.name));
  const lines = manifest.relations
    .filter(isTelling)
    .flatMap((relation) => linesOf(relation, outlineOf(manifest).types))
    .filter((line) => shown.has(line.from) && shown.has(line.to));
  return {
    cards: types.map((type) => typeCard(type)),
    lines,
    places: placeMap(types.map((type) => ({ id: type.name, kind: type.kind }))),
    empty: 'All types are hidden.',
  };
}

function typesTable(types: readonly EntityType[]): HTMLElement {
  const rows = types.map((type) => {
    const label = el('span', { class: 'thing' }, icon(type.kind), el('span', {}, type.many));
    const kind = type.mapped ? 'known from elsewhere' : 'collected';
    return [
      viewLink(label, { view: 'type', subject: type.name }),
      el('code', {}, type.name),
      type.classes.join(', '),
      kind,
      el('span', { class: 'number' }, countText(type.count)),
    ];
  });
  return table('Types of items', ['Type', '_type', '_class', 'Origin', 'Count'], rows);
}

function endsText(relation: PackedRelation, types: readonly EntityType[]): string {
  return relation.links
    .map(({ from, to }) => `${types[from]?.many ?? ''} → ${types[to]?.many ?? ''}`)
    .join(', ');
}

function relationsTable(manifest: Manifest, types: readonly EntityType[]): HTMLElement {
  const rows = manifest.relations.map((relation) => [
    viewLink(relation.name, { view: 'relation', subject: relation.name }),
    endsText(relation, types),
    relation.relationClass,
    el('span', { class: 'number' }, countText(relation.count)),
  ]);
  return table('Types of relationships', ['Relationship', 'From and to', 'Class', 'Count'], rows);
}

/** Draws the map. */
export function mapView(context: MapContext): View {
  const { manifest } = context;
  const { types } = outlineOf(manifest);
  const items = types.reduce((sum, type) => sum + type.count, 0);
  const relationships = manifest.relations.reduce((sum, relation) => sum + relation.count, 0);
  return {
    title: 'Map of types',
    lead: `${counted(items, 'item')} of ${counted(types.length, 'type')}, ${counted(relationships, 'relationship')}`,
    scene: mapScene(context),
    body: [typesTable(types), relationsTable(manifest, types)],
  };
}
