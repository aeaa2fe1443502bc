/**
 * Every application of the org and what is known of its assignments, read once per run for the steps
 * that need them: the apps bucket is the scarcest that Okta has.
 */
import type { OktaClient } from '../../okta';
import { Refusals } from '../../run/refusals';
import { SharedList } from '../../run/sharedList';
import type { Unlisted } from '../../run/unlisted';
import {
  getAppUserSchema,
  listAppGroups,
  listApplications,
  listAppUsers,
  type OktaAppGroup,
  type OktaApplication,
  type OktaAppUser,
  type OktaAppUserSchema,
} from './api';
import { GroupApplicationPairs } from './pairs';
import { unlistedApplications } from './unlistedApplications';

export interface ApplicationOptions {
  /** Which applications' users more than one step reads. */
  readonly keepsUsers: (application: OktaApplication) => boolean;
  /** Whether the run lists the org's groups; if not, group assignments hold them. */
  readonly listsGroups: boolean;
  /** When the run began, ms since the epoch. */
  readonly startedOn: number;
}

/**
 * Applications, their assignments and schemas; each list is read when somebody asks for it first.
 */
export class ApplicationCatalog {
  /** Every listed application once, as soon as it is listed. */
  readonly all: SharedList<OktaApplication>;
  /** Applications that the list lacks, although other answers name them. */
  readonly unlisted: Unlisted<OktaApplication>;
  private readonly byId = new Map<string, OktaApplication>();
  private readonly byClientId = new Map<string, OktaApplication>();
  /** Which groups are assigned to which applications, as far as that was read. */
  readonly assigned = new GroupApplicationPairs();
  /** Through which groups users are assigned to which applications, as far as that was read. */
  readonly throughGroups = new GroupApplicationPairs();
  /** How many applications said who their users are, and how many assignments of users these are. */
  readonly usersShown = { applications: 0, assignments: 0 };
  /** Why these are not all; the same for every step that finds it out. */
  usersDoubt: Error | undefined;
  private readonly lackingGroups = new Set<string>();
  private areGroupsDoubted = false;
  private readonly groups = new Map<string, SharedList<OktaAppGroup>>();
  private readonly users = new Map<string, SharedList<OktaAppUser>>();
  private readonly schemas = new Map<string, Promise<OktaAppUserSchema>>();
  private readonly groupRefusals = new Refusals();
  private readonly userRefusals = new Refusals();
  private readonly schemaRefusals = new Refusals();

  constructor(
    private readonly okta: OktaClient,
    private readonly options: ApplicationOptions,
  ) {
    this.all = new SharedList(() => this.list());
    this.unlisted = unlistedApplications(okta, options.startedOn, (application) => {
      this.admit(application);
    });
  }

  /** The application with this id, or undefined while it is not known. */
  find(id: string): OktaApplication | undefined {
    return this.byId.get(id);
  }

  /** The application that is this OAuth client; its client id is its own id, unless a customer chose another. */
  findClient(clientId: string): OktaApplication | undefined {
    return this.byClientId.get(clientId);
  }

  /**
   * The application with this id, by which Okta means one of today. Waits until all applications are
   * listed; if the list lacks it, Okta is asked for it. Undefined if there is no such application, or none
   * that Okta shows. Rejects with fatal errors only.
   */
  async named(id: string): Promise<OktaApplication | undefined> {
    const { failure } = await this.all.reading();
    // If the list could not be read, it is known already that it lacks applications.
    if (this.byId.has(id) || failure !== undefined) return this.find(id);
    await this.unlisted.find(id);
    return this.find(id);
  }

  /** Whether no list had the application. */
  isUnlisted({ id }: Pick<OktaApplication, 'id'>): boolean {
    return this.unlisted.found.some((application) => application.id === id);
  }

  /** Notes that this application's list of groups lacks one that is assigned; without an id, that many may. */
  noteLackingGroups(applicationId?: string): void {
    if (applicationId === undefined) this.areGroupsDoubted = true;
    else this.lackingGroups.add(applicationId);
  }

