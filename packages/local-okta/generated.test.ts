/** The generated org is the same for the same seed, whole, and computed rather than held. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { generatedOrg, startLocalOkta } from '.';
import { indexOf, textOf, valueAt, valuesOf } from './listing';

const SMALL = { users: 400, groups: 60, apps: 30, devices: 50, memberships: 3000, now: 1.7e12 };

test('the same options give the same org, another seed another', () => {
  const text = (seed: number) => {
    const org = generatedOrg({ ...SMALL, seed });
    return JSON.stringify([
      [...valuesOf(org.users)],
      [...valuesOf(org.groups)].map((group) => org.groupMembers(textOf(group, 'id')).size),
      [...valuesOf(org.apps)].map((app) => [...valuesOf(org.appUsers(textOf(app, 'id')))]),
    ]);
  };
  expect(text(3)).toBe(text(3));
  expect(text(3)).not.toBe(text(4));
});

test('memberships are as many as asked for, in order, and the same from both sides', () => {
  const org = generatedOrg(SMALL);
  const groups = [...valuesOf(org.groups)].map((group) => textOf(group, 'id'));
  const fromGroups = groups.flatMap((group) => {
    const members = [...valuesOf(org.groupMembers(group))];
    expect(members).toEqual([...new Set(members)].sort());
    return members.map((user) => `${user} ${group}`);
  });
  expect(fromGroups.length).toBe(SMALL.memberships + SMALL.users);
  const fromUsers = [...valuesOf(org.users)].flatMap((user) => {
    const id = textOf(user, 'id');
    return org.userGroups(id).map((group) => `${id} ${group}`);
  });
  expect(fromUsers.sort()).toEqual(fromGroups.sort());
});

test('application users are those assigned and the members of assigned groups', () => {
  const org = generatedOrg(SMALL);
  let through = 0;
  for (const app of valuesOf(org.apps)) {
    const id = textOf(app, 'id');
    const groups = [...valuesOf(org.appGroups(id))].map((one) => textOf(one, 'id'));
    for (const group of groups) expect(org.groupApps(group)).toContain(id);
    for (const user of valuesOf(org.appUsers(id))) {
      if (user['scope'] === 'USER') continue;
      through += 1;
      const group = String(valueAt(user, '_links.group.href')).split('/').at(-1)!;
      expect(groups).toContain(group);
      expect(indexOf(org.groupMembers(group), textOf(user, 'id'))).not.toBe(-1);
    }
  }
  expect(through).toBeGreaterThan(100);
});

test('a hundred thousand users are served page by page', async () => {
  const org = generatedOrg({
    users: 100_000,
    groups: 5000,
    memberships: 1_000_000,
    apps: 1000,
  });
  let memberships = 0;
  for (let index = 1; index < org.groups.size; index += 1) {
    memberships += org.groupMembers(org.groups.keyAt(index)).size;
  }
  expect(memberships).toBe(1_000_000);
  const okta = await startLocalOkta({ org, plan: 'unlimited' });
  const headers = { authorization: `SSWS ${okta.apiToken}` };
  const last = org.users.keyAt(org.users.size - 1);
  const one = await fetch(`${okta.url}/api/v1/users/${last}`, { headers });
  expect(one.status).toBe(200);
  const from = textOf(org.users.at(50_000), 'created');
  const search = encodeURIComponent(`created ge "${from}"`);
  const page = await fetch(`${okta.url}/api/v1/users?search=${search}`, { headers });
  const users = (await page.json()) as unknown[];
  expect(valueAt(users[0], 'id')).toBe(org.users.keyAt(50_000));
  expect(users).toHaveLength(200);
  await okta.close();
});

test('runs as a process of its own, and ends with its standard input', async () => {
  const child = spawn(
    process.execPath,
    [
      '-r',
      'ts-node/register',
      resolve(__dirname, 'main.ts'),
      '--users',
      '50',
      '--plan',
      'integrator',
    ],
    { cwd: resolve(__dirname, '../..'), stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const line = await new Promise<string>((done) => {
    child.stdout.once('data', (piece: Buffer) => {
      done(piece.toString());
    });
  });
  const { url, apiToken } = JSON.parse(line) as { url: string; apiToken: string };
  const response = await fetch(`${url}/api/v1/groups`, {
    headers: { authorization: `SSWS ${apiToken}` },
  });
  expect(response.headers.get('x-rate-limit-limit')).toBe('50');
  expect(((await response.json()) as unknown[]).length).toBe(5);
  const ended = new Promise((done) => child.once('exit', done));
  child.stdin.end();
  expect(await ended).toBe(0);
});

test.each([
  [600, 25, 88],
  [10_000, 90, 300],
])('an org of %i users has about %i policies and %i rules', (users, policies, rules) => {
  const { data = {}, apps } = generatedOrg({ users, now: 1.7e12 });
  const items = data['/api/v1/policies']?.items ?? [];
  const byPolicy = data['/api/v1/policies/{id}/rules']?.itemsOf ?? {};
  const ids = items.map((policy) => textOf(policy, 'id'));
  expect(Object.keys(byPolicy)).toEqual(ids);
  expect(items).toHaveLength(policies);
  const count = Object.values(byPolicy).flat().length;
  expect(Math.abs(count - rules) / rules).toBeLessThan(0.1);
  const links = [...valuesOf(apps)].map((app) => String(valueAt(app, '_links.accessPolicy.href')));
  for (const link of links) expect(ids).toContain(link.split('/').at(-1));
});
