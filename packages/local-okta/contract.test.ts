/**
 * Compares the local org with Okta's own OpenAPI description: what it answers must be what Okta
 * could answer. Where the shared description is not at hand, the output says so.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { generatedOrg, sampleOrg, startLocalOkta, type LocalOkta, type OrgSource } from '.';
import { ALWAYS, DIFFERENCES } from './contract/differences';
import { Contract, isPresent, SHARED } from './contract/schema';
import { pathsOf as dataPaths, readDataFiles } from './dataFiles';
import { CATALOGUE } from './errors';
import { textOf, valueAt } from './listing';
import { ROUTES } from './router';
import type { JsonObject } from './types';

const ROLE_TARGETS = '&expand=targets/groups&expand=targets/catalog/apps';

const QUERIES: Readonly<Record<string, string>> = {
  '/api/v1/principal-rate-limits': '&filter=principalType+eq+"SSWS_TOKEN"',
  '/api/v1/devices': '&expand=user',
  '/api/v1/groups': '&expand=stats',
  '/api/v1/users': '&search=status+pr',
  '/api/v1/logs': '&since=2000-01-01T00:00:00Z',
  '/api/v1/users/{id}/roles': ROLE_TARGETS,
  '/api/v1/groups/{id}/roles': ROLE_TARGETS,
  '/oauth2/v1/clients/{id}/roles': ROLE_TARGETS,
};

const DATA = readDataFiles();

/** With those that data files name themselves. */
const ALLOWED = [
  ...DIFFERENCES,
  ...Object.entries(DATA).flatMap(([template, { differs = {} }]) =>
    Object.entries(differs).map(
      ([problem, reason]) => [exactly(`${template} ${problem}`), reason] as const,
    ),
  ),
];

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

function idsFor(template: string, org: OrgSource): string[] {
  const listing = template.startsWith('/api/v1/users/{')
    ? org.users
    : template.startsWith('/api/v1/groups/{')
      ? org.groups
      : template.startsWith('/api/v1/groups/rules')
        ? org.rules
        : template.startsWith('/api/v1/devices')
          ? org.devices
          : template.startsWith('/api/v1/iam')
            ? org.iamRoles
            : org.apps;
  return Array.from({ length: Math.min(60, listing.size) }, (_, index) => listing.keyAt(index));
}

function rolesOf(template: string, org: OrgSource, id: string): readonly JsonObject[] {
  if (template.startsWith('/api/v1/users/')) return org.userRoles(id);
  return template.startsWith('/api/v1/groups/') ? org.groupRoles(id) : (org.clientRoles(id) ?? []);
}

/** The paths that show all there is of a route, at most 60 of each kind. */
function pathsOf(template: string, org: OrgSource): string[] {
  const query = `?limit=200${QUERIES[template] ?? ''}`;
  const data = org.data?.[template] ?? DATA[template];
  if (data !== undefined) return dataPaths(template, data);
  if (!template.includes('{')) return [`${template}${query}`];
  return idsFor(template, org).flatMap((id) => {
    const path = template.replace('{id}', id);
    if (path.includes('/roles/{id}')) {
      return rolesOf(template, org, id).map((row) => path.replace('{id}', textOf(row, 'id')));
    }
    if (path.includes('{userId}')) {
      const users = org.appUsers(id);
      return users.size === 0 ? [] : [path.replace('{userId}', users.keyAt(0))];
    }
    if (path.includes('{groupId}')) {
      const groups = org.appGroups(id);
      return groups.size === 0 ? [] : [path.replace('{groupId}', groups.keyAt(0))];
    }
    return [`${path}${query}`];
  });
}

interface Shown {
  template: string;
  bodies: unknown[];
}

async function responses(okta: LocalOkta, org: OrgSource): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (const { template } of ROUTES) {
    const bodies: unknown[] = [];
    for (const path of pathsOf(template, org)) {
      const response = await fetch(`${okta.url}${path}`, {
        headers: { authorization: `SSWS ${okta.apiToken}` },
      });
      if (response.ok) bodies.push(await response.json());
    }
    shown.push({ template, bodies });
  }
  return shown;
}

const ORGS: readonly [string, () => OrgSource][] = [
  ['sample org', () => sampleOrg()],
  ['generated org', () => generatedOrg({ users: 300, apps: 20, groups: 30 })],
];

if (!isPresent()) {
  const what = `the local org was NOT compared with Okta's description of its API: there is none in ${SHARED}`;
  process.stderr.write(`${what}\n`);
  test.todo(what);
} else {
  const contract = new Contract();
  const used = new Set<RegExp>();

  describe.each(ORGS)('%s', (_name, make) => {
    let shown: Shown[];

    beforeAll(async () => {
      const org = make();
      const okta = await startLocalOkta({ org, plan: 'unlimited' });
      shown = await responses(okta, org);
      await okta.close();
    });

    test('answers nothing that Okta would not', () => {
      const found: string[] = [];
      for (const { template, bodies } of shown) {
        const schema = contract.responseSchema(template);
        const problems =
          schema === undefined
            ? ['is not described']
            : new Set(bodies.flatMap((body) => contract.check(schema, body)));
        for (const problem of problems) {
          const text = `${template} ${problem}`;
          const difference = ALLOWED.find(([pattern]) => pattern.test(text));
          if (difference === undefined) found.push(text);
          else used.add(difference[0]);
        }
      }
      expect(found).toEqual([]);
    });

    test('leaves nothing out that Okta always sends', () => {
      const missing: string[] = [];
      for (const { template, bodies } of shown) {
        for (const body of bodies) {
          for (const item of Array.isArray(body) ? (body as unknown[]) : [body]) {
            for (const path of ALWAYS[template] ?? []) {
              if (valueAt(item, path) === undefined) missing.push(`${template} ${path}`);
            }
          }
        }
      }
      expect([...new Set(missing)]).toEqual([]);
    });

    test('shows every route with something in it', () => {
      const empty = shown.filter(({ bodies }) => bodies.length === 0).map((one) => one.template);
      // The generated org has neither custom roles nor service apps with a role.
      expect(
        empty.filter((template) => !/^\/api\/v1\/iam|\/clients\/.*targets/.test(template)),
      ).toEqual([]);
    });
  });

  test('every allowed difference occurs', () => {
    const idle = ALLOWED.filter(([pattern]) => !used.has(pattern)).map(([one]) => String(one));
    expect(idle).toEqual([]);
  });

  test('codes, statuses and texts of errors are those of the catalogue', () => {
    const text = readFileSync(resolve(SHARED, 'okta-error-codes.json'), 'utf8');
    const { errors } = JSON.parse(text) as {
      errors: { errorCode: string; statusCode: number; errorSummary: string }[];
    };
    for (const [code, [status, summary]] of Object.entries(CATALOGUE)) {
      const row = errors.find((one) => one.errorCode === code);
      expect([code, row?.statusCode]).toEqual([code, status]);
      const start = row?.errorSummary.split(/[:{]/)[0]?.trim() ?? '';
      expect(summary.toLowerCase().startsWith(start.toLowerCase())).toBe(true);
    }
  });
}
