/**
 * Effective protection of a generated org: the views of `npm run ask`, which work on sets, give what the module that
 * takes one user and one application after another gives to the explorer.
 */
import { rmSync } from 'node:fs';

import { invocationConfig } from '../../../src';
import { writeGraph, type GraphObject } from '../../../test/ask/writeGraph';
import { rowObjects } from '../../cli/ask/answer';
import { declaredTables } from '../../cli/ask/declarations';
import { GraphDatabase } from '../../cli/ask/graphDatabase';
import { openGraphFiles } from '../../cli/ask/graphFiles';
import { UNKNOWNS, type Step } from '../../cli/protection/chain';
import { DEMANDS } from '../../cli/protection/demand';
import { packCollection } from '../explorePage';
import { demandOfRule, loadProtectionFacts, Protections } from '../model/effective';
import type { Graph } from '../model/graph';
import { loadGrantFacts } from '../model/grants';
import { reachOf } from '../model/reach';
import { graphOf } from './collection';

/** Numbers from 0 to 1, the same in each run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const entity = (_type: string, _key: string, more: object = {}): GraphObject => ({
  _key,
  _type,
  _class: ['Entity'],
  displayName: _key,
  ...more,
});
const edge = (_type: string, _class: string, from: string, to: string, more: object = {}) => ({
  _key: `${from}|${_type}|${to}`,
  _type,
  _class,
  _fromEntityKey: from,
  _toEntityKey: to,
  ...more,
});

const CONDITIONS = ['network', 'device', 'elCondition'];
const TYPES = ['employee', 'partner', 'robot'];
const keys = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}${String(at)}`);
const USERS = keys('user', 150);
const GROUPS = keys('group', 10);
const APPLICATIONS = keys('application', 22);

/** An org of everything that a rule may say, with what is odd or missing in some of it. */
class Org {
  readonly entities: GraphObject[] = [];
  readonly relationships: GraphObject[] = [];

  constructor(readonly next: () => number) {
    this.entities.push(
      ...GROUPS.map((key) =>
        entity('okta_user_group', key, { type: 'OKTA_GROUP', _class: ['UserGroup'] }),
      ),
      ...APPLICATIONS.map((key) => entity('okta_application', key, { _class: ['Application'] })),
    );
    for (const key of USERS) this.user(key);
    for (const group of GROUPS) {
      for (const application of this.some(APPLICATIONS, 0.2))
        this.relationships.push(
          edge('okta_group_assigned_application', 'ASSIGNED', group, application),
        );
    }
    for (let at = 0; at < 20; at += 1) this.policy('okta_access_policy', `access${String(at)}`);
    for (let at = 0; at < 10; at += 1) this.policy('okta_sign_on_policy', `session${String(at)}`);
    // Some applications have no policy.
    APPLICATIONS.slice(2).forEach((application, at) => {
      const policy = `access${String(at)}`;
      this.relationships.push(
        edge('okta_access_policy_protects_application', 'PROTECTS', policy, application),
      );
    });
  }

  private is(share: number): boolean {
    return this.next() < share;
  }

  private some<T>(items: readonly T[], share: number): T[] {
    return items.filter(() => this.is(share));
  }

  private user(key: string): void {
    const typeId = this.is(0.9) ? TYPES[Math.floor(this.next() * TYPES.length)] : undefined;
    const status = this.is(0.9) ? 'active' : 'suspended';
    this.entities.push(entity('okta_user', key, { typeId, status, _class: ['User'] }));
    for (const group of this.some(GROUPS, 0.25))
      this.relationships.push(edge('okta_group_has_user', 'HAS', group, key));
    for (const application of this.some(APPLICATIONS, 0.3)) {
      const own = { status: this.is(0.85) ? 'ACTIVE' : 'SUSPENDED', scope: 'USER' };
      this.relationships.push(
        edge('okta_user_assigned_application', 'ASSIGNED', key, application, own),
      );
    }
  }

  private policy(type: string, key: string): void {
    const count = Math.floor(this.next() * 7);
    const isSession = type === 'okta_sign_on_policy';
    const groups = isSession ? this.named('okta_policy_assigned_group', key, GROUPS, 0.2) : {};
    this.entities.push(
      entity(type, key, {
        priority: this.is(0.7) ? Math.floor(this.next() * 6) : undefined,
        isActive: this.is(0.9) ? true : this.is(0.5) ? false : undefined,
        ruleCount: this.is(0.85) ? count : this.is(0.5) ? count + 1 : undefined,
        ...groups,
      }),
    );
    for (let at = 0; at < count; at += 1) this.rule(key, `${key}-rule${String(at)}`, isSession);
  }

