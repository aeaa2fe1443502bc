/**
 * Every application of the org and what is known of its assignments, read once per run for the steps
 * that need them: the apps bucket is the scarcest that Okta has.
 */
import type { OktaClient } from '../../okta';
import { Refusals } from '../../run/refusals';
import { SharedList } from '../../run/sharedList';
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

/**
 * Applications, their assignments and schemas; each list is read when somebody asks for it first.
 */
export class ApplicationCatalog {
  /** Every listed application once, as soon as it is listed. */
  readonly all: SharedList<OktaApplication>;
  private readonly byId = new Map<string, OktaApplication>();
  private readonly groups = new Map<string, SharedList<OktaAppGroup>>();
  private readonly users = new Map<string, SharedList<OktaAppUser>>();
  private readonly schemas = new Map<string, Promise<OktaAppUserSchema>>();
  private readonly groupRefusals = new Refusals();
  private readonly userRefusals = new Refusals();
  private readonly schemaRefusals = new Refusals();

  /**
   * @param keepsUsers which applications' users more than one step reads.
   * @param listsGroups whether the run lists the org's groups; if not, group assignments hold them.
   */
  constructor(
    private readonly okta: OktaClient,
    private readonly keepsUsers: (application: OktaApplication) => boolean,
    private readonly listsGroups: boolean,
  ) {
    this.all = new SharedList(() => this.list());
  }

  find(id: string): OktaApplication | undefined {
    return this.byId.get(id);
  }

  /** Resolves when all applications are listed. */
  listed(): Promise<void> {
    return this.all.complete();
  }

  /** Every group assignment of the application; the same group can be in it several times. */
  groupsOf({ id }: OktaApplication): SharedList<OktaAppGroup> {
    const known = this.groups.get(id);
    if (known !== undefined) return known;
    const withGroups = !this.listsGroups;
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
      slimUsers(this.userRefusals.pages(() => listAppUsers(this.okta, id)));
    // An application can have all users of the org: for one reader they are not kept.
    if (!this.keepsUsers(application)) return pages();
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

  private async *list(): AsyncGenerator<readonly OktaApplication[], void, undefined> {
    for await (const page of listApplications(this.okta)) {
      const fresh = page.filter((application) => !this.byId.has(application.id));
      for (const application of fresh) this.byId.set(application.id, application);
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

/** Keeps of each profile what the graph needs: an application can have all users of the org. */
async function* slimUsers(
  pages: AsyncIterable<readonly OktaAppUser[]>,
): AsyncGenerator<readonly OktaAppUser[], void, undefined> {
  for await (const page of pages) {
    yield page.map((user) => {
      if (user.profile === undefined) return user;
      const { role, samlRoles } = user.profile;
      return { ...user, profile: { role, samlRoles } };
    });
  }
}
