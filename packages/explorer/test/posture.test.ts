/** What the page counts of a graph, and how it sorts: the same numbers as the lists behind them. */
import { rmSync } from 'node:fs';

import { writeGraph, type GraphObject } from '../../../test/ask/writeGraph';
import { packCollection } from '../explorePage';
import { MEMBERS, REACHERS, ROLE_WAYS, ROLES_HELD, STRENGTH } from '../model/derived';
import { filterNodes } from '../model/filter';
import type { Graph } from '../model/graph';
import { loadGrantFacts } from '../model/grants';
import { listsOf, type Counted } from '../model/posture';
import { PROTECTIONS } from '../model/protection';
import { reachersOf } from '../model/reach';
import { sortedBy } from '../model/sorting';
import { currentNames } from '../model/twins';
import { graphOf, temporaryDirectory } from './collection';
import { SMALL, writeFixture } from './fixture';
import { ADA, ENGINEERING, GRACE, LINUS, MALLORY } from './fixtureActors';
import { writeForceGraph } from './forceGraph';

let graph: Graph;
let small: Graph;

async function written(directory: string): Promise<Graph> {
  const read = await graphOf(packCollection(directory));
  rmSync(directory, { recursive: true });
  await loadGrantFacts(read);
  return read;
}

beforeAll(async () => {
  const storage = temporaryDirectory();
  writeFixture(storage.directory, { ...SMALL, hasCrowdedRole: true });
  graph = await graphOf(packCollection(storage.directory));
  storage.remove();
  await loadGrantFacts(graph);
  small = await written(writeForceGraph());
});

describe('computed properties', () => {
  it.each(['okta_application', 'okta_role', 'aws_iam_role'])(
    'count as many users of each %s as the list of those who reach it',
    async (name) => {
      for (const each of [graph, small]) {
        const type = each.typeNamed(name);
        if (!type) continue;
        const column = await each.column(type, REACHERS);
        for (let row = 0; row < type.count; row += 1) {
          const { users } = reachersOf(each, type.first + row);
          expect([each.key(type.first + row), column?.at(row)]).toEqual([
            each.key(type.first + row),
            users.length,
          ]);
        }
      }
    },
  );

  it('count the members of a group', async () => {
    const type = graph.typeNamed('okta_user_group')!;
    const column = await graph.column(type, MEMBERS);
    expect(column?.at(graph.nodeOf(ENGINEERING)! - type.first)).toBe(2);
    expect(column?.at(graph.nodeOf('everyone-group-000000')! - type.first)).toBe(124);
  });

  it('say by which ways a user holds admin roles, if the user can sign in', async () => {
    const type = graph.typeNamed('okta_user')!;
    for (const name of [ROLES_HELD, ROLE_WAYS]) await graph.column(type, name);
    const held = (key: string) =>
      [ROLES_HELD, ROLE_WAYS].map((name) => graph.value(graph.nodeOf(key)!, name));
    expect(held(ADA)).toEqual([1, 'rule']);
    expect(held(GRACE)).toEqual([1, 'direct']);
    expect(held(MALLORY)).toEqual([0, null]);
  });

  it('name the strongest factor, and keep silent where it is not known', async () => {
    const type = graph.typeNamed('okta_user')!;
    await graph.column(type, STRENGTH);
    const of = (key: string) => graph.value(graph.nodeOf(key)!, STRENGTH);
    expect(of(ADA)).toBe('app or token');
    expect(of(GRACE)).toBe('no active factor');
    expect(of(LINUS)).toBeNull();
  });

  it('are offered beside the collected ones', () => {
    const names = graph.propertiesOf(graph.typeNamed('okta_user')!);
    expect(names).toEqual(expect.arrayContaining(['status', ROLES_HELD, STRENGTH]));
    expect(graph.propertiesOf(graph.typeNamed('okta_device')!)).not.toContain(ROLES_HELD);
  });
});

