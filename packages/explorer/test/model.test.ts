/** What the page answers, without a browser: search, filters, access and its reasons, addresses, places. */
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { packCollection } from '../explorePage';
import { factorsOf, loadFactorFacts, unusableFactorsText } from '../model/factors';
import { commonValues, filterNodes, meets, OPERATORS, refusalOf } from '../model/filter';
import type { Graph } from '../model/graph';
import {
  bendOver,
  nearestInDirection,
  orderByNeighbours,
  placeInColumns,
  placeMap,
} from '../model/layout';
import { bundleTitle, neighbourhood } from '../model/neighbours';
import { canSignIn, isResolvedPerUser, loadGrantFacts, unableText } from '../model/grants';
import { notInForceOf, reachersOf, reachOf, routesOfUser } from '../model/reach';
import { routeText, wayOf } from '../model/routeWords';
import { addressOf, formatAddress, parseAddress, type Address } from '../model/route';
import { createSearchIndex, search, type SearchIndex } from '../model/search';
import { valueText } from '../model/values';
import { IDLE_STATUSES, writeForceGraph } from './forceGraph';
import { graphOf, temporaryDirectory } from './collection';
import { SMALL, writeFixture } from './fixture';
import {
  ADA,
  ADMIN_ARN,
  AWS,
  ENGINEERING,
  GITHUB,
  GRACE,
  LINUS,
  MALLORY,
  READ_ARN,
  WIKI,
} from './fixtureActors';

let graph: Graph;
let index: SearchIndex;

beforeAll(async () => {
  const storage = temporaryDirectory();
  writeFixture(storage.directory, SMALL);
  graph = await graphOf(packCollection(storage.directory));
  storage.remove();
  index = await createSearchIndex(graph);
  await loadGrantFacts(graph);
});

const node = (key: string): number => graph.nodeOf(key)!;

describe('search', () => {
  const firstOf = (query: string): string => {
    const [found] = search(index, query, { limit: 5 }).nodes;
    return found === undefined ? '' : graph.key(found);
  };

  it.each([
    ['a name', 'Ada Lovelace', ADA],
    ['the start of a name, in any case', 'ada lo', ADA],
    ['a part of a name', 'ovelac', ADA],
    ['the words of a name in the other order', 'lovelace ada', ADA],
    ['an e-mail address', 'grace@example.com', GRACE],
    ['an id', AWS, AWS],
    ['a part of an id', 'aws-production', AWS],
    ['the name of an application', 'github', GITHUB],
    ['an ARN', ADMIN_ARN, ADMIN_ARN],
    ['blanks around', '  Engineering ', ENGINEERING],
  ])('finds by %s', (_, query, key) => {
    expect(firstOf(query)).toBe(key);
  });

  it('does not mind accents', () => {
    const found = search(index, 'bjorn', { limit: 100 }).nodes.map((each) => graph.name(each));
    expect(found.every((name) => name.startsWith('Björn'))).toBe(true);
    expect(found).toHaveLength(10);
  });

  it('counts all but lists as many as asked for', () => {
    const found = search(index, 'example.com', { limit: 3 });
    expect(found.nodes).toHaveLength(3);
    expect(found.total).toBeGreaterThan(SMALL.users);
  });

  it('finds nothing in nothing, and only kinds that are asked for', () => {
    expect(search(index, '   ', { limit: 5 })).toEqual({ nodes: [], total: 0 });
    expect(search(index, 'no such thing', { limit: 5 }).total).toBe(0);
    const kinds = search(index, 'a', { limit: 100, kinds: ['application'] }).nodes;
    expect(new Set(kinds.map((each) => graph.typeOf(each).name))).toEqual(
      new Set(['okta_application']),
    );
  });
});

