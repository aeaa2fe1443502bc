/** Everybody to whom a role is assigned: users, groups and service apps, with the rows of their roles. */
import { record, text, type JsonObject } from '../../json';
import { isFatal } from '../../okta';
import { asError, IntegrationIncompleteDataError, type Reading } from '../../run/losses';
import { oktaId } from '../../run/wire';
import type { OktaApplication } from '../applications/api';
import type { GroupRef } from '../groups/api';
import type { OktaRoleAssignment } from './api';

/** An active application that signs in for itself: it can hold roles as a user does. */
export interface ServiceApp {
  /** By which Okta knows its roles: the client's id, which an org may have chosen itself. */
  readonly id: string;
  readonly application: Pick<OktaApplication, 'id' | 'raw'>;
}

/** Undefined for all other applications. */
export function serviceAppOf(application: OktaApplication): ServiceApp | undefined {
  const { id, raw, status } = application;
  const client = record(record(raw.settings).oauthClient);
  if (status !== 'ACTIVE' || text(client.application_type) !== 'service') return undefined;
  const clientId = record(record(raw.credentials).oauthClient).client_id;
  return { id: oktaId(clientId) ?? id, application: { id, raw } };
}

/** Who holds a role; `id` is the one under which Okta lists the roles. */
export type Principal =
  | { readonly kind: 'user'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string; readonly group: GroupRef }
  | Client;

type Client = { readonly kind: 'client' } & ServiceApp;

/** What `assignmentType` says where the role is the principal's own. */
const OWN: Readonly<Record<Principal['kind'], string>> = {
  user: 'USER',
  group: 'GROUP',
  client: 'CLIENT',
};

/** One principal, with the rows of what is assigned to it and to nobody else. */
export interface RoleHolder<P extends Principal = Principal> {
  readonly principal: P;
  readonly rows: readonly JsonObject[];
  /** Why these are not all. */
  readonly failure?: Error | undefined;
}

const WITHOUT_KIND =
  'Okta does not say whether a role is assigned to the user or to a group of theirs';

/** Where the rows come from. */
export interface PrincipalSources {
  readonly users: AsyncIterable<string>;
  readonly groups: AsyncIterable<GroupRef>;
  readonly serviceApps: AsyncIterable<ServiceApp>;
  readonly rolesOf: (principal: Principal) => Promise<Reading<readonly OktaRoleAssignment[]>>;
  /** Asks for all roles at once, and resolves with why what Okta shows of them may be incomplete. */
  readonly doubt: () => Promise<Error | undefined>;
}

/** The principals of one run. */
export class Principals {
  constructor(private readonly sources: PrincipalSources) {}

  /**
   * All principals whose roles could be read, and those whose roles could not. Rejects at the end if a list
   * was incomplete, or Okta's answers contradict one another.
   */
  async *withRoles(): AsyncGenerator<RoleHolder, void, undefined> {
    const { users, groups, doubt } = this.sources;
    let failure = await doubt();
    const lists: readonly AsyncGenerator<RoleHolder, void, undefined>[] = [
      this.read(users, (id) => ({ kind: 'user', id })),
      this.read(groups, (group) => ({ kind: 'group', id: group.id, group })),
      this.serviceApps(),
    ];
    for (const list of lists) {
      try {
        yield* list;
      } catch (error) {
        if (isFatal(error)) throw error;
        failure ??= asError(error);
      }
    }
    if (failure !== undefined) throw failure;
  }

  /** The service apps alone; also those without a role. */
  serviceApps(): AsyncGenerator<RoleHolder<Client>, void, undefined> {
    return this.read(this.sources.serviceApps, (app) => ({ kind: 'client', ...app }));
  }

  private async *read<T, P extends Principal>(
    list: AsyncIterable<T>,
    principalOf: (item: T) => P,
  ): AsyncGenerator<RoleHolder<P>, void, undefined> {
    for await (const item of list) yield await this.holder(principalOf(item));
  }

  private async holder<P extends Principal>(principal: P): Promise<RoleHolder<P>> {
    try {
      const { value, failure } = await this.sources.rolesOf(principal);
      const own = value.filter((row) => isOwn(principal, row));
      const isUnclear =
        principal.kind === 'user' && value.some((row) => row.assignmentType === undefined);
      return {
        principal,
        rows: own.map(({ raw }) => raw),
        failure:
          failure ?? (isUnclear ? new IntegrationIncompleteDataError(WITHOUT_KIND) : undefined),
      };
    } catch (error) {
      if (isFatal(error)) throw error;
      return { principal, rows: [], failure: asError(error) };
    }
  }
}

/** A user's list shows the roles of the user's groups too; other lists have their own rows only. */
function isOwn({ kind }: Principal, { assignmentType }: OktaRoleAssignment): boolean {
  return assignmentType === OWN[kind] || (assignmentType === undefined && kind !== 'user');
}
