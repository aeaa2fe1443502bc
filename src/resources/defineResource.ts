/**
 * What a resource of Okta's is: where it is listed, what the graph says of it, what it takes to read it.
 * From one definition follow the steps, their metadata and authorization, the ingestion source, the
 * permission and its warnings, the OAuth scopes, the doctor's check, the forecast, the guide's tables, the
 * explorer's words and the rows of `docs/reliability.md`.
 *
 * The engine works in three moves, and a definition has a part for each:
 *
 * 1. It reads records: `list` names the path, or `of` an existing type whose records are at hand.
 * 2. It completes each record: `embedded` names calls whose answers are put into `_embedded`.
 * 3. It takes from each record an entity (`entity`), edges (`edges`) and further records (`children`),
 *    which are completed and taken apart in the same way.
 *
 * `docs/development.md` ("Adding a resource") shows where to begin.
 */
import type { typeboxClassSchemaMap } from '@jupiterone/data-model';
import type { RelationshipClass } from '@jupiterone/integration-sdk-core';
import type { Static } from '@sinclair/typebox';

import type { Shape } from '../graph/rawData';
import type { JsonObject, JsonValue } from '../json';
import type { QueryValue } from '../okta';
import type { OrgIdentity } from '../okta/org';
import type { Field, Fields } from './fields';
import type { Icon } from './icons';
import type { Item } from './item';

export type { Item } from './item';

/** What a customer may switch off. Several definitions can share one. */
export interface Source {
  /** Never changed: customers' settings refer to it. */
  readonly id: string;
  readonly title: string;
  /** What it brings and what it costs, in a sentence or two. */
  readonly description: string;
  /** JupiterOne leaves it off for new instances. */
  readonly defaultsToDisabled?: boolean;
}

/** Who may read it, and what is missing without. */
export interface Permission {
  /** Names it in code; the id of the definition unless given. Two endpoints with one id share a warning. */
  readonly id?: string;
  /** What is read, fit to start a sentence: "Network zones". */
  readonly title: string;
  /** OAuth scope of a service app. */
  readonly scope: string;
  /**
   * Tag of Okta's API reference, in lower case: the last part of the page's address. The whole address if the
   * page is not in the reference of the management API.
   */
  readonly reference: string;
  /** Administrator roles (`src/adminRoles.ts`); any one of them is enough. Default: Read-only Administrator. */
  readonly adminRoles?: readonly string[];
  /** What the graph lacks without it, as a sentence. */
  readonly withoutIt: string;
  /** Where neither role nor scope is the reason: licence, edition, settings. */
  readonly note?: string;
}

/** An error answer that says that the org has none of this. */
export interface NotAvailable {
  readonly status: number;
  /** Okta's error code; any, where it is left out. */
  readonly errorCode?: string;
}

type Query = Readonly<Record<string, QueryValue>>;

interface Call {
  /**
   * Path template. `{id}` stands for the record's own id; with several, the last one does, and those
   * before it for the ids of what the record belongs to: `/authorizationServers/{id}/policies/{id}/rules`.
   */
  readonly path: `/${string}`;
  /** Okta's greatest page size; left out where the list has no pages. */
  readonly limit?: number;
  /** Sizes to step down to where a page is too heavy for Okta. */
  readonly smallerLimits?: readonly number[];
  readonly query?: Query;
  /** Where the list stands in the body: `domains`. Left out where it is the body. */
  readonly bodyKey?: string;
  /** Asked after everything else in its rate-limit bucket. */
  readonly isLast?: boolean;
  /** In an org of the other engine nothing is asked: there it has none. */
  readonly engine?: 'idx' | 'v1';
  /**
   * Answers that mean "this org has none", besides those that mean it everywhere: 401 E0000015, and for
   * lists 405, 501 and 404 without an error code.
   */
  readonly notAvailable?: readonly NotAvailable[];
  /** The tag of its page in Okta's reference where the permission names another page. */
  readonly reference?: string;
}

/** Where the records are listed. */
export interface ListDefinition extends Call {
  /** Asked once with each of these, one after the other: policies by their type. */
  readonly queries?: readonly Query[] | ((org: Pick<OrgIdentity, 'pipeline'>) => readonly Query[]);
  /**
   * The answer to a query is read to its end before its records are taken apart: each of them then knows all
   * of them (`item.siblings`). For short lists only, as it is kept in memory.
   */
  readonly isWhole?: boolean;
}