describe('what a user can reach', () => {
  const reachOfUser = (key: string) =>
    Object.fromEntries(
      reachOf(graph, node(key)).map(({ target, routes }) => [
        graph.key(target),
        routes.map((route) => routeText(graph, route)),
      ]),
    );
  const byRule = 'through the group Engineering, which the rule All engineers manages';
  const inAws = ', in the application AWS Production';

  it('tells direct, group and rule apart, and does not tell a group twice', () => {
    expect(reachOfUser(ADA)).toEqual({
      [GITHUB]: ['directly assigned', `${byRule} (roles Read, Write)`],
      [AWS]: [`${byRule} (role Admin)`],
      [WIKI]: ['through the group Everyone'],
      'okta_role:SuperAdministrator': [byRule],
      [ADMIN_ARN]: [byRule + inAws],
    });
  });

  it('takes direct roles and app groups as they are', () => {
    expect(reachOfUser(GRACE)).toEqual({
      [WIKI]: ['through the group Everyone'],
      'okta_role:SuperAdministrator': ['directly assigned'],
      [READ_ARN]: [`directly assigned${inAws}`],
    });
  });

  it('believes the edges to AWS roles, which may overrule those of a group, and tells all their reasons', () => {
    const reached = reachOfUser(LINUS);
    expect(reached).not.toHaveProperty([ADMIN_ARN]);
    expect(reached[READ_ARN]).toEqual([
      `directly assigned${inAws}`,
      `through the app group Directory Admins, which the rule Paused import (inactive) manages${inAws}`,
    ]);
    expect(reached[AWS]).toEqual(['directly assigned', `${byRule} (role Admin)`]);
    expect(isResolvedPerUser(graph, node(ADMIN_ARN))).toBe(true);
    expect(isResolvedPerUser(graph, node(AWS))).toBe(false);
  });

  it('does not say that an inactive rule fills a group', () => {
    const ways = (key: string, target: string) =>
      reachOf(graph, node(key))
        .find((reached) => reached.target === node(target))!
        .routes.map((route) => wayOf(graph, route));
    expect(ways(LINUS, READ_ARN)).toEqual(['direct', 'group']);
    expect(ways(ADA, GITHUB)).toEqual(['direct', 'rule']);
  });

  it('says so when the group is not in the collection', () => {
    expect(reachOfUser(MALLORY)[AWS]).toEqual(['through a group that is not in this collection']);
  });

  it('answers for a group what it gives its members', () => {
    expect(Object.keys(reachOfUser(ENGINEERING))).toEqual(
      expect.arrayContaining([AWS, GITHUB, ADMIN_ARN, 'okta_role:SuperAdministrator']),
    );
  });
});

