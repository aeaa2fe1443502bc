/** What several steps need to know of AWS applications, read once per run. */
import type { OktaAppGroup, OktaApplication } from '../applications/api';
import { readAwsApplication, type AwsKind } from '../applications/awsSettings';
import type { ApplicationCatalog } from '../applications/catalog';
import { isAppGroup, type GroupRef, type MemberGroup } from '../groups/api';
import type { GroupCatalog } from '../groups/catalog';
import { IntegrationIncompleteDataError } from '../../run/losses';
import { createFederation, type AwsFederation, type AwsGroupMapping } from './federation';
import { grantsByAssignment, grantsByName, OKTA, type AwsGroupGrants } from './groupGrants';

/** One of AWS's applications that is in use. */
export interface AwsSource {
  readonly kind: AwsKind;
  readonly application: OktaApplication;
  readonly federation: AwsFederation;
  /** Why something that the application gives may be missing. */
  readonly failure: Error | undefined;
}

export interface AwsSourceGroups extends AwsGroupGrants {
  /**
   * With group mapping the groups whose names stand for roles; else those that are assigned, in the
   * order of their priorities.
   */
  readonly groups: readonly MemberGroup[];
}

/** AWS's applications, and what they grant to groups. */
export class AwsCatalog {
  private readonly bySource = new Map<string, AwsSource>();
  private readonly byApplication = new Map<string, Promise<AwsSourceGroups>>();

  /** @param groups listed for group mapping alone if the customer switched groups off. */
  constructor(
    private readonly applications: ApplicationCatalog,
    private readonly groups: GroupCatalog,
  ) {}

  /** The applications of this kind that are in use, as they are listed. */
  async *sources(kind: AwsKind): AsyncGenerator<AwsSource, void, undefined> {
    for await (const application of this.applications.all) {
      const source = this.bySource.get(application.id) ?? readSource(application);
      if (source?.kind !== kind) continue;
      this.bySource.set(application.id, source);
      yield source;
    }
  }

  /**
   * The roles of groups. Where not all of the org's groups could be listed, group mapping gives those
   * of the groups that are known: `groups.all` has the error.
   */
  groupGrants(source: AwsSource): Promise<AwsSourceGroups> {
    const { id } = source.application;
    const reading = this.byApplication.get(id) ?? this.readGroups(source);
    this.byApplication.set(id, reading);
    return reading;
  }

  private readGroups(source: AwsSource): Promise<AwsSourceGroups> {
    const { mapping, settings } = source.federation;
    if (!settings.useGroupMapping) return this.readAssignments(source);
    if (mapping !== undefined) return this.readNames(source, mapping);
    return Promise.resolve({ byGroup: new Map(), groups: [] });
  }

  private async readAssignments({ application, federation }: AwsSource): Promise<AwsSourceGroups> {
    const { value: rows, failure } = await this.applications.groupsOf(application).reading();
    // Assignments hold their groups where the customer switched groups off.
    if (rows.some(({ group }) => group === undefined)) await this.groups.all.reading();
    const grants = grantsByAssignment(federation, rows);
    const ordered = [...rows].sort(byPriority).map((row) => this.memberGroup(row));
    const groups = [...new Map(ordered.map((group) => [group.id, group])).values()];
    return { ...grants, failure: failure ?? grants.failure, groups };
  }

  private async readNames(
    { application, federation }: AwsSource,
    mapping: AwsGroupMapping,
  ): Promise<AwsSourceGroups> {
    const [listing, assigned] = await Promise.all([
      this.groups.all.reading(),
      this.applications.groupsOf(application).reading(),
      this.applications.all.reading(),
    ]);
    const isComplete = listing.failure === undefined;
    const nameless = new Set<string>();
    const groups = [...listing.value];
    for (const { id } of assigned.value) {
      const group = isComplete ? await this.groups.named(id) : this.groups.find(id);
      if (group === undefined ? isComplete : group.name === undefined) nameless.add(id);
      else if (group !== undefined && this.groups.isUnlisted(group) && !groups.includes(group)) {
        groups.push(group);
      }
    }
    const grants = await grantsByName(federation, mapping, {
      groups,
      nameless: [...nameless],
      isComplete,
      sourceOf: (group) => this.sourceOf(group),
    });
    return { ...grants, groups: groups.filter(({ id }) => grants.byGroup.has(id)) };
  }

  private memberGroup({ id, group }: OktaAppGroup): MemberGroup {
    const { type, name } = group ?? {};
    return this.groups.find(id) ?? { id, type, name, usersCount: undefined };
  }

  private sourceOf(group: GroupRef): string | undefined {
    if (!isAppGroup(group)) return OKTA;
    const application = this.applications.find(group.sourceApplicationId ?? '');
    const name =
      application?.name ?? (group.isFromActiveDirectory ? 'active_directory' : undefined);
    return name?.toLowerCase();
  }
}

function readSource(application: OktaApplication): AwsSource | undefined {
  const read = readAwsApplication(application);
  if (read === undefined) return undefined;
  const { kind, settings, missing } = read;
  const lacking = `Okta’s answer lacks what decides about its AWS roles: ${missing.join(', ')}`;
  const failure = missing.length > 0 ? new IntegrationIncompleteDataError(lacking) : undefined;
  return { kind, application, failure, federation: createFederation(application.id, settings) };
}

function byPriority(one: OktaAppGroup, other: OktaAppGroup): number {
  const [first, second] = [one.priority ?? Infinity, other.priority ?? Infinity];
  return first === second ? (one.id < other.id ? -1 : 1) : first - second;
}