/**
 * Something that belongs to a record and that Okta gives in a call of its own. The answer is put into the
 * record as `_embedded.<name>`, as Okta itself does with `expand`: what is there already is not asked for.
 * Where the org has none, it is an empty list, or null for an object; where it could not be read, nothing.
 */
export interface EmbeddedDefinition extends Call {
  /** The answer is one object; without it, a list. */
  readonly isObject?: boolean;
  /** For which records to ask; it sees what was embedded before. Default: all. */
  readonly when?: (record: JsonObject, item: Item) => boolean;
  /**
   * Whether what Okta embedded by itself is all there is, here or elsewhere in the record. Default: a list, or
   * an object.
   */
  readonly isKnown?: (value: JsonValue | undefined, record: JsonObject) => boolean;
  /** Of a long list: what of each item is kept in memory. Default: all of it. */
  readonly keep?: Shape;
  /** Asked after everything else in its rate-limit bucket. */
  readonly isLast?: boolean;
  /** Where it needs another right than the list. */
  readonly permission?: Permission;
  /** Where it can be switched off alone. */
  readonly source?: Source;
}

/** The id of the other end; as an object with what the edge says besides. */
export type End = string | ({ readonly id: string } & EdgeProperties);

type EdgeProperties = Readonly<Record<string, string | number | boolean | undefined>>;

interface EdgeBase {
  readonly class: keyof typeof RelationshipClass;
  /** `_type` of the edge. Default: `<type>_<class>_<other type without okta_>`. */
  readonly type?: string;
  /** If the record may become one of several types: those that have this edge. Default: all of them. */
  readonly ofTypes?: readonly string[];
  /**
   * The ids that the record names. An empty list is an answer; undefined is none, and so is an undefined
   * item: then the edges of earlier runs stay. An id that was not collected gives no edge.
   */
  readonly ends: (record: JsonObject, item: Item) => readonly (End | undefined)[] | undefined;
  /**
   * Whether the record may name what was deleted long ago, as an INVALID rule does. What else it names and no
   * list has is asked for, as the list may be incomplete.
   */
  readonly mayBeDeleted?: (record: JsonObject) => boolean;
  /** What the edges say, by name: the properties that `ends` may give. */
  readonly properties?: Readonly<Record<string, 'string' | 'number' | 'boolean'>>;
  /** The property that distinguishes two edges between the same ends: it goes into the key. */
  readonly keyedBy?: string;
  /** Default: one step for all edges of the resource with ends of the same kind. */
  readonly step?: StepName;
}

/**
 * Edges between the record and things that it names by id. `to` or `from` says which end is named: a rule
 * USES zones (`to`), and groups LIMIT a rule that names them as exempt (`from`).
 */
export type EdgeDefinition = EdgeBase &
  (
    | { readonly to: string | readonly string[]; readonly from?: never }
    | { readonly from: string | readonly string[]; readonly to?: never }
  );

/** A step that is not named after the definition. Steps with the same id are one step. */
export interface StepName {
  /** Never changed. */
  readonly id: string;
  readonly name: string;
}

type ClassSchemas = typeof typeboxClassSchemaMap;
/** A class of JupiterOne's data model. */
export type ClassName = keyof ClassSchemas;

type RequiredKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];
/** Given by the engine to every entity. */
type Given = '_key' | '_type' | '_class' | 'id' | 'name' | 'displayName';
/** What the class demands of a definition. */
type DemandedBy<C extends ClassName> = Exclude<RequiredKeys<Static<ClassSchemas[C]>>, Given> &
  string;

