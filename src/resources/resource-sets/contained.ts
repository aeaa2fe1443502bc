/**
 * What one resource of a resource set stands for. Okta names resources by ORN, or by the address of its API:
 * https://developer.okta.com/docs/concepts/role-assignment/#supported-resources (2026-08). Pure.
 */
import { isJsonArray, record, text, texts, type JsonObject, type JsonValue } from '../../json';
import { oktaId } from '../../run/wire';

/** A whole collection (`users`), one object (`groups`, `00g1`), or all instances of an application (`apps`, `slack`). */
export interface Contained {
  /** In the words of Okta's API: users, groups, apps, idps, authorizationServers, policies, …. */
  readonly collection: string;
  /** Undefined for the whole collection. */
  readonly id?: string;
  /** The members of the group rather than the group. */
  readonly isMembers: boolean;
}

/** The words of ORNs that differ from those of the API. */
const IN_THE_API: Readonly<Record<string, string>> = {
  authorization_servers: 'authorizationServers',
  identity_providers: 'idps',
};

const CONTAINED_RESOURCES = 'contained_resources';

/** Undefined where Okta says neither ORN nor address. */
export function containedIn(resource: JsonObject): Contained | undefined {
  const orn = text(resource.orn);
  if (orn !== undefined) return byOrn(orn);
  return byAddress(text(record(record(resource._links).self).href) ?? '');
}

/** `orn:okta:directory:00o1:groups:00g1:contained_resources`; undefined for what is no ORN. */
export function byOrn(orn: string): Contained | undefined {
  const [scheme, , service, , type, ...rest] = orn.split(':');
  if (scheme !== 'orn' || service === undefined || type === undefined || type === '')
    return undefined;
  // `orn:okta:iam:00o1:contained_resources`: all there is of a service.
  if (type === CONTAINED_RESOURCES) return { collection: service, isMembers: false };
  const isMembers = rest.at(-1) === CONTAINED_RESOURCES;
  const path = isMembers ? rest.slice(0, -1) : rest;
  return of(IN_THE_API[type] ?? type, path.at(-1), isMembers);
}

/** `https://acme.okta.com/api/v1/groups/00g1/users`. */
function byAddress(href: string): Contained | undefined {
  if (!URL.canParse(href)) return undefined;
  const { pathname, searchParams } = new URL(href);
  const [, collection, id, part] =
    /^\/api\/v1\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?\/?$/.exec(pathname) ?? [];
  if (collection === undefined) return undefined;
  const [, name] = /^name eq "([^"]+)"$/.exec(searchParams.get('filter') ?? '') ?? [];
  return of(collection, id ?? name, collection === 'groups' && part === 'users');
}

function of(collection: string, id: string | undefined, isMembers: boolean): Contained | undefined {
  if (id === undefined) return { collection, isMembers };
  const usable = oktaId(id);
  return usable === undefined ? undefined : { collection, id: usable, isMembers };
}

/** What the set contains; undefined where its resources could not be read. */
export function containedInSet(set: JsonObject): readonly Contained[] | undefined {
  return resourcesOf(set)?.flatMap((resource) => containedIn(resource) ?? []);
}

/** The resources of a set; undefined where they could not be read. */
export function resourcesOf(set: JsonObject): readonly JsonObject[] | undefined {
  const { resources } = record(set._embedded);
  return isJsonArray(resources) ? resources.map(record) : undefined;
}

/** Whether all users, groups or applications are in the set, but for what its conditions exclude. */
export function covers(set: JsonObject, collection: string): boolean | undefined {
  return containedInSet(set)?.some((one) => one.collection === collection && one.id === undefined);
}

/** The collections that have a property of their own. */
const NAMED: ReadonlySet<string> = new Set(['users', 'groups', 'apps']);

/** The other whole collections in the set. */
export function otherCollections(set: JsonObject): readonly string[] | undefined {
  const whole = containedInSet(set)?.filter(
    ({ id, collection }) => id === undefined && !NAMED.has(collection),
  );
  return whole && [...new Set(whole.map(({ collection }) => collection))];
}

/** The ORNs that conditions exclude. */
export function excludedOrns(set: JsonObject): JsonValue | undefined {
  return resourcesOf(set)?.flatMap(({ conditions }) => {
    const orns = record(record(conditions).Exclude)['okta:ORN'];
    return isJsonArray(orns) ? texts(orns) : [];
  });
}