describe('who can reach something', () => {
  it('counts everyone once and gives each user the reasons', () => {
    const reachers = reachersOf(graph, node(AWS));
    expect(reachers.users.map((user) => graph.key(user)).sort()).toEqual([ADA, LINUS].sort());
    expect(reachers.unable).toEqual([node(MALLORY)]);
    expect(reachers.groups.map(({ group }) => graph.name(group))).toEqual(['Engineering']);
    const [ada] = routesOfUser(graph, reachers, node(ADA));
    expect(ada).toMatchObject({ kind: 'group', group: node(ENGINEERING) });
    expect(reachers.direct).toEqual([node(LINUS)]);
    expect(reachersOf(graph, node(ADMIN_ARN)).users).toEqual([node(ADA)]);
    expect(reachersOf(graph, node(ADMIN_ARN)).groups[0]?.members).toEqual([node(ADA)]);
  });

  it('agrees with what each user can reach, for every target of the graph', () => {
    const users = graph.typeNamed('okta_user')!;
    const fromUsers = new Map<number, number[]>();
    for (let user = users.first; user < users.first + users.count; user += 1) {
      if (!canSignIn(graph, user)) continue;
      for (const { target } of reachOf(graph, user)) {
        fromUsers.set(target, [...(fromUsers.get(target) ?? []), user]);
      }
    }
    expect(fromUsers.size).toBeGreaterThan(10);
    for (const [target, expected] of fromUsers) {
      expect(reachersOf(graph, target).users).toEqual(expected);
    }
  });

  it('lets Everyone in where Everyone is assigned', () => {
    const reachers = reachersOf(graph, node(WIKI));
    expect([...reachers.users, ...reachers.unable]).toHaveLength(SMALL.users + 4);
    const [{ members, unableMembers } = { members: [], unableMembers: [] }] = reachers.groups;
    expect(members).toEqual(reachers.users);
    expect(unableMembers).toEqual(reachers.unable);
    expect(unableMembers.length).toBeGreaterThan(1);
  });

  describe('counts only what gives access now', () => {
    let small: Graph;
    const at = (key: string): number => small.nodeOf(key)!;

    beforeAll(async () => {
      const directory = writeForceGraph();
      small = await graphOf(packCollection(directory));
      rmSync(directory, { recursive: true });
      await loadGrantFacts(small);
      await loadFactorFacts(small);
    });

    it('accounts that can sign in, with those that cannot beside', () => {
      const { users, unable, groups, direct, unableDirect } = reachersOf(small, at('app-all'));
      const able = ['active', 'locked_out', 'none', 'password_expired', 'recovery'];
      expect(users.map((user) => small.key(user))).toEqual(able);
      expect(unable.map((user) => small.key(user)).sort()).toEqual(
        ['deprovisioned', 'flagged', 'provisioned', 'staged', 'suspended'].sort(),
      );
      expect(groups[0]?.members).toEqual(users);
      expect(groups[0]?.unableMembers).toEqual(unable);
      expect([...direct, ...unableDirect]).toEqual([at('deprovisioned')]);
      expect(unableText(small, unable)).toBe('+5 that cannot sign in');
      expect(unableText(small, unableDirect)).toBe('+1 deactivated');
      expect(unableText(small, [])).toBe('');
    });

    it.each(IDLE_STATUSES)('no assignment that is %s, even beside that of a group', (status) => {
      const app = at(`app-${status}`);
      const { users, notInForce, groups } = reachersOf(small, app);
      expect(users).not.toContain(at('active'));
      expect(users).toContain(at('recovery'));
      expect(groups[0]?.members).toEqual(users);
      expect(notInForce.map((edge) => small.fromOf(edge))).toEqual([at('active')]);
      expect(reachOf(small, at('active')).map(({ target }) => target)).not.toContain(app);
      expect(notInForceOf(small, at('active')).map((edge) => small.toOf(edge))).toContain(app);
      expect(reachOf(small, at('recovery')).map(({ target }) => target)).toContain(app);
    });

    it('factors that were never activated as such', () => {
      expect(unusableFactorsText(small, at('active'))).toBe('1, never activated');
      expect(unusableFactorsText(small, at('recovery'))).toBe('1, not active');
      expect(unusableFactorsText(small, at('staged'))).toBe('');
    });
  });
});

describe('a neighbourhood', () => {
  it('bundles what is alike, inward first', () => {
    const bundles = neighbourhood(graph, node(ENGINEERING));
    const counts = Object.fromEntries(
      bundles.map((bundle) => [bundleTitle(bundle), bundle.edges.length]),
    );
    expect(counts).toEqual({
      'belongs to · Account': 1,
      'is managed by · Group rules': 1,
      'is assigned · Applications': 2,
      'is assigned to · Policy rules': 1,
      'has · Users': 2,
      'is assigned · Admin roles': 1,
      'is assigned · AWS roles': 1,
    });
    expect(bundles[0]?.outward).toBe(false);
  });
});

