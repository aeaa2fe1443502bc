/** `npm run report`: its formats, its exit codes, and what it says of what is not known. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { invocationConfig } from '../../../src';
import { list, parseJson, record, text } from '../../../src/json';
import { writeGraph, type GraphObject } from '../../../test/ask/writeGraph';
import type { Finding, Findings } from '../findings/model';
import { asHtml } from './html';
import { asJunit } from './junit';
import { asMarkdownReport } from './markdown';
import { report } from './report';
import { asSarif } from './sarif';

const NOW = Date.parse('2026-11-30T00:00:00Z');

function admin(login: string): GraphObject[] {
  return [
    {
      _key: login,
      _type: 'okta_user',
      displayName: login,
      isActive: true,
      isMfaEnabled: false,
      status: 'active',
      createdOn: NOW,
      lastLoginOn: NOW,
    },
  ];
}

const ROLE = { _key: 'super', _type: 'okta_role', displayName: 'Super Administrator' };

function holds(login: string): GraphObject {
  return {
    _key: `${login}|assigned|super`,
    _type: 'okta_user_assigned_role',
    _class: 'ASSIGNED',
    _fromEntityKey: login,
    _toEntityKey: 'super',
  };
}

const ORG = { _key: 'org', _type: 'okta_account', displayName: 'Acme', supportEnabled: false };

const made: string[] = [];
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true });
});

function newGraphOf(...logins: string[]): string {
  const directory = writeGraph({
    entities: [ORG, ROLE, ...logins.flatMap(admin)],
    relationships: logins.map(holds),
  });
  made.push(directory);
  return directory;
}

/** A graph that no test changes, so that its database is built once. */
let ofAda: string;
beforeAll(() => {
  ofAda = newGraphOf('ada');
});

function emptyDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'okta-report-'));
  made.push(directory);
  return directory;
}

interface Reported {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(
  argv: readonly string[],
  workingDirectory = tmpdir(),
  env: Record<string, string> = {},
): Promise<Reported> {
  let out = '';
  let err = '';
  const code = await report(argv, {
    steps: () => Promise.resolve(invocationConfig.integrationSteps),
    write: (written) => (out += written),
    complain: (written) => (err += written),
    now: () => NOW,
    env,
    workingDirectory,
  });
  return { code, out, err };
}

describe('the command', () => {
  it('writes one page beside the graph, for its owner alone, and again at the next time', async () => {
    const directory = ofAda;
    for (let time = 1; time <= 2; time += 1) {
      const { code, out } = await run(['--graph', directory]);
      expect(code).toBe(0);
      expect(out).toMatch(/^Acme: found 1 critical, 3 high; \d+ passed/);
      const page = path.join(directory, 'report.html');
      expect(out).toContain(`file://${page}`);
      expect(statSync(page).mode & 0o777).toBe(0o600);
      expect(readFileSync(page, 'utf8')).toContain('<td>ada</td><td>Super Administrator</td>');
    }
  });

  it('leaves a page of somebody else', async () => {
    const directory = newGraphOf('ada');
    writeFileSync(path.join(directory, 'report.html'), 'mine');
    const { code, err } = await run(['--graph', directory]);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(
        /report\.html exists, .* name another file with --output\.$/m,
      ) as string,
    });
    expect(readFileSync(path.join(directory, 'report.html'), 'utf8')).toBe('mine');
  });

  it.each(['markdown', 'json', 'junit', 'sarif'])(
    'prints %s, or writes it to a file',
    async (format) => {
      const directory = ofAda;
      const printed = await run(['--graph', directory, '--format', format]);
      expect(printed).toMatchObject({ code: 0, err: '' });
      expect(printed.out).toContain('ada');
      const file = path.join(emptyDirectory(), 'report');
      const args = ['--graph', directory, '--format', format, '--output', file];
      expect((await run(args)).out).toMatch(/^Acme: found 1 critical/);
      expect(readFileSync(file, 'utf8')).toBe(printed.out);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect((await run(args)).err).toMatch(/exists and was not changed/);
      expect((await run([...args, '--overwrite'])).code).toBe(0);
    },
  );

