// Holds the Dockerfile to the rules that keep the image small, repeatable and free of secrets; an
// image cannot be built where the tests run.

import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

type Instruction = { name: string; text: string };

/** The instructions of a Dockerfile, with continued lines joined and comments left out. */
function parse(dockerfile: string): Instruction[] {
  return dockerfile
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => /^([A-Z]+)\s+(.*)$/.exec(line.trim()))
    .flatMap((match) => (match ? [{ name: match[1]!, text: match[2]!.replace(/\s+/g, ' ') }] : []));
}

/** Rules by the question a reader would ask; each gives the offending instructions. */
const RULES: Record<string, (instructions: Instruction[]) => string[]> = {
  'every base image is an exact version': (instructions) =>
    named(instructions, 'FROM').filter(
      (text) => !/^[a-z/]+:\d+\.\d+\.\d+[a-z-]*(@sha256:[0-9a-f]{64})?( AS \w+)?$/.test(text),
    ),
  'nothing is fetched or unpacked by ADD': (instructions) => named(instructions, 'ADD'),
  'nothing is copied wholesale': (instructions) =>
    named(instructions, 'COPY').filter((text) => /^(--from=\w+ )?(\.|\*|\/) /.test(text)),
  'no credential is an argument or a variable': (instructions) =>
    [...named(instructions, 'ARG'), ...named(instructions, 'ENV')].filter((text) =>
      /key|token|secret|password|account|okta_|jupiterone_/i.test(text),
    ),
  'no .env is copied': (instructions) =>
    named(instructions, 'COPY').filter((text) => /\.env/.test(text)),
  'nothing becomes root or installs tools': (instructions) =>
    named(instructions, 'RUN').filter((text) =>
      /\bsudo\b|\bapt\b|\bapt-get\b|curl|wget/.test(text),
    ),
  'install scripts stay off': (instructions) =>
    named(instructions, 'RUN').filter(
      (text) => /npm (ci|install)/.test(text) && !text.includes('--ignore-scripts'),
    ),
  'the first installation is by the lock file': (instructions) => {
    const [first = 'no installation'] = named(instructions, 'RUN');
    return first.startsWith('npm ci ') ? [] : [first];
  },
  'every work directory is absolute': (instructions) =>
    named(instructions, 'WORKDIR').filter((text) => !text.startsWith('/')),
  'the last stage ends as a user who is not root': (instructions) => {
    const users = named(lastStage(instructions), 'USER');
    return users.length > 0 && !/^(root|0)(:|$)/.test(users.at(-1)!) ? [] : ['USER'];
  },
  'the last stage runs no command as root': (instructions) => named(lastStage(instructions), 'RUN'),
  'the entry is one process without a shell': (instructions) => {
    const entries = named(lastStage(instructions), 'ENTRYPOINT');
    return entries.length === 1 && entries[0]!.startsWith('["') ? [] : ['ENTRYPOINT', ...entries];
  },
};

function named(instructions: Instruction[], name: string): string[] {
  return instructions.filter((instruction) => instruction.name === name).map(({ text }) => text);
}

function lastStage(instructions: Instruction[]): Instruction[] {
  return instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
}

const dockerfile = readFileSync(path.join(ROOT, 'deploy/Dockerfile'), 'utf8');
const instructions = parse(dockerfile);

describe('the Dockerfile', () => {
  it.each(Object.entries(RULES))('%s', (_rule, offenders) => {
    expect(offenders(instructions)).toEqual([]);
  });

  it('builds and runs on one version of Node, which docs/testing.md says the tests were run on', () => {
    const [build, last] = named(instructions, 'FROM');
    const version = /^node:(24\.\d+\.\d+)-slim$/.exec(last ?? '')?.[1];
    expect(version).toBeDefined();
    expect(build).toBe(`node:${version}-slim AS build`);
    const testing = readFileSync(path.join(ROOT, 'docs/testing.md'), 'utf8');
    expect(testing).toMatch(new RegExp(`^\\| ${version} +\\| .* passed`, 'm'));
  });

  it('has no version of Node that the package refuses: there is no upper end', () => {
    const { engines } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      engines: { node: string };
    };
    expect(engines.node).toBe('>=20.19');
  });

  it('copies only what .dockerignore lets through', () => {
    const lines = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
    expect(lines.find((line) => line !== '' && !line.startsWith('#'))).toBe('*');
    const allowed = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const copied = named(instructions, 'COPY')
      .filter((text) => !text.startsWith('--from='))
      .flatMap((text) => text.split(' ').slice(0, -1));
    expect([...copied].sort()).toEqual([...allowed].sort());
    expect(allowed.join(' ')).not.toContain('.env');
  });

  it('gives the last stage what the entry needs', () => {
    const copies = named(lastStage(instructions), 'COPY').join('\n');
    for (const needed of ['node_modules', 'packages', 'dist', 'deploy']) {
      expect(copies).toContain(needed);
    }
    expect(named(instructions, 'ENTRYPOINT')).toEqual(['["node", "deploy/run.js"]']);
  });
});

const BAD: [rule: keyof typeof RULES, dockerfile: string][] = [
  ['every base image is an exact version', 'FROM node:latest'],
  ['every base image is an exact version', 'FROM node'],
  ['every base image is an exact version', 'FROM node:20-slim'],
  ['nothing is fetched or unpacked by ADD', 'ADD https://example.com/x /x'],
  ['nothing is copied wholesale', 'COPY . .'],
  ['nothing is copied wholesale', 'COPY --from=build / /'],
  ['no credential is an argument or a variable', 'ARG OKTA_API_KEY'],
  ['no credential is an argument or a variable', 'ENV A=1 \\\n  JUPITERONE_API_KEY=x'],
  ['no .env is copied', 'COPY .env ./'],
  ['nothing becomes root or installs tools', 'RUN apt-get update && apt-get install git'],
  ['install scripts stay off', 'RUN npm ci'],
  ['the first installation is by the lock file', 'RUN npm install'],
  ['every work directory is absolute', 'WORKDIR app'],
  ['the last stage ends as a user who is not root', 'FROM a\nUSER node\nFROM b'],
  ['the last stage ends as a user who is not root', 'FROM a\nUSER node\nUSER 0:0'],
  ['the last stage runs no command as root', 'FROM a\nFROM b\nRUN id'],
  ['the entry is one process without a shell', 'FROM a\nENTRYPOINT node run.js'],
];

describe('the rules themselves', () => {
  it.each(BAD)('%s: %j is refused', (rule, bad) => {
    expect(RULES[rule]!(parse(bad))).not.toEqual([]);
  });
});
