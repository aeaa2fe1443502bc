/**
 * The graph in BloodHound's OpenGraph JSON: nodes with kinds, and edges in the direction in which access flows, so that
 * BloodHound finds paths from a user to what the user reaches.
 * Source: SpecterOps, "OpenGraph schema": at most three kinds to a node, properties that are primitives or lists of
 * one kind of primitives, names of kinds from letters, digits and underscores.
 */
import { isJsonArray, record, text, type JsonValue } from '../../../src/json';
import { visibleLines } from '../../../src/visible';
import type { GraphDatabase } from '../ask/graphDatabase';
import { quoteText } from '../ask/sqlText';

/** Which entities become nodes, and of which kinds. */
const NODES: Readonly<Record<string, readonly string[]>> = {
  okta_user: ['Okta_User'],
  okta_user_group: ['Okta_Group'],
  okta_app_user_group: ['Okta_Group', 'Okta_AppGroup'],
  okta_rule: ['Okta_GroupRule'],
  okta_application: ['Okta_Application'],
  okta_role: ['Okta_Role'],
  okta_device: ['Okta_Device'],
};

interface EdgeKind {
  readonly kind: string;
  /** Whether access flows from the relationship's target to its source. */
  readonly isReversed?: boolean;
}

const EDGES: Readonly<Record<string, EdgeKind>> = {
  okta_group_has_user: { kind: 'Okta_MemberOf', isReversed: true },
  okta_app_user_group_has_user: { kind: 'Okta_MemberOf', isReversed: true },
  okta_rule_manages_user_group: { kind: 'Okta_AddsMembersTo' },
  okta_user_assigned_application: { kind: 'Okta_AssignedTo' },
  okta_group_assigned_application: { kind: 'Okta_AssignedTo' },
  okta_user_assigned_role: { kind: 'Okta_HasRole' },
  okta_user_group_assigned_role: { kind: 'Okta_HasRole' },
  okta_user_has_device: { kind: 'Okta_UsesDevice' },
  okta_user_assigned_aws_iam_role: { kind: 'Okta_CanAssume' },
  okta_user_group_assigned_aws_iam_role: { kind: 'Okta_CanAssume' },
};

const AWS_ROLE = ['AWS_IAMRole'];

function isPrimitive(value: JsonValue): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isAllowed(value: JsonValue | undefined): value is JsonValue {
  if (value === undefined || value === null) return false;
  if (!isJsonArray(value)) return isPrimitive(value);
  const kinds = new Set(value.map((item) => typeof item));
  return value.every(isPrimitive) && kinds.size === 1;
}

/** The properties that BloodHound takes; their names in lower case, as it wants them. */
function propertiesOf(json: JsonValue): Record<string, JsonValue> {
  const properties: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(record(json))) {
    const key = name.toLowerCase();
    if (name.startsWith('_') || key in properties || !isAllowed(value)) continue;
    properties[key] = value;
  }
  return properties;
}

/** One JSON text to a line: what names hold does no harm on a screen. */
function line(value: object): string {
  return visibleLines(JSON.stringify(value));
}

function nodeOf([key, json]: readonly JsonValue[], kinds: readonly string[]): string {
  const id = text(key) ?? '';
  const properties = propertiesOf(json ?? null);
  const name = properties['displayname'] ?? id;
  return line({ id, kinds, properties: { ...properties, name, objectid: id } });
}

function edgeOf([from, to, json]: readonly JsonValue[], { kind, isReversed }: EdgeKind): string {
  const [start, end] = isReversed === true ? [to, from] : [from, to];
  const place = (value: JsonValue | undefined): object => ({
    value: text(value) ?? '',
    match_by: 'id',
  });
  const { scope, via, status } = propertiesOf(json ?? null);
  const properties = { scope, via, status };
  return line({ kind, start: place(start), end: place(end), properties });
}

/** The pieces of the document, which may be too long for one text. */
export async function openGraph(database: GraphDatabase): Promise<readonly string[]> {
  const nodes: string[] = [];
  for (const [type, kinds] of Object.entries(NODES)) {
    const { rows } = await database.query(
      `SELECT _key, json FROM entities WHERE _type = ${quoteText(type)} ORDER BY _key`,
    );
    for (const row of rows) nodes.push(nodeOf(row, kinds));
  }
  const roles = await database.query(
    'SELECT _key, to_json(aws_iam_role) FROM aws_iam_role ORDER BY _key',
  );
  for (const row of roles.rows) nodes.push(nodeOf(row, AWS_ROLE));
  const edges: string[] = [];
  for (const [type, kind] of Object.entries(EDGES)) {
    const { rows } = await database.query(
      `SELECT _fromEntityKey, _toEntityKey, json FROM relationships
       WHERE _type = ${quoteText(type)} ORDER BY _key`,
    );
    for (const row of rows) edges.push(edgeOf(row, kind));
  }
  return [
    '{"metadata":{"source_kind":"Okta"},"graph":{"nodes":[\n',
    ...separated(nodes),
    '],"edges":[\n',
    ...separated(edges),
    ']}}\n',
  ];
}

function separated(lines: readonly string[]): readonly string[] {
  return lines.map((each, i) => (i === lines.length - 1 ? `${each}\n` : `${each},\n`));
}