  it('cuts rows and keeps their number', async () => {
    const directory = newGraphOf('ada', 'bob', 'eve');
    const { out } = await run(['--graph', directory, '--format', 'markdown', '--rows', '2']);
    expect(out).toContain('**Found: 3** (`admins-without-mfa`)');
    expect(out).toContain('The first 2 of 3 rows.');
    expect(out).not.toMatch(/\| eve \|/);
  });

  it('shows a standard by its requirements, and only what is evidence for it', async () => {
    const directory = ofAda;
    const args = ['--graph', directory, '--format', 'markdown', '--framework'];
    const { out } = await run([...args, 'STIG']);
    expect(out).toContain('## DISA Okta STIG');
    expect(out).toMatch(/\| OKTA-APP-000090 \| \w+ \|/);
    expect(out).not.toContain('admins-without-mfa');
    const nist = await run([...args, 'nist']);
    const ids = [...nist.out.matchAll(/^\| ([A-Z]{2}-\d[^ ]*) \|/gm)].map(([, id]) => id);
    expect(ids.slice(0, 3)).toEqual(['AC-2', 'AC-2(3)', 'AC-2(7)']);
    expect(nist.out).toMatch(/\| IA-2\\?\(1\\?\) \| Found \|/);
  });

  it.each([
    [['--format', 'pdf'], '--format takes html, markdown, json, junit, sarif, not "pdf"'],
    [['--fail-on', 'info'], '--fail-on takes critical, high, medium, low, not "info"'],
    [['--framework', 'iso'], '--framework takes cis, nist, soc2, stig, healthinsight, not "iso"'],
    [['--rows', 'all'], '--rows takes a number, not "all"'],
    [['--overwrite'], '--overwrite needs --output <file>'],
    [['--now', 'soon'], '--now takes an ISO 8601 time, not "soon"'],
    [['--formt', 'json'], 'There is no option --formt. See: npm run report -- --help'],
    [['high'], 'There is no argument "high". See: npm run report -- --help'],
    [['--graph', '/nowhere'], 'There is no collected graph in /nowhere'],
    [['--suppressions', '/nowhere.yaml'], 'The suppressions in /nowhere.yaml cannot be read'],
  ])('refuses %s', async (argv, message) => {
    const { code, out, err } = await run(argv);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
  });

  it('says so when npm has kept an option', async () => {
    const { code, err } = await run(['high'], tmpdir(), { npm_config_fail_on: 'true' });
    expect({ code, err }).toEqual({
      code: 1,
      err: 'npm has kept --fail-on for itself. Write: npm run report -- --fail-on …\n',
    });
  });

  it('explains itself, exit codes included', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/Exit codes: 0 [^]*\n1 [^]*2 [^]*3 something was found\.\n$/);
  });
});