  /** Whether the application's list of groups lacks one that is assigned, or may do so. */
  lacksGroups({ id }: Pick<OktaApplication, 'id'>): boolean {
    return this.areGroupsDoubted || this.lackingGroups.has(id);
  }

  /** Resolves when all applications are listed. */
  listed(): Promise<void> {
    return this.all.complete();
  }

  /** Every group assignment of the application; the same group can be in it several times. */
  groupsOf({ id }: OktaApplication): SharedList<OktaAppGroup> {
    const known = this.groups.get(id);
    if (known !== undefined) return known;
    const withGroups = !this.options.listsGroups;
    const reading = new SharedList(() =>
      withoutRepetition(
        this.groupRefusals.pages(() => listAppGroups(this.okta, id, { withGroups })),
      ),
    );
    this.groups.set(id, reading);
    return reading;
  }

  /** Every user assignment of the application, in pages: single ones would cost a promise each. */
  usersOf(application: OktaApplication): AsyncIterable<readonly OktaAppUser[]> {
    const { id } = application;
    const known = this.users.get(id);
    if (known !== undefined) return known.pages();
    const pages = (): AsyncIterable<readonly OktaAppUser[]> =>
      this.slimUsers(
        id,
        this.userRefusals.pages(() => listAppUsers(this.okta, id)),
      );
    // An application can have all users of the org: for one reader they are not kept.
    if (!this.options.keepsUsers(application)) return pages();
    const reading = new SharedList(pages);
    this.users.set(id, reading);
    return reading.pages();
  }

  /** What the application's user schema says about roles. Rejects with the client's error. */
  schemaOf({ id }: Pick<OktaApplication, 'id'>): Promise<OktaAppUserSchema> {
    const known = this.schemas.get(id);
    if (known !== undefined) return known;
    const reading = this.schemaRefusals.ask(() => getAppUserSchema(this.okta, id));
    this.schemas.set(id, reading);
    return reading;
  }

  /** Keeps of each profile what the graph needs: an application can have all users of the org. */
  private async *slimUsers(
    applicationId: string,
    pages: AsyncIterable<readonly OktaAppUser[]>,
  ): AsyncGenerator<readonly OktaAppUser[], void, undefined> {
    for await (const page of pages) {
      this.usersShown.assignments += page.length;
      for (const { groupId } of page) {
        if (groupId !== undefined) this.throughGroups.add(groupId, applicationId);
      }
      yield page.map((user) => {
        if (user.profile === undefined) return user;
        const { role, samlRoles } = user.profile;
        return { ...user, profile: { role, samlRoles } };
      });
    }
    this.usersShown.applications += 1;
  }

  /** Rejects with an IntegrationIncompleteDataError if empty lists of users were not true. */
  confirmUsers(): Promise<void> {
    return this.userRefusals.confirm();
  }

  /** Rejects with an IntegrationIncompleteDataError if empty lists of groups were not true. */
  confirmGroups(): Promise<void> {
    return this.groupRefusals.confirm();
  }

  private admit(application: OktaApplication): void {
    this.byId.set(application.id, application);
    if (application.clientId !== undefined) this.byClientId.set(application.clientId, application);
  }

  private async *list(): AsyncGenerator<readonly OktaApplication[], void, undefined> {
    for await (const page of listApplications(this.okta)) {
      const fresh = page.filter((application) => !this.byId.has(application.id));
      for (const application of fresh) this.admit(application);
      yield fresh;
    }
  }
}

/** Two equal rows are one that was listed twice; rows that differ in role or priority are two. */
async function* withoutRepetition(
  pages: AsyncIterable<readonly OktaAppGroup[]>,
): AsyncGenerator<readonly OktaAppGroup[], void, undefined> {
  const seen = new Set<string>();
  for await (const page of pages) {
    yield page.filter((row) => {
      const written = JSON.stringify(row);
      return !seen.has(written) && seen.add(written).size > 0;
    });
  }
}
