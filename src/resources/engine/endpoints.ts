/** Which endpoints a resource asks, in what order they matter, and what each of them wants. */
import { READ_ONLY_ADMIN } from '../../adminRoles';
import type { EmbeddedDefinition, Existing, Permission } from '../defineResource';
import { EXISTING_TYPES, type DeclaredNode, type Resource } from './declare';

/** Where other parts of the integration list the existing types. The account needs no list. */
const EXISTING_PATHS: Readonly<Record<Exclude<Existing, 'account'>, string>> = {
  users: '/api/v1/users',
  groups: '/api/v1/groups',
  applications: '/api/v1/apps',
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
  return resource.of === undefined ? paths : [...paths, ...pathsOfExisting(resource.of)];
}

function pathsOfExisting(of: Existing): string[] {
  return of === 'account' ? [] : [EXISTING_PATHS[of]];
}

/** Where things of these types are listed. */
export function endpointsOfTypes(
  types: readonly string[],
  resources: readonly Resource[],
): string[] {
  const existing = Object.entries(EXISTING_PATHS).flatMap(([of, path]) =>
    isExisting(of) && EXISTING_TYPES[of].some((type) => types.includes(type)) ? [path] : [],
  );
  const defined = resources
    .flatMap(({ nodes }) => nodes)
    .filter((node) => node.entities.some(({ definition }) => types.includes(definition.type)))
    .flatMap(endpointsOf);
  return [...existing, ...defined];
}

function isExisting(of: string): of is Existing {
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