describe('--fail-on', () => {
  const failing = async (directory: string, level: string, ...more: string[]): Promise<Reported> =>
    run(['--graph', directory, '--format', 'json', '--fail-on', level, ...more]);

  function withSteps(directory: string, change: (declared: readonly string[]) => object[]): string {
    const file = path.join(directory, 'summary.json');
    const summary = record(parseJson(readFileSync(file, 'utf8')));
    const declared = list(record(list(summary['integrationStepResults'])[0])['declaredTypes']);
    const types = declared.flatMap((type) => text(type) ?? []);
    writeFileSync(file, JSON.stringify({ integrationStepResults: change(types) }));
    return directory;
  }

  it('ends with 3 if something of that severity or worse was found, and names it', async () => {
    const { code, err } = await failing(ofAda, 'critical');
    expect(code).toBe(3);
    expect(err).toMatch(
      /^Found, critical:\n {2}critical: Which Okta administrators have no MFA\? 1 \(admins-without-mfa\)\n/,
    );
    expect(err).not.toContain('users-without-mfa');
    expect((await failing(ofAda, 'low')).err).toContain('users-without-mfa');
  });

  it('ends with 0 if nothing was, and names what was switched off or is in no entity', async () => {
    const directory = withSteps(newGraphOf(), (declared) => [
      { status: 'success', declaredTypes: declared.filter((type) => type !== 'okta_device') },
      { status: 'disabled', declaredTypes: ['okta_device'] },
    ]);
    const { code, err } = await failing(directory, 'high');
    expect(code).toBe(0);
    expect(err).toMatch(
      /^Nothing was found that is high or worse\.\nNot fully known, and so not passed:\n/,
    );
    expect(err).toMatch(
      /^ {2}high: jailbroken-devices: Not collected, because it was switched off/m,
    );
  });

  it('ends with 2 if nothing was, and a step of the run failed', async () => {
    const directory = withSteps(newGraphOf(), (declared) => [
      { status: 'success', declaredTypes: declared.filter((type) => type !== 'okta_role') },
      { status: 'failure', declaredTypes: ['okta_role'] },
    ]);
    const { code, err } = await failing(directory, 'critical');
    expect(code).toBe(2);
    expect(err).toMatch(
      /^ {2}critical: admins-without-mfa: The run could not read all of okta_role/m,
    );
  });

  it('ends with 2 if the run did not come to its end', async () => {
    const directory = newGraphOf();
    rmSync(path.join(directory, 'summary.json'));
    expect((await failing(directory, 'critical')).code).toBe(2);
  });

  it('looks at the questions of the standard alone', async () => {
    const { code, err } = await failing(ofAda, 'low', '--framework', 'stig');
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringMatching(/^Nothing was found/) as string,
    });
  });

  it('leaves out what is suppressed, by the file in the working directory or the one that is named', async () => {
    const here = emptyDirectory();
    const content = (day: string): string =>
      `suppressions:\n  - question: admins-without-mfa\n    key: ada\n    reason: break glass\n    expires: ${day}\n`;
    const usual = path.join(here, 'okta-suppressions.yaml');
    writeFileSync(usual, content('2026-11-30'));
    const args = ['--graph', ofAda, '--fail-on', 'critical', '--format', 'markdown'];
    const accepted = await run(args, here);
    expect(accepted.code).toBe(0);
    expect(accepted.out).toContain('| 2026-11-30 | break glass | ada |');
    expect(accepted.out).toContain('**Passed, 1 suppressed** (`admins-without-mfa`)');

    const other = path.join(here, 'other.yaml');
    writeFileSync(other, content('2026-11-29'));
    const expired = await run([...args, '--suppressions', other], here);
    expect(expired.code).toBe(3);
    const problem =
      'The suppression of admins-without-mfa for "ada" expired on 2026-11-29: the row counts again.';
    expect(expired.err).toContain(`${problem}\n`);
    expect(expired.out.replaceAll('\\', '')).toContain(`> ${problem}`);
  });
});

/** Moves the cursor, turns a line around, ends markup and begins a script. */
const HOSTILE = `]]>-->"'><script>alert(1)</script>|\u001b[31m\u202e\u0000\ud800 &amp; \`x\`\nnext`;
const HARMFUL = /[\u0000-\u0009\u000b-\u001f\u007f\u202e\ud800]/; // eslint-disable-line no-control-regex

const FINDING: Finding = {
  id: 'a-question',
  title: 'Who is it?',
  description: 'Somebody.',
  severity: 'high',
  why: 'It matters.',
  remedy: 'Mend it.',
  controls: [{ standard: 'NIST 800-53', requirements: ['AC-2'] }],
  state: 'found',
  count: 1,
  subjects: 1,
  suppressedCount: 1,
  gaps: [{ kind: 'failed', text: `The run could not read all of ${HOSTILE}.` }],
  queries: [
    {
      name: null,
      resultsAre: 'BAD',
      j1ql: "FIND okta_user WITH name = '<b>' AS u\nRETURN u.name AS login",
      columns: ['login'],
      rows: [[HOSTILE]],
      count: 1,
      suppressed: [{ row: [HOSTILE], reason: HOSTILE, expires: '2027-01-01' }],
    },
  ],
};

