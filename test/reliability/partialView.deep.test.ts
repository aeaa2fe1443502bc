/**
 * A credential that sees a part of the groups and applications, as with custom administrator roles over
 * resource sets: nothing that other answers name is deleted in silence, and what only looks like it makes no
 * step fail.
 */
import {
  generatedOrg,
  sampleOrg,
  type Fault,
  type LocalOktaOptions,
} from '../../packages/local-okta';
import { listingOf, textOf } from '../../packages/local-okta/listing';
import { appId } from '../../packages/local-okta/sample/appSpec';
import { ago, idOf } from '../../packages/local-okta/sample/build';
import { groupId } from '../../packages/local-okta/sample/groups';
import type { LocalOkta } from '../../packages/local-okta';
import { SAMPLE_NOW, type CollectOptions } from '../harness/collect';
import { partialView, type PartialView } from '../harness/partialView';
import { IMPATIENT, run, runSample, startSampleOrg, type Run } from './collectInMemory';
import { danglingIn, differenceOf } from './compare';
import { ALWAYS_PARTIAL } from './row';

/** Without Super Administrator Okta does not list its own applications, so nothing shows what protects them. */
const POLICIES_OF_OWN_APPS =
  /0oa(?:enduser|admin)\w+\|uses\|okta_policy|protects\|0oa(?:enduser|admin)/;

/** Definitions read what lists show. If a list lacks items, the types of these are partial, and kept. */
const OF_DEFINITIONS =
  /okta_role_assignment|\|publishes\||signing_certificate|okta_(?:\w+_)?policy/;

const GROUP_BY_ID = '/api/v1/groups/{id}';
const APP_BY_ID = '/api/v1/apps/{id}';
const ORG = sampleOrg({ now: SAMPLE_NOW });

const groups = (...keys: string[]): string[] => keys.map(groupId);
const apps = (...keys: string[]): string[] => keys.map(appId);
const allApps = Array.from({ length: ORG.apps.size }, (_, index) => ORG.apps.keyAt(index));
const allGroups = Array.from({ length: ORG.groups.size }, (_, index) => ORG.groups.keyAt(index));

interface Given extends PartialView {
  readonly org?: LocalOktaOptions;
  readonly prepare?: (okta: LocalOkta) => void;
  readonly options?: CollectOptions;
}

async function collect({ org, prepare, options, ...view }: Given): Promise<Run> {
  const okta = await startSampleOrg(org);
  try {
    prepare?.(okta);
    const client = { ...IMPATIENT, transport: partialView(view) };
    return await run(okta, { ...options, client });
  } finally {
    await okta.close();
  }
}

const partialOf = ({ partial = [] }: Run): Set<string> =>
  new Set(partial.filter((type) => !ALWAYS_PARTIAL.has(type)));
const failedOf = ({ statuses }: Run): string[] =>
  Object.keys(statuses).filter((id) => statuses[id] === 'failure');
const told = ({ events }: Run): string => events.map(({ description }) => description).join('\n');
const keysIn = ({ graph }: Run, ids: readonly string[]): string[] =>
  ids.filter((id) => graph.has(id));

let whole: Run;

beforeAll(async () => {
  whole = await runSample();
});

/** Whatever the faultless run has and this one lacks is of a type that JupiterOne keeps. */
function expectNothingDeleted(found: Run): void {
  expect(found.error).toBeUndefined();
  expect(danglingIn(found.graph)).toEqual([]);
  const kept = new Set(found.partial);
  const { missing } = differenceOf(whole.graph, found.graph, kept);
  expect(missing.filter((key) => !POLICIES_OF_OWN_APPS.test(key))).toEqual([]);
}

/** Of what rests neither on groups nor on applications nothing is partial. */
const UNCONCERNED = ['okta_user', 'mfa_device', 'okta_device', 'okta_user_has_device'];

