/** The guide's table of calls: what is written by hand is here, what is defined follows from its definition. */
import { bucketOf } from '../../../src/okta';
import { inSentence, RESOURCES, type DeclaredNode, type Resource } from '../../../src/resources';

export interface CallRow {
  readonly endpoint: string;
  /** ⌈x⌉ is x rounded up. */
  readonly howMany: string;
  /** Id of the source that asks; several, where any of them does. */
  readonly sources: readonly string[];
}

const row = (endpoint: string, howMany: string, ...sources: readonly string[]): CallRow => ({
  endpoint,
  howMany,
  sources,
});

const BY_HAND: readonly CallRow[] = [
  row(
    '/api/v1/users',
    '⌈users that are not deprovisioned ÷ 200⌉ + ⌈deprovisioned users ÷ 200⌉; from 10,000 users on up to 21 more; 1 to check the credential and 1 for users whose status has just changed',
  ),
  row('/api/v1/users/{id}', '1 for each user named elsewhere whom no list has, up to 200'),
  row('/api/v1/groups/{id}', '1 for each group named elsewhere that no list has, up to 200'),
  row('/api/v1/apps/{id}', '1 for each application named elsewhere that no list has, up to 200'),
  row(
    '/api/v1/users/{id}/factors',
    '1 per user that is not deprovisioned, and a few again if many answers in a row are empty; by changes: 1 per user with factor events',
    'devices',
  ),
  row(
    '/api/v1/users/{id}/roles',
    '1 per user with an administrator role; 1 per user if Okta does not permit listing them',
    'roles',
  ),
  row(
    '/api/v1/groups',
    '⌈groups ÷ 200⌉, without the source only for group mapping of AWS; and 1 for the number of users, from 10,000 users on 2',
    'groups',
  ),
  row(
    '/api/v1/groups/{id}/users',
    '⌈members ÷ 1,000⌉ per group with members; none for Everyone; 1 for an empty group of which Okta gives no statistics',
    'groups',
  ),
  row(
    '/api/v1/groups/{id}/roles',
    '1 per group with an administrator role, or of which Okta gives no statistics',
    'roles',
  ),
  row(
    '/api/v1/groups/{id}/apps',
    'none, or ⌈applications ÷ 200⌉ per group with applications: see below',
    'applications',
  ),
  row('/api/v1/apps', '⌈applications ÷ 200⌉', 'applications'),
  row('/api/v1/apps/{id}/users', '⌈assigned users ÷ 500⌉ per application', 'applications'),
  row(
    '/api/v1/apps/{id}/groups',
    '⌈assigned groups ÷ 200⌉ per application, or per application whose assignments can carry roles: see below',
    'applications',
  ),
  row(
    '/api/v1/meta/schemas/apps/{id}/default',
    '1 per active AWS Account Federation application with SAML and without group mapping, or 1 per application: see below',
    'applications',
  ),
  row(
    '/api/v1/logs',
    '⌈events of new applications in 90 days ÷ 1,000⌉; by changes: ⌈factor events ÷ 1,000⌉ besides',
    'applications',
    'devices',
  ),
  row('/oauth2/v1/clients/{id}/roles', '1 per active service app', 'admin-scopes'),
  row('/api/v1/iam/assignees/users', '⌈users with an administrator role ÷ 100⌉', 'roles'),
  row('/api/v1/iam/roles', '⌈custom roles ÷ 100⌉', 'roles'),
  row('/api/v1/iam/roles/{id}/permissions', '1 per custom role', 'roles'),
  row('/api/v1/org', '1'),
];

/** What records of existing types are called. */
const OF = {
  account: undefined,
  users: 'user',
  groups: 'group',
  applications: 'application',
  administrators: 'administrator',
  serviceApps: 'service app',
};

/** Every endpoint that a run asks. */
export const CALL_ROWS: readonly CallRow[] = [
  ...BY_HAND,
  ...RESOURCES.flatMap((resource) => [...listRow(resource), ...resource.nodes.flatMap(partRows)]),
];

function listRow({ definition: { list, source }, root }: Resource): CallRow[] {
  if (list === undefined) return [];
  const pages = list.limit === undefined ? '1' : `⌈${inSentence(root.title)} ÷ ${list.limit}⌉`;
  const each = list.queries === undefined ? pages : `${pages} for each kind that Okta lists apart`;
  return [row(list.path, `${each}${elsewhere(list)}`, ...(source ? [source.id] : []))];
}

function partRows({ definition, resource, entities }: DeclaredNode): CallRow[] {
  // Of several types the last one is for all that no other takes: its name is the most general.
  const owner = entities.at(-1)?.definition.words[0] ?? OF[resource.of ?? 'account'];
  return Object.values(definition.embedded ?? {}).map((call) => {
    const source = call.source ?? resource.source;
    const usual = owner === undefined ? '1' : `1 per ${owner}`;
    const howMany =
      call.isKnown !== undefined
        ? `none; ${usual} that Okta lists without it`
        : call.when !== undefined || resource.when !== undefined
          ? `${usual} that can have it`
          : usual;
    return row(call.path, `${howMany}${elsewhere(call)}`, ...(source ? [source.id] : []));
  });
}

function elsewhere({ engine }: { readonly engine?: 'idx' | 'v1' }): string {
  if (engine === undefined) return '';
  return `; none on ${engine === 'idx' ? 'Classic Engine' : 'Identity Engine'}`;
}

/** The counter that Okta keeps for the path, as the guide calls it. */
export function bucketName(endpoint: string): string {
  const bucket = bucketOf(endpoint);
  return /^\/api\/v1\/(users|groups|apps|devices|iam|logs)$/.exec(bucket)?.[1] ?? 'others';
}