describe('filters', () => {
  it.each([
    ['active', 'is', 'ACTIVE', true],
    ['active', 'not', 'active', false],
    [null, 'not', 'active', true],
    [null, 'is', '', false],
    [null, 'unknown', '', true],
    [[], 'unknown', '', true],
    [false, 'known', '', true],
    [false, 'is', 'false', true],
    [['a@x.com', 'B@x.com'], 'is', 'b@x.com', true],
    ['Müller', 'has', 'mull', true],
    [5, 'less', '6', true],
    [5, 'more', '6', false],
    ['5', 'less', '6', false],
    [null, 'less', '6', false],
    [false, 'is', 'no', true],
    [true, 'is', 'Yes', true],
    [true, 'not', 'no', true],
    [false, 'has', 'no', true],
  ] as const)('%j %s %j is %j', (value, operator, wanted, expected) => {
    expect(meets(value, { property: 'some', operator, value: wanted })).toBe(expected);
  });

  it('compares times with dates', () => {
    const value = Date.UTC(2026, 5, 1);
    const condition = { property: 'lastLoginOn', operator: 'less', value: '2026-06-02' } as const;
    expect(meets(value, condition)).toBe(true);
    expect(meets(value, { ...condition, value: '2026-05-31' })).toBe(false);
    expect(meets(value, { ...condition, value: 'yesterday' })).toBe(false);
  });

  it.each([
    ['is', '2026-11-23 14:15', true],
    ['is', '2026-11-23 14:15 UTC', true],
    ['is', '2026-11-23T14:15:00Z', true],
    ['is', '2026-11-23', true],
    ['is', '2026-11-24', false],
    ['not', '2026-11-23 14:15', false],
    ['not', '2026-11-23 14:16', true],
    ['has', '11-23 14', true],
    ['less', '2026-11-23 14:16', true],
    ['less', '2026-11-23 14:15', false],
    ['more', '2026-11-23 14:15', false],
    ['more', '2026-11-23', false],
    ['more', '2026-11-22', true],
  ] as const)('compares a time as it is shown: %s %s is %j', (operator, wanted, expected) => {
    const value = Date.UTC(2026, 10, 23, 14, 15, 30);
    expect(meets(value, { property: 'createdOn', operator, value: wanted })).toBe(expected);
  });

  it.each([
    ['createdOn', 'less', '90 days ago', [Date.UTC(2026, 0, 1)], 'write a date such as 2026-08-01'],
    ['createdOn', 'is', '2026-13-01', [Date.UTC(2026, 0, 1)], 'write a date such as 2026-08-01'],
    ['usersCount', 'more', 'many', [null, 5], 'write one such as 25'],
    ['mfaEnabled', 'is', 'nope', [null, true, false], 'write one of them'],
    ['status', 'more', '5', ['active'], 'choose “is”'],
    ['status', 'is', '', ['active'], 'Write a value'],
  ] as const)('refuses %s %s %j', (property, operator, value, values, words) => {
    expect(refusalOf({ property, operator, value }, values)).toContain(words);
  });

  it.each([
    ['createdOn', 'less', '2026-08-01', [Date.UTC(2026, 0, 1)]],
    ['mfaEnabled', 'is', 'no', [true]],
    ['usersCount', 'is', '5', [5]],
    ['custom', 'is', 'word', [5, 'word']],
    ['status', 'is', 'never used', ['active']],
    ['status', 'unknown', '', ['active']],
    ['usersCount', 'less', '5', [null]],
  ] as const)('does not refuse %s %s %j', (property, operator, value, values) => {
    expect(refusalOf({ property, operator, value }, values)).toBeUndefined();
  });

  it('holds all conditions at once, and offers the commonest values', async () => {
    const users = graph.typeNamed('okta_user')!;
    const conditions = [
      { property: 'status', operator: 'is', value: 'active' },
      { property: 'mfaEnabled', operator: 'is', value: 'false' },
    ] as const;
    const found = await filterNodes(graph, users, conditions);
    expect(found.map((each) => graph.key(each))).toContain(GRACE);
    expect(found.map((each) => graph.key(each))).not.toContain(ADA);
    const status = (await graph.column(users, 'status'))!;
    const [first, ...others] = commonValues(status, users.count, 10);
    expect(first).toMatchObject({ value: 'active' });
    expect(others.map(({ value }) => value).sort()).toEqual([
      'deprovisioned',
      'staged',
      'suspended',
    ]);
    const unknown = { property: 'no such property', operator: 'unknown', value: '' } as const;
    expect(await filterNodes(graph, users, [unknown])).toHaveLength(users.count);
  });

  it('names the active factors of a user, each once', async () => {
    await loadFactorFacts(graph);
    expect(factorsOf(graph, node(ADA))).toEqual(['OKTA push']);
    expect(factorsOf(graph, node(LINUS))).toEqual([]);
  });
});

