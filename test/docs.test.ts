/** Checks the documents against the code: fields, permissions, sources, data model, calls, scripts, links. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { invocationConfig } from '../src';
import { instanceConfigFields } from '../src/config';
import { DEFAULT_THRESHOLD } from '../src/okta';
import { GENERATED } from '../packages/cli/generate/files';
import { permissionForPath } from '../src/permissions';
import { RESOURCES } from '../src/resources';
import type { ListDefinition } from '../src/resources/defineResource';
import { collectLocal } from './harness/collect';
import { AWS_APPS } from '../packages/local-okta/sample/awsApps';

const ROOT = path.join(__dirname, '..');
const STEPS = invocationConfig.integrationSteps;
const START = '<!-- {J1_DOCUMENTATION_MARKER_START} -->';
const END = '<!-- {J1_DOCUMENTATION_MARKER_END} -->';

const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');
const guide = read('docs/jupiterone.md');

/** Prose without line breaks: prettier moves them. */
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** The SDK's rule: words in capitals, parted by underscores. */
const environmentName = (field: string): string =>
  field.replaceAll(/([A-Z]|\d+)/g, '_$1').toUpperCase();

/** The rows of the Markdown table whose first heading cell is this, without the two heading lines. */
function tableOf(text: string, heading: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => cells(line)[0] === heading);
  if (start === -1) throw new Error(`there is no table with the column "${heading}"`);
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines.slice(start + 2, start + length).map(cells);
}

/** The anchors that a document's headings make. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Whether the project has no such file, or the document no such heading. */
function leadsNowhere(target: string): boolean {
  const [file = '', anchor] = target.split('#', 2);
  const full = path.join(ROOT, file);
  if (!existsSync(full)) return true;
  if (anchor === undefined || !full.endsWith('.md')) return false;
  return !anchors(readFileSync(full, 'utf8')).includes(anchor);
}

