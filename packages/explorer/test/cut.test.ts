/** Paths between any two things, and what to remove so that a user no longer reaches something. */
import { rmSync } from 'node:fs';

import fc from 'fast-check';

import { writeGraph, type GraphObject } from '../../../test/ask/writeGraph';
import { packCollection } from '../explorePage';
import { cutBetween, type Removal } from '../model/cut';
import type { Graph } from '../model/graph';
import { loadGrantFacts } from '../model/grants';
import { pathsBetween } from '../model/path';
import { graphOf, temporaryDirectory } from './collection';
import { SMALL, writeFixture } from './fixture';
import { ADA, AWS, ENGINEERING, GITHUB, GRACE, MALLORY, WIKI } from './fixtureActors';

const EVERYONE = 'everyone-group-000000';

async function loaded(directory: string): Promise<Graph> {
  const graph = await graphOf(packCollection(directory));
  rmSync(directory, { recursive: true });
  await loadGrantFacts(graph);
  for (const type of graph.types) await graph.column(type, 'type');
  return graph;
}

let graph: Graph;

beforeAll(async () => {
  const storage = temporaryDirectory();
  writeFixture(storage.directory, SMALL);
  graph = await loaded(storage.directory);
});

const node = (key: string): number => graph.nodeOf(key)!;

describe('paths', () => {
  const keysOf = (from: string, to: string) =>
    pathsBetween(graph, node(from), node(to), 8).paths.map(({ nodes }) =>
      nodes.map((each) => graph.key(each)),
    );

  it('are the shortest, whichever way relationships point', () => {
    expect(keysOf(ADA, AWS)).toEqual([[ADA, AWS]]);
    expect(keysOf('guo-ada-laptop-0001', 'okta_role:SuperAdministrator')).toEqual([
      ['guo-ada-laptop-0001', ADA, ENGINEERING, 'okta_role:SuperAdministrator'],
    ]);
    expect(keysOf(AWS, ADA)).toEqual([[AWS, ADA]]);
    expect(keysOf(ADA, ADA)).toEqual([[ADA]]);
  });

  it('avoid the account, and an assignment that is not in force', () => {
    const { paths, isThroughAccount } = pathsBetween(graph, node(GRACE), node(GITHUB), 8);
    expect(isThroughAccount).toBe(false);
    expect(paths.every(({ edges }) => edges.length > 1)).toBe(true);
    const others = pathsBetween(graph, node(MALLORY), node('okta:sso:acme'), 8);
    expect(others.isThroughAccount).toBe(true);
    expect(others.paths.map(({ nodes }) => nodes.map((each) => graph.key(each)))).toEqual([
      [MALLORY, 'okta_account_acme.okta.com', 'okta:sso:acme'],
    ]);
  });

  it('are none where nothing joins two things', () => {
    const alone = pathsBetween(graph, node('00u-hostile-0-000000'), node(ADA), 8);
    expect(alone.paths).toEqual([]);
  });
});

describe('what to remove', () => {
  const said = (user: string, target: string) =>
    cutBetween(graph, node(user), node(target)).removals.map(({ kind, group, obstacle }) => [
      kind,
      group === undefined ? '' : graph.key(group),
      obstacle ?? '',
    ]);

  it('names own assignments, memberships, and what stands in the way of their removal', () => {
    expect(said(ADA, GITHUB)).toEqual([
      ['assignment', '', ''],
      ['membership', ENGINEERING, 'rule'],
    ]);
    expect(said(ADA, WIKI)).toEqual([['group assignment', EVERYONE, 'everyone']]);
    expect(said(ADA, 'okta_role:SuperAdministrator')).toEqual([
      ['membership', ENGINEERING, 'rule'],
    ]);
    expect(said(GRACE, GITHUB)).toEqual([]);
  });

  it('names what else the user and others lose', () => {
    const [, membership] = cutBetween(graph, node(ADA), node(GITHUB)).removals;
    expect(membership?.alternative).toEqual({ otherMembers: 1, grants: 1 });
    const lost = membership?.alsoLost.map((target) => graph.name(target));
    expect(lost).toEqual(['AWS Production', 'Super Administrator', 'Admin (123456789012)']);
  });

  it('is as little as can be, and enough', async () => {
    const bits = fc.integer({ min: 0, max: 2 ** 12 - 1 });
    await fc.assert(
      fc.asyncProperty(bits, async (chosen) => {
        const org = orgOf(chosen);
        const small = await loaded(writeGraph(org));
        for (const target of APPS) {
          const cut = cutBetween(small, small.nodeOf('u')!, small.nodeOf(target)!);
          expect(cut.removals).toHaveLength(fewest(org.access, target));
          const left = without(org.access, target, cut.removals, small);
          expect(reaches(left, target)).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });
});

const GROUPS = ['g1', 'g2', 'g3'];
const APPS = ['a1', 'a2'];

/** `member g1`, `own a1`, `g1 a1`: what one user has, as words. */
type Access = ReadonlySet<string>;

const POSSIBLE = [
  ...GROUPS.map((group) => `member ${group}`),
  ...APPS.map((app) => `own ${app}`),
  ...GROUPS.flatMap((group) => APPS.map((app) => `${group} ${app}`)),
];

function orgOf(chosen: number) {
  const access: Access = new Set(POSSIBLE.filter((_, at) => (chosen >> at) % 2 === 1));
  const entity = (_key: string, _type: string, _class: string): GraphObject => ({
    _key,
    _type,
    _class: [_class],
    displayName: _key,
    name: _key,
  });
  const edge = (from: string, _class: string, to: string, _type: string): GraphObject => ({
    _key: `${from}|${to}`,
    _type,
    _class,
    _fromEntityKey: from,
    _toEntityKey: to,
  });
  const relationships = [...access].map((words) => {
    const [first = '', second = ''] = words.split(' ');
    if (first === 'member') return edge(second, 'HAS', 'u', 'okta_group_has_user');
    if (first === 'own') return edge('u', 'ASSIGNED', second, 'okta_user_assigned_application');
    return edge(first, 'ASSIGNED', second, 'okta_group_assigned_application');
  });
  const entities = [
    entity('u', 'okta_user', 'User'),
    ...GROUPS.map((group) => entity(group, 'okta_user_group', 'UserGroup')),
    ...APPS.map((app) => entity(app, 'okta_application', 'Application')),
  ];
  return { access, entities, relationships };
}

function reaches(access: Access, app: string): boolean {
  const isThrough = (group: string): boolean =>
    access.has(`member ${group}`) && access.has(`${group} ${app}`);
  return access.has(`own ${app}`) || GROUPS.some(isThrough);
}

/** The size of the smallest set whose removal ends the access, by trying all. */
function fewest(access: Access, app: string): number {
  const items = [...access];
  const sizes = Array.from({ length: 2 ** items.length }, (_, removed) => {
    const left = new Set(items.filter((_item, at) => (removed >> at) % 2 === 0));
    return reaches(left, app) ? Number.POSITIVE_INFINITY : items.length - left.size;
  });
  return Math.min(...sizes);
}

function without(access: Access, app: string, removals: readonly Removal[], small: Graph): Access {
  const removed = removals.map(({ kind, group }) => {
    if (kind === 'assignment' || group === undefined) return `own ${app}`;
    return kind === 'membership' ? `member ${small.key(group)}` : `${small.key(group)} ${app}`;
  });
  return new Set([...access].filter((item) => !removed.includes(item)));
}
