/** Which endpoints a resource asks, in what order they matter, and what each of them wants. */
import { READ_ONLY_ADMIN } from '../../adminRoles';
import type { EmbeddedDefinition, Existing, Permission } from '../defineResource';
import { EXISTING_TYPES, type DeclaredNode, type Resource } from './declare';

/** Which users, groups and service apps hold a role. */
const HOLDERS = [
  '/api/v1/users/{id}/roles',
  '/api/v1/groups/{id}/roles',
  '/oauth2/v1/clients/{id}/roles',
  '/api/v1/iam/assignees/users',
];

/** Where other parts of the integration list what edges lead to. The account needs no list. */
const PATHS_OF_ENDS: Readonly<Record<keyof typeof EXISTING_TYPES, readonly string[]>> = {
  account: [],
  users: ['/api/v1/users'],
  groups: ['/api/v1/groups'],
  applications: ['/api/v1/apps'],
  roles: ['/api/v1/iam/roles', ...HOLDERS],
};

/** Where they list what definitions work on. */
const PATHS_OF_RECORDS: Readonly<Record<Existing, readonly string[]>> = {
  ...PATHS_OF_ENDS,
  administrators: [
    ...HOLDERS,
    ...PATHS_OF_ENDS.users,
    ...PATHS_OF_ENDS.groups,
    ...PATHS_OF_ENDS.applications,
  ],
  serviceApps: ['/oauth2/v1/clients/{id}/roles', ...PATHS_OF_ENDS.applications],
};

/** The path templates behind the records of a node; first the one that its step is about. */
export function endpointsOf(node: DeclaredNode): string[] {
  const { resource } = node;
  const listed = resource.list === undefined ? [] : [resource.list.path];
  const chain: DeclaredNode[] = [];
  for (let each: DeclaredNode | undefined = node; each !== undefined; each = each.parent) {
    chain.unshift(each);
  }
  const asked = chain.flatMap(({ definition }) => Object.values(definition.embedded ?? {}));
  const paths = [...listed, ...asked.map(({ path }) => path)];
  return resource.of === undefined ? paths : [...paths, ...PATHS_OF_RECORDS[resource.of]];
}

/** Where things of these types are listed. */
export function endpointsOfTypes(
  types: readonly string[],
  resources: readonly Resource[],
): string[] {
  const existing = Object.entries(PATHS_OF_ENDS).flatMap(([of, paths]) =>
    isExisting(of) && EXISTING_TYPES[of].some((type) => types.includes(type)) ? paths : [],
  );
  const defined = resources
    .flatMap(({ nodes }) => nodes)
    .filter((node) => node.entities.some(({ definition }) => types.includes(definition.type)))
    .flatMap(endpointsOf);
  return [...existing, ...defined];
}

function isExisting(of: string): of is keyof typeof EXISTING_TYPES {
  return Object.hasOwn(EXISTING_TYPES, of);
}

/** One endpoint that a definition asks, with the right that it takes. */
export interface DefinedEndpoint {
  readonly path: string;
  readonly permissionId: string;
  readonly permission: Required<Pick<Permission, 'adminRoles'>> & Permission;
  /** The source without which the call is not made. */
  readonly source: string | undefined;
}

/** Every endpoint of a resource once. Throws for one without a permission, a mistake of the definition. */
export function definedEndpoints({ definition, nodes }: Resource): DefinedEndpoint[] {
  const { id, list, permission, source } = definition;
  const calls: readonly Pick<EmbeddedDefinition, 'path' | 'permission' | 'source' | 'reference'>[] =
    [
      ...(list === undefined ? [] : [list]),
      ...nodes.flatMap((node) => Object.values(node.definition.embedded ?? {})),
    ];
  return calls.map((call) => {
    const needed = call.permission ?? permission;
    if (needed === undefined) throw new Error(`${id} asks ${call.path} without a permission`);
    return {
      path: call.path,
      permissionId: needed.id ?? id,
      permission: {
        adminRoles: [READ_ONLY_ADMIN],
        ...needed,
        reference: call.reference ?? needed.reference,
      },
      source: (call.source ?? source)?.id,
    };
  });
}