const FINDINGS: Findings = {
  org: HOSTILE,
  collectedOn: '2026-11-30T10:11:12.131Z',
  evaluatedOn: '2026-11-30T11:11:12.131Z',
  incompleteTypes: [],
  leftOutTypes: [],
  metrics: [{ id: 'users', title: 'Active users', value: null, of: null, gaps: [] }],
  findings: [
    FINDING,
    { ...FINDING, id: 'open', state: 'notFullyKnown', count: 0, subjects: 0, queries: [] },
    { ...FINDING, id: 'clean', state: 'passed', count: 0, subjects: 0, queries: [], gaps: [] },
    { ...FINDING, id: 'known', severity: 'info', state: 'informative', gaps: [] },
  ],
  suppressionProblems: [],
};

describe('names that would do harm stay text', () => {
  const input = { findings: FINDINGS, framework: 'nist' } as const;

  it('in HTML', () => {
    const page = asHtml(input);
    expect(page).not.toMatch(HARMFUL);
    expect(page).not.toContain('<script');
    expect(page).toContain(
      '<td>]]&gt;--&gt;&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;|\\u001b[31m\\u202e\\u0000',
    );
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/https?:\/\//);
    expect(page).toContain('name = &#39;&lt;b&gt;&#39; AS u\nRETURN');
  });

  it('in Markdown', () => {
    const document = asMarkdownReport(input);
    expect(document).not.toMatch(HARMFUL);
    expect(document.replace(/```j1ql[^]*?```/g, '')).not.toMatch(/(?<!\\)<|(?<!\\)&/);
    expect(document).toContain('\\<script\\>alert(1)\\</script\\>\\|');
  });

  it('in JUnit, where what is not known is skipped and what informs is no case', () => {
    const document = asJunit({ findings: FINDINGS, framework: undefined });
    expect(document).not.toMatch(HARMFUL);
    expect(document).not.toContain('<script');
    expect(document).not.toContain(']]>');
    const suite = /<testsuite name="high" tests="3" failures="1" skipped="1" errors="0"/;
    expect(document).toMatch(suite);
    expect(document).toMatch(
      /name="open: Who is it\?" time="0"><skipped message="Not fully known\. /,
    );
    expect(document).toMatch(/name="clean: Who is it\?" time="0" \/>/);
    expect(document).not.toContain('known: Who');
    expect(asJunit(input)).toContain('<testsuite name="nist AC-2" tests="3"');
  });

  it('in SARIF, where what is not known is a notification', () => {
    const written = asSarif(FINDINGS);
    expect(written).not.toMatch(HARMFUL);
    const run = record(list(record(parseJson(written))['runs'])[0]);
    const results = list(run['results']).map(record);
    expect(results.map(({ ruleId, suppressions }) => [ruleId, suppressions !== undefined])).toEqual(
      [
        ['a-question', false],
        ['a-question', true],
      ],
    );
    const rules = list(record(record(run['tool'])['driver'])['rules']).map(record);
    expect(rules.map(({ id }) => id)).toEqual(['a-question', 'open', 'clean']);
    const [invocation] = list(run['invocations']).map(record);
    const notified = list(invocation?.['toolExecutionNotifications']).map(record);
    expect(notified.map(({ associatedRule }) => associatedRule)).toEqual([
      { id: 'a-question' },
      { id: 'open' },
    ]);
  });
});

it('tells a finding of SARIF again by its row, whatever its times', () => {
  const [query] = FINDING.queries;
  const fingerprint = (...row: string[]): unknown => {
    const queries = query === undefined ? [] : [{ ...query, rows: [row], suppressed: [] }];
    const written = parseJson(asSarif({ ...FINDINGS, findings: [{ ...FINDING, queries }] }));
    const run = record(list(record(written)['runs'])[0]);
    return record(list(run['results'])[0])['partialFingerprints'];
  };
  const first = fingerprint('ada', '2026-01-01T00:00:00.000Z');
  expect(fingerprint('ada', '2026-02-02T00:00:00.000Z')).toEqual(first);
  expect(fingerprint('bob', '2026-01-01T00:00:00.000Z')).not.toEqual(first);
});
