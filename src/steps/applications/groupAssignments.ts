/**
 * Which groups are assigned to which applications, read from the side that keeps the run short: one
 * call per application from the scarce apps bucket, or one per group from the groups bucket.
 */
import { isFatal, isFarShort } from '../../okta';
import { Channel } from '../../run/channel';
import { forEachConcurrently } from '../../run/concurrently';
import { IntegrationIncompleteDataError, whole, type Losses, type Reading } from '../../run/losses';
import { Refusals } from '../../run/refusals';
import type { Run } from '../../run/run';
import type { StepTools } from '../../run/step';
import { listGroupApps, type GroupRef } from '../groups/api';
import { isRefusedToAll } from '../groups/catalog';
import { allOf } from '../../run/wire';
import type { OktaAppGroup, OktaApplication } from './api';
import { groupAppCallsOf, mayHaveApplications } from './assignmentPlan';
import { chooseSide, type Side } from './assignmentSide';
import { judgeShortfalls, shortfalls } from './assignmentCounts';
import { GroupApplicationPairs } from './pairs';

/** All that is known of one group's assignment to one application. */
export interface GroupAssignment {
  readonly groupId: string;
  readonly application: OktaApplication;
  /** Okta can hold several rows for the pair; none if they were read from the group's side. */
  readonly rows: readonly OktaAppGroup[];
}

type Pair = readonly [groupId: string, application: OktaApplication];

/** Path template of the calls that the groups' side saves. */
const APP_GROUPS = '/api/v1/apps/{id}/groups';

/** So many groups are asked at most whose applications Okta's answers show differently. */
const ASKED = 5;

/** The group assignments of one run. What cannot be read is recorded as lost, and the rest goes on. */
export class GroupAssignments {
  private readonly run: Run;
  private readonly ofApplications: Losses;
  private readonly ofGroups: Losses;
  private readonly refusals = new Refusals();
  /** The pairs that either side showed. */
  private readonly shown: GroupApplicationPairs;
  /** Of applications that are asked themselves: what groups show of them. */
  private readonly shownByGroups: Pair[] = [];
  /** Pairs with applications that no list had: these are asked themselves later. */
  private readonly ofUnlisted = new GroupApplicationPairs();

  constructor({ run, losses }: Pick<StepTools, 'run' | 'losses'>) {
    this.run = run;
    this.shown = run.applications.assigned;
    this.ofApplications = losses('applications’ group assignments');
    this.ofGroups = losses('groups’ applications');
  }

  /** Every assignment once, as far as applications and groups are listed. */
  async *read(): AsyncGenerator<GroupAssignment, void, undefined> {
    const { run } = this;
    const [applications, groups] = await Promise.all([
      run.applications.all.reading(),
      run.groups.all.reading(),
    ]);
    const chosen = await chooseSide(run);
    yield* this.readBothSides(chosen);
    if (chosen.side === 'applications') yield* this.compareWithCounts();
    await run.applications.confirmGroups();
    await this.refusals.confirm();
    whole(applications);
    whole(groups);
  }

  /**
   * The assignments of applications and groups that no list had, and those that only the assignments of
   * users show. To be called once every item that other answers name is known.
   */
  async *readLate(): AsyncGenerator<GroupAssignment, void, undefined> {
    for (const application of this.run.applications.unlisted.found) {
      yield* this.readUnlisted(application);
    }
    // Of what could not be read the edges of earlier runs know more: the roles.
    for (const group of this.ofApplications.count > 0 ? [] : this.groupsToAskLate()) {
      for (const id of (await this.ofGroups.keep(group.id, () => this.appsOf(group))) ?? []) {
        const application = this.run.applications.find(id);
        if (application === undefined || this.shown.has(group.id, id)) continue;
        yield this.noted({ groupId: group.id, application, rows: [] });
      }
    }
  }

  private async *readBothSides(chosen: Side): AsyncGenerator<GroupAssignment, void, undefined> {
    const isAsked = (application: OktaApplication): boolean =>
      chosen.side === 'applications' || chosen.withRoles.has(application.id);
    const ready = new Channel<GroupAssignment>();
    const reading = Promise.allSettled([
      this.readFromApplications(isAsked, ready),
      ...(chosen.side === 'groups' ? [this.readFromGroups(isAsked, ready)] : []),
    ]).finally(() => {
      ready.end();
    });
    for await (const assignment of ready) yield this.noted(assignment);
    for (const outcome of await reading) if (outcome.status === 'rejected') throw outcome.reason;
    // What could not be read is known to be missing.
    if (this.ofApplications.count === 0) yield* this.contradicted(this.shownByGroups);
  }

  private async readFromApplications(
    isAsked: (application: OktaApplication) => boolean,
    ready: Channel<GroupAssignment>,
  ): Promise<void> {
    const applications = [...this.run.applications.all.known()].filter(isAsked);
    this.run.okta.expect(APP_GROUPS, applications.length);
    await forEachConcurrently(applications, async (application) => {
      for (const assignment of await this.groupsOf(application)) await ready.push(assignment);
    });
  }

  private async groupsOf(application: OktaApplication): Promise<readonly GroupAssignment[]> {
    const rows = await this.ofApplications.keep(application.id, () =>
      this.run.applications.groupsOf(application).reading(),
    );
    return [...byGroup(rows ?? [])].map(([groupId, ofGroup]) => ({
      groupId,
      application,
      rows: ofGroup,
    }));
  }

