/**
 * Every application of the org and what is known of its assignments, read once per run for the steps
 * that need them: the apps bucket is the scarcest that Okta has.
 */
import type { OktaClient } from '../../okta';
import { SharedList } from '../sharedList';
import {
  listAppGroups,
  listApplications,
  listAppUsers,
  type OktaAppGroup,
  type OktaApplication,
  type OktaAppUser,
} from './api';

export class ApplicationDirectory {
  /** Every listed application once, as soon as it is listed. */
  readonly all: SharedList<OktaApplication>;
  private readonly byId = new Map<string, OktaApplication>();
  private readonly groups = new Map<string, Promise<readonly OktaAppGroup[]>>();
  private readonly users = new Map<string, SharedList<OktaAppUser>>();

  /** @param keepsUsers which applications' users more than one step reads. */
  constructor(
    private readonly okta: OktaClient,
    private readonly keepsUsers: (application: OktaApplication) => boolean,
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
  groupsOf(application: OktaApplication): Promise<readonly OktaAppGroup[]> {
    const known = this.groups.get(application.id);
    if (known !== undefined) return known;
    const reading = readAll(listAppGroups(this.okta, application.id));
    this.groups.set(application.id, reading);
    return reading;
  }

  /** Every user assignment of the application. */
  usersOf(application: OktaApplication): AsyncIterable<OktaAppUser> {
    const known = this.users.get(application.id);
    if (known !== undefined) return known;
    const reading = new SharedList(() => slimUsers(listAppUsers(this.okta, application.id)));
    if (this.keepsUsers(application)) this.users.set(application.id, reading);
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

async function readAll<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

/** Keeps of each profile what the graph needs: an application can have all users of the org. */
async function* slimUsers(
  pages: AsyncIterable<readonly OktaAppUser[]>,
): AsyncGenerator<readonly OktaAppUser[], void, undefined> {
  for await (const page of pages) {
    yield page.map((user) => {
      const { role, samlRoles } = user.profile;
      return { ...user, profile: { role, samlRoles } };
    });
  }
}