  private rule(policy: string, key: string, isSession: boolean): void {
    const out = (of: string, all: readonly string[], name: string) =>
      this.named(`okta_policy_rule_assigned_${of}`, key, all, 0.15, name);
    const into = (of: string, all: readonly string[], name: string) =>
      this.named(`okta_${of}_limits_policy_rule`, key, all, 0.1, name);
    const known = (): boolean | undefined => (this.is(0.2) ? undefined : this.is(0.5));
    this.entities.push(
      entity('okta_policy_rule', key, {
        ruleType: isSession ? 'SIGN_ON' : 'ACCESS_POLICY',
        priority: this.is(0.92) ? Math.floor(this.next() * 9) : undefined,
        isActive: this.is(0.75) ? true : this.is(0.5) ? false : undefined,
        signInConditions: this.is(0.95) ? this.some(CONDITIONS, 0.2) : undefined,
        access: this.is(0.8) ? 'ALLOW' : 'DENY',
        ...(isSession
          ? { requireFactor: known() }
          : {
              allowsSingleFactor: known(),
              passwordAloneSuffices: known(),
              phishingResistantRequired: known(),
            }),
        ...(this.is(0.4) && out('group', GROUPS, 'group')),
        ...(this.is(0.15) && out('user', USERS, 'user')),
        ...(this.is(0.2) && into('group', GROUPS, 'excludedGroup')),
        ...(this.is(0.2) && into('user', USERS, 'excludedUser')),
        ...(this.is(0.15) && { userTypeIds: this.some(TYPES, 0.5) }),
        ...(this.is(0.15) && { excludedUserTypeIds: this.some(TYPES, 0.3) }),
      }),
    );
    this.relationships.push(edge('okta_policy_has_rule', 'HAS', policy, key));
  }

  /** Edges between a rule and some of `all`, and its count of them; a few more are named than are there. */
  private named(type: string, key: string, all: readonly string[], share: number, name = 'group') {
    const chosen = this.some(all, share);
    const isInto = type.includes('_limits_');
    this.relationships.push(
      ...chosen.map((other) =>
        isInto ? edge(type, 'LIMITS', other, key) : edge(type, 'ASSIGNED', key, other),
      ),
    );
    return { [`${name}Count`]: chosen.length + (this.is(0.3) ? 1 : 0) };
  }
}

type Row = Readonly<Record<string, unknown>>;

let database: GraphDatabase;
let graph: Graph;

beforeAll(async () => {
  const { entities, relationships } = new Org(numbers(15));
  const directory = writeGraph({ entities, relationships });
  database = await GraphDatabase.open({
    files: openGraphFiles(directory),
    declarations: declaredTables(invocationConfig.integrationSteps),
    now: 0,
  });
  graph = await graphOf(packCollection(directory));
  await loadGrantFacts(graph);
  await loadProtectionFacts(graph);
  rmSync(directory, { recursive: true });
});

afterAll(() => {
  database.close();
});

/** One line for each step of each chain. */
function linesOf(subject: string, steps: readonly Step[]): string[] {
  return steps.map(({ policy, rule, conditions, unknown }, at) => {
    const node = rule === undefined ? undefined : graph.nodeOf(rule);
    const demand = node === undefined ? undefined : demandOfRule(graph, node);
    const isLast = at === steps.length - 1;
    return JSON.stringify([subject, policy, rule, conditions, unknown, demand, isLast]);
  });
}

async function askedLines(sql: string): Promise<string[]> {
  const rows: readonly Row[] = rowObjects(await database.query(sql));
  return rows.map((row) => {
    const { subject, policyKey, ruleKey, conditions, unknown, demands, isLast } = row;
    return JSON.stringify([subject, policyKey, ruleKey, conditions, unknown, demands, isLast]);
  });
}

test('of every user and application that the user reaches', async () => {
  const protections = new Protections(graph);
  const expected = USERS.flatMap((user) => {
    const node = graph.nodeOf(user)!;
    return reachOf(graph, node)
      .map(({ target }) => target)
      .flatMap((target) =>
        linesOf(`${user} ${graph.key(target)}`, protections.ofApplication(node, target)),
      );
  });
  const asked = await askedLines(`
    SELECT userKey || ' ' || applicationKey AS subject, * FROM effective_protection
    ORDER BY userKey, applicationKey, ruleOrder`);
  expect(expected.length).toBeGreaterThan(1_000);
  const steps = expected.map((line) => JSON.parse(line) as unknown[]);
  const seen = new Set(steps.flat(2));
  const demands = DEMANDS.map(({ words }) => words);
  expect([...UNKNOWNS, ...CONDITIONS, ...demands].filter((word) => !seen.has(word))).toEqual([]);
  expect(asked.sort()).toEqual(expected.sort());
});

test('of every session', async () => {
  const protections = new Protections(graph);
  const expected = USERS.flatMap((user) =>
    linesOf(user, protections.ofSession(graph.nodeOf(user)!)),
  );
  const asked = await askedLines('SELECT userKey AS subject, * FROM effective_session');
  expect(expected.length).toBeGreaterThan(200);
  expect(asked.sort()).toEqual(expected.sort());
});