describe('groups that the list lacks', () => {
  test.each<[string, string[], Given]>([
    ['assignments', groups('sales', 'munster', 'awsgroup'), {}],
    [
      'assignments, read from the groups',
      groups('dup', 'awsgroup'),
      { options: { assignmentSide: 'groups' } },
    ],
    [
      'users’ assignments, read from the groups',
      groups('sales'),
      { options: { assignmentSide: 'groups' } },
    ],
    ['a rule', groups('approvers'), {}],
    ['users’ roles', groups('helpdesk'), {}],
  ])('are named by %s', async (_, ids, given) => {
    const found = await collect({ hidden: new Set(ids), ...given });
    expectNothingDeleted(found);
    expect(keysIn(found, ids)).toEqual(ids);
    expect(partialOf(found)).toContain('okta_user_group');
    for (const type of [...UNCONCERNED, 'okta_application', 'okta_user_assigned_application']) {
      expect(partialOf(found)).not.toContain(type);
    }
    expect(told(found)).toMatch(/lists of groups are incomplete/);
  });

  test('and may not be read by id: they are kept all the same', async () => {
    const ids = groups('sales', 'munster');
    const faults: Fault[] = [{ kind: 'forbidden', on: GROUP_BY_ID }];
    const found = await collect({ hidden: new Set(ids), org: { faults } });
    expectNothingDeleted(found);
    expect(keysIn(found, ids)).toEqual([]);
    expect(partialOf(found)).toContain('okta_user_group');
    expect(told(found)).toMatch(/may not be read by id/);
  });

  test('nothing of them is lost that Okta shows: members, applications, roles', async () => {
    const found = await collect({ hidden: new Set(groups('sales', 'helpdesk', 'secops')) });
    const { missing } = differenceOf(whole.graph, found.graph);
    // Who has an application through them is known by the application.
    expect(missing.filter((key) => !OF_DEFINITIONS.test(key))).toEqual([]);
  });

  test('were deleted: a rule keeps their ids, also one that is active', async () => {
    const found = await collect({
      prepare: ({ org }) => {
        org.deleteGroup(groupId('approvers'));
      },
    });
    expect(failedOf(found)).toEqual([]);
    // One more is a group that another record of the sample names.
    expect(found.okta.counters.callsTo(GROUP_BY_ID)).toBe(2);
  });
});

describe('applications that the list lacks', () => {
  test.each<[string, string[], Given]>([
    ['the sources of imported groups', apps('ad', 'ldap'), {}],
    ['statistics of groups', apps('gcp', 'slack'), {}],
    ['the applications of groups', apps('gcp', 'slack'), { options: { assignmentSide: 'groups' } }],
    ['the System Log', apps('github'), { options: { disabledSources: ['groups'] } }],
  ])('are named by %s', async (_, ids, given) => {
    const found = await collect({ hidden: new Set(ids), ...given });
    expect(keysIn(found, ids)).toEqual(ids);
    expect(partialOf(found)).toContain('okta_application');
    for (const type of [...UNCONCERNED, 'okta_user_group', 'okta_group_has_user']) {
      expect(partialOf(found)).not.toContain(type);
    }
    expect(told(found)).toMatch(/lists of applications are incomplete/);
    if (given.options?.disabledSources === undefined) expectNothingDeleted(found);
  });

  test('are all but two of them', async () => {
    const shown = apps('github', 'salesforce');
    const hidden = new Set(allApps.filter((id) => !shown.includes(id)));
    for (const faults of [[], [{ kind: 'forbidden', on: APP_BY_ID }]] satisfies Fault[][]) {
      const found = await collect({ hidden, org: { faults } });
      expectNothingDeleted(found);
      expect(partialOf(found)).toContain('okta_application');
      expect(partialOf(found)).toContain('okta_user_assigned_aws_iam_role');
      expect(partialOf(found)).toContain('okta_group_assigned_application');
    }
  });

  test('are all of them', async () => {
    const found = await collect({ hidden: new Set(allApps) });
    expectNothingDeleted(found);
    expect(partialOf(found)).toContain('okta_application');
  });

  test('nothing of them is lost that Okta shows: users, groups, their creators', async () => {
    const found = await collect({ hidden: new Set(apps('gcp', 'slack', 'github', 'salesforce')) });
    const { missing } = differenceOf(whole.graph, found.graph);
    expect(missing.filter((key) => !OF_DEFINITIONS.test(key))).toEqual([]);
  });
});