describe('addresses', () => {
  it('come back as they went out, whatever things are called', () => {
    const condition = fc.record({
      property: fc.string({ minLength: 1, unit: 'binary' }),
      operator: fc.constantFrom(...OPERATORS),
      value: fc.string({ unit: 'binary' }),
    });
    const address: fc.Arbitrary<Address> = fc.record({
      view: fc.constantFrom('type', 'relation', 'near', 'reach', 'who', 'path', 'cut', 'find'),
      subject: fc.string({ minLength: 1, unit: 'binary' }),
      page: fc.integer({ min: 1, max: 10_000 }),
      conditions: fc.array(condition, { maxLength: 3 }),
      only: fc.string({ unit: 'binary' }),
      text: fc.string({ unit: 'binary' }),
      added: fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
      to: fc.string({ unit: 'binary' }),
      sort: fc.string({ unit: 'binary' }),
      columns: fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(address, (given) => {
        expect(parseAddress(formatAddress(given))).toEqual(given);
      }),
    );
  });

  it.each(['', '#', '#/', '#/nothing/here', '#javascript:alert(1)', '#/%'])(
    '%j is the overview',
    (hash) => {
      expect(parseAddress(hash)).toEqual(addressOf({}));
    },
  );

  it('survives a broken escape and a page that is none', () => {
    expect(parseAddress('#/near/%E0%A4%A')).toMatchObject({ view: 'near', subject: '%E0%A4%A' });
    expect(parseAddress('#/type/okta_user?page=-3').page).toBe(1);
    expect(parseAddress('#/type/okta_user?page=x').page).toBe(1);
  });
});

describe('places', () => {
  it('never puts two cards in one place', () => {
    const ids = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, at) => `${prefix}${at}`);
    const places = placeInColumns([ids('a', 3), [], ids('b', 40), ids('c', 1)]);
    expect(places.size).toBe(44);
    expect(new Set([...places.values()].map(({ x, y }) => `${x}/${y}`)).size).toBe(44);
    const types = graph.types.map(({ name, kind }) => ({ id: name, kind }));
    const twice = [...types, ...types.map(({ id, kind }) => ({ id: `${id}2`, kind }))];
    const map = placeMap(twice);
    expect(new Set([...map.values()].map(({ x, y }) => `${x}/${y}`)).size).toBe(twice.length);
  });

  it('orders a column by its neighbours', () => {
    const heights: Record<string, number[]> = { a: [5], b: [1, 2], c: [] };
    expect(orderByNeighbours(['a', 'b', 'c'], (id) => heights[id] ?? [])).toEqual(['b', 'a', 'c']);
  });

  it('walks to the nearest card in a direction', () => {
    const places = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 90 },
      { x: 300, y: 0 },
    ];
    expect(nearestInDirection(places[0]!, places, { x: 1, y: 0 })).toBe(1);
    expect(nearestInDirection(places[1]!, places, { x: 0, y: 1 })).toBe(2);
    expect(nearestInDirection(places[3]!, places, { x: 1, y: 0 })).toBe(-1);
  });

  it('bends a line over a place', () => {
    const { weights, distances } = bendOver({ x: 0, y: 0 }, { x: 10, y: 0 }, [{ x: 5, y: -4 }]);
    expect(weights).toEqual([0.5]);
    expect(distances).toEqual([-4]);
  });
});

describe('values in words', () => {
  it.each([
    ['createdOn', Date.UTC(2026, 0, 2, 3, 4), '2026-01-02 03:04'],
    ['usersCount', 1_700_000_000_000, '1700000000000'],
    ['active', true, 'yes'],
    ['email', ['a@x.com', 'b@x.com'], 'a@x.com, b@x.com'],
    ['anything', null, ''],
    ['settings', { a: 1 }, '{"a":1}'],
  ])('%s %j', (property, value, expected) => {
    expect(valueText(property, value)).toBe(expected);
  });
});
