/** `npm run ask -- --shell`: statements one after another, on a pipe and on a real pseudo-terminal. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { completions } from '../../packages/cli/ask/shell';
import { writeGraph } from './writeGraph';

const ROOT = path.join(__dirname, '../..');
const ADA = { _key: '00u-ada', _type: 'okta_user', _class: ['User'], displayName: 'ada@acme.com' };

let graph: string;
let state: string;

beforeAll(() => {
  graph = writeGraph({ entities: [ADA], relationships: [] });
  state = mkdtempSync(path.join(tmpdir(), 'okta-state-'));
});
afterAll(() => {
  for (const directory of [graph, state]) rmSync(directory, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

const UP = '\u001b[A';

/**
 * @param typed a text, or keys
 * @param onTerminal whether `script` gives the shell a terminal of its own
 */
function shell(typed: string | readonly string[], onTerminal: boolean): Promise<Ended> {
  const command = [process.execPath, '-r', 'ts-node/register', 'packages/cli/ask', '--shell'];
  const [program = '', ...args] = onTerminal
    ? ['script', '-qec', `${command.join(' ')} --graph ${graph}`, '/dev/null']
    : [...command, '--graph', graph];
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, XDG_STATE_HOME: state, TERM: 'xterm', NO_COLOR: '1' },
  });
  let output = '';
  let hasBegun = false;
  // Key by key, each when the one before was shown: what arrives at once counts as pasted, and a pasted tab
  // completes nothing.
  const type = async (): Promise<void> => {
    for (const key of typed) {
      const before = output.length;
      child.stdin.write(key);
      // A key that shows nothing has half a second.
      for (let waited = 0; waited < 500 && output.length === before; waited += 20) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  };
  const read = (text: string): void => {
    output += text;
    if (!onTerminal || hasBegun || !output.includes('okta> ')) return;
    hasBegun = true;
    type().catch((error: unknown) => child.emit('error', error));
  };
  child.stdout.setEncoding('utf8').on('data', read);
  child.stderr.setEncoding('utf8').on('data', read);
  if (typeof typed === 'string' && !onTerminal) child.stdin.end(typed);
  return new Promise((resolve) => {
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
}

test('a pipe of statements is answered one by one, errors included', async () => {
  const { code, output } = await shell(
    'SELECT displayName\n  FROM okta_user;\nSELECT nothing FROM okta_user;\n.oops\n' +
      "SELECT 'last' AS word",
    false,
  );
  expect(code).toBe(0);
  expect(output).toMatch(/ada@acme\.com[^]*"nothing" not found[^]*no command \.oops[^]*last/);
  expect(output).not.toContain('okta> ');
});

test('a terminal completes names and keeps what was typed', async () => {
  const { code, output } = await shell('SELECT displayNa\t FROM okta_us\t;\r.exit\r', true);
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toContain('ada@acme.com');
  const history = path.join(state, 'integration-okta', 'ask-history');
  expect(readFileSync(history, 'utf8')).toContain('SELECT displayName FROM okta_user;');
  expect(statSync(history).mode & 0o777).toBe(0o600);

  const again = await shell([UP, UP, '\r', '.exit', '\r'], true);
  expect(again.output).toContain('ada@acme.com');
});

describe('completion', () => {
  const words = ['okta_user', 'okta_user_group', 'lastLoginOn', 'SELECT', '.tables'];

  test.each([
    ['SELECT * FROM okta_user_', ['okta_user_group'], 'okta_user_'],
    ['SELECT u.last', ['lastLoginOn'], 'last'],
    ['sel', ['SELECT'], 'sel'],
    ['.t', ['.tables'], '.t'],
    ['SELECT ', [], ''],
    ['SELECT nothing_', [], 'nothing_'],
  ])('of %j', (line, found, part) => {
    expect(completions(line, words)).toEqual([found, part]);
  });
});