  private async readFromGroups(
    isAsked: (application: OktaApplication) => boolean,
    ready: Channel<GroupAssignment>,
  ): Promise<void> {
    const groups = [...this.run.groups.all.known()].filter(mayHaveApplications);
    this.run.okta.expect('/api/v1/groups/{id}/apps', groupAppCallsOf(groups));
    let counted = 0;
    let listed = 0;
    await forEachConcurrently(groups, async (group) => {
      const ids = await this.ofGroups.keep(group.id, () => this.countedAppsOf(group));
      if (ids === undefined) return;
      counted += group.appsCount ?? 0;
      listed += ids.length;
      for (const id of ids) {
        const application = await this.listed(id, group.id);
        if (application === undefined) continue;
        if (isAsked(application)) this.shownByGroups.push([group.id, application]);
        else await ready.push({ groupId: group.id, application, rows: [] });
      }
    });
    if (listed === 0 && isFarShort(0, counted)) throw tooFew(counted, listed);
  }

  /** With a failure if the list is far shorter than Okta's own count. */
  private async countedAppsOf(group: GroupRef): Promise<Reading<readonly string[]>> {
    const { value, failure } = await this.appsOf(group);
    const { appsCount = 0 } = group;
    const isShort = isFarShort(value.length, appsCount);
    return { value, failure: failure ?? (isShort ? tooFew(appsCount, value.length) : undefined) };
  }

  private async appsOf(group: GroupRef): Promise<Reading<readonly string[]>> {
    try {
      return await allOf(this.refusals.pages(() => listGroupApps(this.run.okta, group.id)));
    } catch (error) {
      if (isRefusedToAll(group, error)) return { value: [] };
      throw error;
    }
  }

  /** The application if the list has it. One that no list has is asked itself for its groups later. */
  private async listed(id: string, groupId: string): Promise<OktaApplication | undefined> {
    const { applications } = this.run;
    const application = await applications.named(id);
    if (application === undefined || !applications.isUnlisted(application)) return application;
    this.ofUnlisted.add(groupId, id);
    return undefined;
  }

  /** Applications that show fewer groups than Okta's statistics count: some of these groups are asked. */
  private async *compareWithCounts(): AsyncGenerator<GroupAssignment, void, undefined> {
    const groups = this.run.groups.all.known();
    // What could not be read is known to be missing.
    if (this.ofApplications.count > 0) return;
    const short = shortfalls(groups, this.shown);
    const asked = short.slice(0, ASKED);
    let unexplained = 0;
    const lacking: Pair[] = [];
    for (const { group } of asked) {
      const ids = await this.tryAppsOf(group);
      if (ids.length < (group.appsCount ?? 0)) unexplained += 1;
      for (const id of ids) {
        const application = await this.listed(id, group.id);
        if (application === undefined || this.shown.has(group.id, id)) continue;
        lacking.push([group.id, application]);
      }
    }
    const comparison = { asked: asked.length, unexplained, contradictions: lacking.length };
    const doubt = judgeShortfalls(groups, short, comparison);
    if (doubt === undefined) yield* this.contradicted(lacking);
    else throw this.doubted(doubt);
  }

  private doubted(doubt: Error): Error {
    this.run.applications.noteLackingGroups();
    return doubt;
  }

  /** None if Okta does not answer: that neither explains nor contradicts anything. */
  private async tryAppsOf(group: GroupRef): Promise<readonly string[]> {
    try {
      return (await this.appsOf(group)).value;
    } catch (error) {
      if (isFatal(error)) throw error;
      return [];
    }
  }

  private async *readUnlisted(
    application: OktaApplication,
  ): AsyncGenerator<GroupAssignment, void, undefined> {
    for (const assignment of await this.groupsOf(application)) yield this.noted(assignment);
    for (const groupId of this.ofUnlisted.groups()) {
      const isOpen = this.ofUnlisted.has(groupId, application.id);
      if (!isOpen || this.shown.has(groupId, application.id)) continue;
      yield this.noted({ groupId, application, rows: [] });
    }
  }

  /** Groups through which users have applications, although nothing showed these assignments. */
  private groupsToAskLate(): readonly GroupRef[] {
    const { applications, groups } = this.run;
    const isOpen = (groupId: string): boolean =>
      [...applications.throughGroups.of(groupId)].some((id) => !this.shown.has(groupId, id));
    const open = [...applications.throughGroups.groups()]
      .filter(isOpen)
      .flatMap((id) => groups.find(id) ?? []);
    // Those that were not asked because Okta calls them empty, and some of the others.
    const unasked = open.filter(({ appsCount }) => appsCount === 0);
    return [...unasked, ...open.filter((group) => !unasked.includes(group)).slice(0, ASKED)];
  }

  /** Groups show applications whose lists of groups lack them. */
  private *contradicted(pairs: readonly Pair[]): Generator<GroupAssignment, void> {
    for (const [groupId, application] of pairs) {
      if (this.shown.has(groupId, application.id)) continue;
      this.run.applications.noteLackingGroups(application.id);
      yield this.noted({ groupId, application, rows: [] });
    }
  }

  private noted(assignment: GroupAssignment): GroupAssignment {
    this.shown.add(assignment.groupId, assignment.application.id);
    return assignment;
  }
}

/** The same group can be assigned several times, with other priorities and roles. */
function byGroup(rows: readonly OktaAppGroup[]): Map<string, OktaAppGroup[]> {
  const groups = new Map<string, OktaAppGroup[]>();
  for (const row of rows) {
    const known = groups.get(row.id);
    if (known === undefined) groups.set(row.id, [row]);
    else known.push(row);
  }
  return groups;
}

function tooFew(counted: number, listed: number): Error {
  return new IntegrationIncompleteDataError(
    `Okta counts ${counted} applications of the groups and lists ${listed}`,
  );
}