describe('the numbers of the overview', () => {
  const total = (lists: readonly Counted[]) => lists.reduce((sum, { count }) => sum + count, 0);

  it('are those of the lists that they lead to', async () => {
    const users = listsOf(graph, 'user')!;
    const lists = [
      await users.active(),
      await users.withoutFactor(),
      await users.byWay('rule'),
      await users.signedIn(30, 90),
    ];
    for (const { count, address } of lists) {
      const { subject = '', conditions = [] } = address;
      const found = await filterNodes(graph, graph.typeNamed(subject)!, conditions);
      expect(found).toHaveLength(count);
    }
    expect((await users.byWay('rule')).count).toBe(2);
  });

  it('divide users and applications without gap and overlap', async () => {
    const users = listsOf(graph, 'user')!;
    const ages = [
      await users.signedIn(0, 30),
      await users.signedIn(30, 90),
      await users.signedIn(90, 365),
      await users.signedIn(365, undefined),
      await users.neverSignedIn(),
    ];
    expect(total(ages)).toBe((await users.active()).count);
    const applications = listsOf(graph, 'application')!;
    const sizes = [
      await applications.reachedBy(0, 0),
      await applications.reachedBy(1, 10),
      await applications.reachedBy(11, 100),
      await applications.reachedBy(101, undefined),
    ];
    expect(total(sizes)).toBe(applications.type.count);
  });
});

describe('what the sign-in of an application demands', () => {
  const app = (key: string): GraphObject => ({
    _key: key,
    _type: 'okta_application',
    _class: ['Application'],
    displayName: key,
    status: 'active',
  });
  const policy = (key: string, facts: object): GraphObject => ({
    _key: key,
    _type: 'okta_access_policy',
    _class: ['AccessPolicy'],
    displayName: key,
    ...facts,
  });
  const protects = (from: string, to: string): GraphObject => ({
    _key: `${from}|${to}`,
    _type: 'okta_access_policy_protects_application',
    _class: 'PROTECTS',
    _fromEntityKey: from,
    _toEntityKey: to,
  });
  const CASES = [
    ['strong', { phishingResistantEverywhere: true, allowsSingleFactor: false }, 0],
    ['two', { phishingResistantEverywhere: false, allowsSingleFactor: false }, 1],
    ['one', { allowsSingleFactor: true, passwordAloneSuffices: false }, 2],
    ['password', { allowsSingleFactor: true, passwordAloneSuffices: true }, 3],
    ['silent', {}, undefined],
  ] as const;

  it.each(CASES)('is known of %s, or known not to be', async (name, facts, at) => {
    const org = {
      entities: [app('a'), policy(name, facts)],
      relationships: [protects(name, 'a')],
    };
    const applications = listsOf(await written(writeGraph(org)), 'application')!;
    const wanted = at === undefined ? undefined : PROTECTIONS[at];
    for (const protection of [...PROTECTIONS, undefined]) {
      const { count } = await applications.demanding(protection);
      expect([protection, count]).toEqual([protection, protection === wanted ? 1 : 0]);
    }
  });
});

describe('sorting', () => {
  it.each([
    [[3, undefined, 1, 10], false, [1, 3, 10, undefined]],
    [[3, undefined, 1, 10], true, [10, 3, 1, undefined]],
    [['b', '', 'Ä', 'item 10', 'item 9'], false, ['Ä', 'b', 'item 9', 'item 10', '']],
    [['a', 2, 'b', 1], false, [1, 2, 'a', 'b']],
  ] as const)('puts %j in order, descending: %j', (values, isDescending, expected) => {
    expect(sortedBy<string | number | undefined>(values, (value) => value, isDescending)).toEqual(
      expected,
    );
  });

  it('keeps the order of equal ones', () => {
    const items = ['b1', 'a1', 'b2', 'a2'];
    expect(sortedBy(items, (item) => item.charAt(0), true)).toEqual(['b1', 'b2', 'a1', 'a2']);
  });
});

describe('names', () => {
  const user = (key: string, name: string): GraphObject => ({
    _key: key,
    _type: 'okta_user',
    _class: ['User'],
    name,
    displayName: `${key}@acme.com`,
  });

  it('of several users are told apart by login', async () => {
    const entities = [user('x', 'Ada King'), user('y', 'Ada King'), user('z', 'Ada Quinn')];
    const read = await written(writeGraph({ entities, relationships: [] }));
    expect(entities.map(({ _key }) => read.name(read.nodeOf(_key)!))).toEqual([
      'Ada King (x@acme.com)',
      'Ada King (y@acme.com)',
      'Ada Quinn',
    ]);
  });

  it('of properties are those of today', () => {
    expect(currentNames(['created', 'createdOn', 'active', 'isActive', 'activated'])).toEqual([
      'createdOn',
      'isActive',
      'activated',
    ]);
  });
});