function cells(line: string): string[] {
  if (!line.startsWith('|')) return [];
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** Calls that definitions make only where Okta leaves something out of a list. */
function fallbacks(): string[] {
  return RESOURCES.flatMap(({ nodes }) => nodes)
    .flatMap(({ definition: { embedded = {} } }) => Object.values(embedded))
    .flatMap(({ path: asked, isKnown }) => (isKnown === undefined ? [] : [asked]));
}

/** Lists by the number of their records; what is asked for each record, as often as it was asked. */
function callsToDefined(
  made: Readonly<Record<string, number>>,
  count: (types: readonly string[]) => number,
): Record<string, number> {
  const calls = RESOURCES.flatMap(({ definition: { list }, root, nodes }) => [
    ...(list === undefined ? [] : [[list.path, listCallsOf(list, count(root.types))] as const]),
    ...nodes
      .flatMap(({ definition: { embedded = {} } }) => Object.values(embedded))
      .flatMap(({ path: asked }) =>
        made[asked] === undefined ? [] : [[asked, made[asked]] as const],
      ),
  ]);
  return Object.fromEntries(calls);
}

function listCallsOf({ limit = Infinity, queries }: ListDefinition, records: number): number {
  const asked = typeof queries === 'function' ? queries({ pipeline: 'idx' }) : (queries ?? [{}]);
  return Math.max(asked.length, Math.ceil(records / limit));
}

describe('generated files', () => {
  it.each(Object.entries(GENERATED))('%s is as generated: npm run generate', (name, generate) => {
    const written = read(name);
    expect(generate(written)).toBe(written);
  });
});

describe('docs/jupiterone.md', () => {
  it('lists every field with its environment variable', () => {
    const rows = tableOf(guide, 'field').map(([field, variable]) => [field, variable]);
    const fields = Object.keys(instanceConfigFields);
    expect(rows).toEqual(fields.map((field) => [`\`${field}\``, `\`${environmentName(field)}\``]));
  });

  it('names the default threshold', () => {
    expect(flat(guide)).toContain(
      `\`rateLimitThreshold\` (${DEFAULT_THRESHOLD} unless you set it)`,
    );
    const row = tableOf(guide, 'field').find(([field]) => field === '`rateLimitThreshold`');
    expect(row?.[2]).toContain(`${DEFAULT_THRESHOLD} if empty`);
  });

  it('lists the permission behind every step', () => {
    const titles = tableOf(guide, 'what is read').map(([title]) => title);
    for (const { authorization } of STEPS) {
      const [main = ''] = authorization?.endpoints ?? [];
      expect(titles).toContain(permissionForPath(main)?.title);
    }
  });

  it('lists every scope that the steps need', () => {
    const lines = guide.split('\n').map((line) => line.trim());
    const needed = STEPS.flatMap(({ authorization }) => authorization?.oauthScopes ?? []);
    expect(needed.filter((scope) => !lines.includes(scope))).toEqual([]);
  });

  it('has the data model of the steps: npm run document', () => {
    expect(guide.split(START)).toHaveLength(2);
    expect(guide.split(END)).toHaveLength(2);
    const model = guide.slice(guide.indexOf(START), guide.indexOf(END));
    const inOrder = (rows: readonly string[]): string[] => [...new Set(rows)].sort();
    const written = (heading: string): string[] => tableOf(model, heading).map((row) => row.join());

    const entities = STEPS.flatMap(({ entities }) => entities).map(
      ({ resourceName, _type, _class }) =>
        [
          resourceName,
          `\`${_type}\``,
          [_class]
            .flat()
            .map((name) => `\`${name}\``)
            .join(', '),
        ].join(),
    );
    expect(inOrder(written('Resources'))).toEqual(inOrder(entities));

    const edges = STEPS.flatMap(({ relationships }) => relationships).map(
      ({ sourceType, _class, targetType }) =>
        [`\`${sourceType}\``, `**${_class}**`, `\`${targetType}\``].join(),
    );
    expect(inOrder(written('Source Entity `_type`'))).toEqual(inOrder(edges));

    const mapped = STEPS.flatMap(({ mappedRelationships = [] }) => mappedRelationships).map(
      ({ sourceType, _class, targetType, direction }) =>
        [`\`${sourceType}\``, `**${_class}**`, `\`*${targetType}*\``, direction].join(),
    );
    const afterHeading = model.slice(model.indexOf('### Mapped Relationships'));
    expect(
      inOrder(tableOf(afterHeading, 'Source Entity `_type`').map((row) => row.join())),
    ).toEqual(inOrder(mapped));
  });

  it('counts the calls of a run as they are', async () => {
    const patient = { connectMs: 20_000, idleMs: 20_000, totalMs: 60_000 };
    const { okta, entities, dir, summary } = await collectLocal(
      {},
      { client: { timeouts: patient } },
    );
    rmSync(dir, { recursive: true });
    expect(summary?.integrationStepResults.map(({ status }) => status)).not.toContain('failure');

    const of = (type: string) => entities.filter(({ _type }) => _type === type);
    const pages = (count: number, size: number): number => Math.max(1, Math.ceil(count / size));
    const users = of('okta_user');
    const gone = users.filter(({ status }) => status === 'deprovisioned').length;
    const present = users.length - gone;
    const groups = [...of('okta_user_group'), ...of('okta_app_user_group')];
    const withMembers = groups.filter(
      ({ name, usersCount }) => name !== 'Everyone' && usersCount !== 0,
    );
    const applications = of('okta_application').length;
    const customRoles = of('okta_role').filter(({ roleType }) => roleType === 'CUSTOM').length;
    const administrators = okta.counters.calls['/api/v1/users/{id}/roles'] ?? 0;

    const { calls } = okta.counters;
    /** Once each; an item that showed something is asked again if the last ones show nothing. */
    const each = (template: string, count: number): Record<string, number> => ({
      [template]: calls[template] === count + 1 ? count + 1 : count,
    });

    expect(calls).toEqual({
      '/.well-known/okta-organization': 1,
      '/api/v1/users': 1 + pages(present, 200) + pages(present + gone, 200),
      ...each('/api/v1/users/{id}/factors', present),
      // Users with roles, through groups too: no other list tells them.
      '/api/v1/users/{id}/roles': administrators,
      '/api/v1/groups': 1 + pages(groups.length, 200),
      ...each('/api/v1/groups/{id}/users', withMembers.length),
      ...each(
        '/api/v1/groups/{id}/roles',
        groups.filter(({ hasAdminPrivilege }) => hasAdminPrivilege !== false).length,
      ),
      '/api/v1/apps': pages(applications, 200),
      // Named by records and not listed: one that the System Log has created, others that were deleted.
      '/api/v1/apps/{id}': 2,
      '/api/v1/groups/{id}': 1,
      '/api/v1/users/{id}': 1,
      ...each('/api/v1/apps/{id}/users', applications),
      ...each('/api/v1/apps/{id}/groups', applications),
      '/api/v1/meta/schemas/apps/{id}/default': AWS_APPS.filter(
        ({ name, status, signOnMode, app }) =>
          name === 'amazon_aws' &&
          status !== 'INACTIVE' &&
          signOnMode === 'SAML_2_0' &&
          app?.useGroupMapping !== true,
      ).length,
      '/api/v1/logs': 1,
      '/oauth2/v1/clients/{id}/roles': 1,
      '/api/v1/iam/assignees/users': pages(administrators, 100),
      '/api/v1/iam/roles': 1,
      ...each('/api/v1/iam/roles/{id}/permissions', customRoles),
      '/api/v1/org': 1,
      ...callsToDefined(okta.counters.calls, (types) => types.flatMap(of).length),
    });
    const documented = tableOf(guide, 'calls').map(([template]) => template?.replaceAll('`', ''));
    const made = Object.keys(calls).filter((name) => !name.startsWith('/.well-known/'));
    // Where another side is shorter, and where a list leaves out what it was asked for, or somebody.
    const otherwise = [
      '/api/v1/groups/{id}/apps',
      ...fallbacks(),
      '/api/v1/users/{id}',
      '/api/v1/groups/{id}',
    ];
    expect([...documented].sort()).toEqual([...new Set([...made, ...otherwise])].sort());
  });
});

describe('.env.example', () => {
  const lines = read('.env.example').split('\n');
  const variables = lines.flatMap((line, at) => {
    const name = /^(?:# )?([A-Z][A-Z0-9_]*)=/.exec(line)?.[1];
    return name === undefined ? [] : [{ name, above: lines[at - 1] ?? '' }];
  });

  it('lists every field, and what the SDK reads besides, each with a line of explanation', () => {
    const known = Object.keys(instanceConfigFields).map(environmentName);
    const besides = ['DISABLED_INGESTION_SOURCES', 'INTEGRATION_INSTANCE_NAME', 'LOG_LEVEL'];
    expect(variables.map(({ name }) => name).sort()).toEqual([...known, ...besides].sort());
    for (const { name, above } of variables) {
      expect({ name, above }).toEqual({
        name,
        above: expect.stringMatching(/^# \w.*\.$/) as string,
      });
    }
  });
});

describe('all documents', () => {
  const documents = [
    ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
    ...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.join('docs', name)),
  ];

  it('include a README for the newcomer', () => {
    expect(documents).toContain('README.md');
  });

  it.each(documents)('%s names npm scripts that exist', (name) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(name).matchAll(/\bnpm\s+(?:run\s+([\w:-]+)|(start|test)\b)/g)];
    const missing = named
      .map(([, script, short]) => script ?? short ?? '')
      .filter((script) => scripts[script] === undefined);
    expect(missing).toEqual([]);
  });

  it.each(documents)('%s has no link that leads nowhere', (name) => {
    const prose = read(name)
      .replaceAll(/^```[^]*?^```/gm, '')
      .replaceAll(/`[^`\n]*`/g, '');
    const targets = [...prose.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].map(([, to = '']) => to);
    const broken = targets
      .filter((target) => !/^(?:https?|mailto):/.test(target))
      .filter((target) => {
        const isOwn = target.startsWith('#');
        return leadsNowhere(isOwn ? `${name}${target}` : path.join(path.dirname(name), target));
      });
    expect(broken).toEqual([]);
  });

  it('comments cite documents and headings that exist', () => {
    const cited = ['src', 'packages', 'test']
      .flatMap((folder) =>
        readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.ts'))
          .map((name) => path.join(folder, name)),
      )
      .flatMap((file) =>
        Array.from(read(file).matchAll(/[\w./-]+\.md(?:#[\w-]+)?/g), ([target]) => ({
          file,
          target,
        })),
      )
      .filter(({ target }) => target.startsWith('docs/'));
    expect(cited.length).toBeGreaterThan(20);
    expect(cited.filter(({ target }) => leadsNowhere(target))).toEqual([]);
  });
});