describe('no step fails', () => {
  const OWN = apps('admin', 'enduser');

  test('if the list lacks Okta’s own applications, which statistics count', async () => {
    const found = await collect({ hidden: new Set(OWN) });
    expect(failedOf(found)).toEqual([]);
    expect(keysIn(found, OWN)).toEqual(OWN);
    expectNothingDeleted(found);
    expect(told(found)).toMatch(
      /2 applications .* are in the graph although Okta’s lists lack them/,
    );
  });

  test.each(['applications', 'groups'] as const)(
    'if nothing shows Okta’s own applications but statistics (asked: the %s)',
    async (assignmentSide) => {
      const found = await collect({
        hidden: new Set(OWN),
        showsAppsOfGroups: false,
        options: { assignmentSide },
      });
      expect(failedOf(found)).toEqual([]);
      expect(keysIn(found, OWN)).toEqual([]);
    },
  );

  test('if the source of imported groups was deleted', async () => {
    const found = await collect({
      prepare: ({ org }) => {
        org.deleteApp(appId('google'));
      },
    });
    expect(failedOf(found)).toEqual([]);
    // And the one that the log has created.
    expect(found.okta.counters.callsTo(APP_BY_ID)).toBe(3);
  });

  test('if Okta shows an application by its id as deleted', async () => {
    const id = appId('ldap');
    const found = await collect({
      hidden: new Set([id]),
      prepare: ({ org }) => {
        org.patchApp(id, { status: 'DELETED' });
      },
    });
    expect(failedOf(found)).toEqual([]);
    expect(keysIn(found, [id])).toEqual([]);
  });

  test('if the System Log names applications that were deleted', async () => {
    const event = (type: string, day: number, app: string) => ({
      ...ORG.events.at(0),
      uuid: `${type}-${app}`,
      eventType: `application.lifecycle.${type}`,
      published: ago(SAMPLE_NOW, day),
      target: [{ id: idOf('0oa', app), type: 'AppInstance' }],
    });
    const deleted = Array.from({ length: 100 }, (_, n) => `deleted${n}`);
    const vanished = Array.from({ length: 50 }, (_, n) => `vanished${n}`);
    const events = [
      ...deleted.map((app) => event('create', 50, app)),
      ...vanished.map((app) => event('create', 45, app)),
      ...deleted.map((app) => event('delete', 40, app)),
    ];
    const org = {
      ...ORG,
      events: listingOf(events, (one) => `${textOf(one, 'published')} ${textOf(one, 'uuid')}`),
    };
    const found = await collect({ org: { org } });
    expect(failedOf(found)).toEqual([]);
    expect(found.okta.counters.callsTo(APP_BY_ID)).toBe(21);
  });

  test.each(['applications', 'groups'] as const)(
    'if statistics lag behind (asked: the %s)',
    async (assignmentSide) => {
      const found = await collect({
        options: { assignmentSide },
        statistics: (id, stats) => ({
          ...stats,
          usersCount: Number(stats.usersCount) + 3,
          appsCount: Number(stats.appsCount) + (id === groupId('eng') ? 3 : 0),
          hasAdminPrivilege: id === groupId('eng') || stats.hasAdminPrivilege === true,
        }),
      });
      expect(failedOf(found)).toEqual([]);
      expect(differenceOf(whole.graph, found.graph).missing).toEqual([]);
    },
  );

  test('in an org of hundreds, and hardly a call more is made', async () => {
    const org = generatedOrg({ users: 300, groups: 200, apps: 60, devices: 0, memberships: 600 });
    const found = await runSample({ org });
    expect(failedOf(found)).toEqual([]);
    const { counters } = found.okta;
    expect(counters.callsTo(GROUP_BY_ID) + counters.callsTo(APP_BY_ID)).toBeLessThanOrEqual(20);
    expect(counters.callsTo('/api/v1/groups/{id}/users')).toBeLessThanOrEqual(200 + 3);
    expect(counters.callsTo('/api/v1/apps/{id}/users')).toBeLessThanOrEqual(60 + 3);
  });
});

test('all groups are hidden but Everyone', async () => {
  const hidden = new Set(allGroups.filter((id) => id !== groupId('everyone')));
  const found = await collect({ hidden });
  expectNothingDeleted(found);
  expect(partialOf(found)).toContain('okta_group_has_user');
  expect(partialOf(found)).toContain('okta_role');
});