interface EntityOf<C extends ClassName> {
  /** `okta_network_zone`: what the API calls it, in the singular. Never changed. */
  readonly type: `okta_${string}`;
  /** The compiler demands in `fields` what the class demands. */
  readonly class: C;
  /** Second class, for what the first does not say: `NHI`. */
  readonly alsoClass?: readonly ClassName[];
  readonly description: string;
  /** In plain words: one of it, many of it. The second begins with a capital. */
  readonly words: readonly [one: string, many: string];
  readonly icon: Icon;
  /** Which records become this type. Default: all that no entity before it took. */
  readonly when?: (record: JsonObject, item: Pick<Item, 'id' | 'parent'>) => boolean;
  /**
   * The properties, each with its source. Besides them the engine gives `id`, `name`, `displayName`,
   * `status` in lower case, `active`, `isActive`, `createdOn`, `updatedOn`, `createdBy` and `updatedBy`; a
   * field of such a name takes its place.
   */
  readonly fields: Fields & Readonly<Record<DemandedBy<C>, Field>>;
  /**
   * Which parts of the record are kept as raw data: exactly these. `'cleaned'`, for older types only: all
   * but names that look like a secret's.
   */
  readonly raw: Shape | 'cleaned';
}

/** A type of the graph, made of one record each. */
export type EntityDefinition = { [C in ClassName]: EntityOf<C> }[ClassName];

/** The edge from what a record belongs to: account or parent HAS it. */
export interface BelongsTo {
  /** Default: `<parent type>_has_<type without okta_>`. */
  readonly type?: string;
  readonly properties?: Readonly<Record<string, 'string' | 'number' | 'boolean'>>;
  readonly values?: (record: JsonObject) => EdgeProperties;
}

/** What resources and their children have in common. */
interface Node {
  /** Names the folder and the steps; never changed. */
  readonly id: string;
  /** In plain words, for steps of what has no entity. */
  readonly title?: string;
  /** The types that its records become; several, if `when` distinguishes them. */
  readonly entity?: EntityDefinition | readonly EntityDefinition[];
  /** The record's id. Default: its `id`. */
  readonly idOf?: (record: JsonObject) => string | undefined;
  /** Another name by which others refer to the record. What several records are called refers to none. */
  readonly knownAs?: (record: JsonObject) => string | undefined;
  /** `_key` of the entity. Default: `<type>:<id>`. */
  readonly key?: (item: Omit<Item, 'key'>) => string;
  /** Default: an edge HAS from the account, or from the parent. `false`: none. */
  readonly belongsTo?: BelongsTo | false;
  /** By the name under which the answer stands in `_embedded`; asked in this order. */
  readonly embedded?: Readonly<Record<string, EmbeddedDefinition>>;
  readonly edges?: readonly EdgeDefinition[];
  readonly children?: readonly ChildDefinition[];
  /** Default: `fetch-<id>`. */
  readonly step?: StepName;
}

/** Records within a record: a policy's rules. Without an entity, edges start at what it belongs to. */
export interface ChildDefinition extends Node {
  /** Where they stand in the parent's record: `_embedded.rules`. */
  readonly at: string | ((parent: JsonObject) => readonly JsonValue[] | undefined);
}

/**
 * What other parts of the integration list, and a definition may work on. `administrators` are the users,
 * groups and service apps that hold a role, `serviceApps` the active service apps; both have the rows of their
 * roles in `_embedded.roles`, each with its targets in `_embedded.targets` where Okta gives these.
 */
export type Existing =
  'account' | 'users' | 'groups' | 'applications' | 'administrators' | 'serviceApps';

/** A resource. */
export interface ResourceDefinition extends Node {
  /** Where the records are listed. */
  readonly list?: ListDefinition;
  /** Instead: the records of an existing type. It makes no entity of them; children and edges it may. */
  readonly of?: Existing;
  /** With `of`: which of the records; default all. */
  readonly when?: (record: JsonObject) => boolean;
  /** With `of: 'account'`: what it adds to the account. */
  readonly accountFields?: Fields;
  /** With `of: 'applications'`: what it adds to each application. Only what its own record says. */
  readonly applicationFields?: Fields;
  /** What is needed to read the list. */
  readonly permission?: Permission;
  /** Left out where it cannot be switched off. */
  readonly source?: Source;
  /**
   * For types older than the engine, whose keys and properties customers know: the `_key` is the id alone,
   * and besides `fields` there are only `id`, `name` and `displayName`.
   */
  readonly isOlder?: boolean;
}

/** Returns the definition as it is: a place for the compiler to hold it against the rules. */
export function defineResource(definition: ResourceDefinition): ResourceDefinition {
  return definition;
}
