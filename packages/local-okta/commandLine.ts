/** The options of `npm run okta`: what each means, and their values checked before the org starts. */
import { parseArgs } from 'node:util';

import type { GeneratedOrgOptions } from '.';
import { readFaults } from './faultList';
import type { LocalOktaOptions } from './options';

interface NumberOption {
  readonly least: number;
  readonly most?: number;
  readonly isWhole: boolean;
  /** Unit and meaning. */
  readonly help: string;
}

const count = (help: string, least = 0): NumberOption => ({ least, isWhole: true, help });
const share = (help: string): NumberOption => ({ least: 0, most: 1, isWhole: false, help });

/** Numbers of the generated org; any of them chooses it over the sample org. */
const SCALE = {
  users: count('users; default 1000', 1),
  groups: count('groups, Everyone among them; default a tenth of the users', 1),
  apps: count('applications; default 40'),
  devices: count('devices; default a fifth of the users'),
  memberships: count('memberships beside those of Everyone; default ten a user'),
  rules: count('group rules'),
  admins: count('users with an admin role of their own; default one in 200'),
  adminGroups: count('groups with an admin role; default 2'),
  factorsPerUser: { least: 0, isWhole: false, help: 'factors of a user, on average; default 1.5' },
  everyoneApps: count('applications assigned to Everyone; default 1'),
  groupsPerApp: count('most groups assigned to one application; default 4'),
  directUsersPerApp: count('users assigned directly to each application; default 5'),
  awsApps: count('applications of AWS account federation; default one in ten'),
} as const satisfies Readonly<Partial<Record<keyof GeneratedOrgOptions, NumberOption>>>;

const SERVER = {
  port: { least: 0, most: 65_535, isWhole: true, help: 'port; default any that is free' },
  seed: count('seed of all that is left to chance; default 1'),
  latency: { least: 0, isWhole: false, help: 'ms from request to response; default 0' },
  window: count('ms, length of a rate-limit window; default 60000', 1),
  tokenShare: share('share of each limit that one token may use, 0 to 1; default 0.5'),
  others: share('share of that limit that others use, 0 to 1; default 0'),
  concurrency: count('requests in flight that one caller may have; default the plan’s', 1),
  skew: {
    least: Number.NEGATIVE_INFINITY,
    isWhole: false,
    help: 'ms by which the org’s clock is ahead, below 0 behind; default 0',
  },
} as const satisfies Readonly<Record<string, NumberOption>>;

const CHOICES = {
  plan: ['workforce', 'enterprise', 'integrator', 'unlimited'],
  windows: ['firstUse', 'grid'],
  pipeline: ['idx', 'v1'],
} as const;

const CHOICE_HELP: Readonly<Record<keyof typeof CHOICES, string>> = {
  plan: 'whose rate limits hold',
  windows: 'when a rate-limit window opens',
  pipeline: 'Identity Engine or Classic',
};

type Values = Readonly<Record<string, string | boolean | undefined>>;

function textOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

function expected({ least, most, isWhole }: NumberOption): string {
  const kind = isWhole ? 'a whole number' : 'a number';
  if (most !== undefined) return `${kind} from ${least} to ${most}`;
  return Number.isFinite(least) ? `${kind} from ${least}` : kind;
}

function numberOf(values: Values, name: string, option: NumberOption): number | undefined {
  const written = textOf(values, name);
  if (written === undefined) return undefined;
  const value = written.trim() === '' ? Number.NaN : Number(written);
  const { least, most = Number.POSITIVE_INFINITY, isWhole } = option;
  const isRight = Number.isFinite(value) && value >= least && value <= most;
  if (isRight && (!isWhole || Number.isSafeInteger(value))) return value;
  throw new Error(`--${name} takes ${expected(option)}, not "${written}"`);
}

function choiceOf<Name extends keyof typeof CHOICES>(
  values: Values,
  name: Name,
): (typeof CHOICES)[Name][number] | undefined {
  const written = textOf(values, name);
  if (written === undefined) return undefined;
  const choices: readonly (typeof CHOICES)[Name][number][] = CHOICES[name];
  const chosen = choices.find((choice) => choice === written);
  if (chosen !== undefined) return chosen;
  throw new Error(`--${name} takes ${CHOICES[name].join(', ')}, not "${written}"`);
}

/** Without the options that nobody gave: undefined is not the same as left out. */
function known<Value>(options: Readonly<Record<string, Value | undefined>>) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function scaleOf(values: Values): GeneratedOrgOptions {
  const numbers = Object.entries(SCALE).map(
    ([name, option]) => [name, numberOf(values, name, option)] as const,
  );
  return { ...known(Object.fromEntries(numbers)) };
}

export interface CommandLine {
  readonly isHelpAsked: boolean;
  readonly hasOAuth: boolean;
  /** Empty: the sample org. */
  readonly scale: GeneratedOrgOptions;
  readonly pipeline: 'idx' | 'v1' | undefined;
  readonly server: LocalOktaOptions;
}

function serverOf(values: Values): LocalOktaOptions {
  const read = (name: keyof typeof SERVER) => numberOf(values, name, SERVER[name]);
  const faults = textOf(values, 'faults');
  const token = textOf(values, 'token');
  if (token?.trim() === '') throw new Error('--token needs a token after it');
  const options = {
    port: read('port'),
    seed: read('seed'),
    latencyMs: read('latency'),
    windowMs: read('window'),
    tokenShare: read('tokenShare'),
    otherConsumers: read('others'),
    concurrencyLimit: read('concurrency'),
    clockSkewMs: read('skew'),
    plan: choiceOf(values, 'plan'),
    windows: choiceOf(values, 'windows'),
    faults: faults === undefined ? undefined : readFaults(faults),
    apiTokens: token === undefined ? undefined : [token],
  };
  return { ...known(options) };
}

function parse(argv: readonly string[]): Values {
  const names = [SCALE, SERVER, CHOICES].flatMap((options) => Object.keys(options));
  const text = { type: 'string' } as const;
  const options = {
    ...Object.fromEntries([...names, 'faults', 'token'].map((name) => [name, text])),
    oauth: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new Error(`${optionProblem(error)}. See: npm run okta -- --help`);
  }
}

/** What `parseArgs` of Node finds wrong, in one sentence; its advice on dashes is for nobody who misspelt an option. */
function optionProblem(error: unknown): string {
  const message = String(error).replace(/^\w*Error(?: \[\w+\])?: /, '');
  const unknown = /^Unknown option '([^']+)'/.exec(message)?.[1];
  if (unknown !== undefined) return `There is no option ${unknown}`;
  const lacking = /^Option '(--\w+)[^']*' argument (?:missing|is ambiguous)/.exec(message)?.[1];
  return lacking === undefined ? message : `${lacking} needs a value after it`;
}

/** @throws with the option's name and what it takes, where a value makes no sense */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const values = parse(argv);
  return {
    isHelpAsked: values['help'] === true,
    hasOAuth: values['oauth'] === true,
    scale: scaleOf(values),
    pipeline: choiceOf(values, 'pipeline'),
    server: serverOf(values),
  };
}

const OPTION_WIDTH = 25;
const HELP_WIDTH = 80 - OPTION_WIDTH - 2;

/** Breaks a text at blanks into lines of at most `room` columns. */
function wrap(text: string, room: number): readonly string[] {
  return text.split(' ').reduce<string[]>((lines, word) => {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > room) return [...lines, word];
    return [...lines.slice(0, -1), `${line} ${word}`];
  }, []);
}

function lines(option: string, help: string): readonly string[] {
  return wrap(help, HELP_WIDTH).map(
    (line, i) => `  ${(i === 0 ? `--${option}` : '').padEnd(OPTION_WIDTH)}${line}`,
  );
}

function numberLines(options: Readonly<Record<string, NumberOption>>): readonly string[] {
  return Object.entries(options).flatMap(([name, { help }]) => lines(`${name} <n>`, help));
}

function choiceLines(): readonly string[] {
  return Object.entries(CHOICE_HELP).flatMap(([name, help]) => {
    const choices = Object.entries(CHOICES).flatMap(([each, all]) => (each === name ? all : []));
    return lines(`${name} <name>`, `${help}: ${choices.join(', ')}; default ${choices[0] ?? ''}`);
  });
}

export function helpText(): string {
  return [
    'Usage: npm run okta -- [options]',
    '',
    'Starts a local Okta org, prints its address and its token as one line of JSON,',
    'and ends with Ctrl+C or when its standard input closes. It is the sample org,',
    'or a generated one where any of these is given:',
    '',
    ...numberLines(SCALE),
    '',
    'How it answers:',
    '',
    ...choiceLines(),
    ...numberLines(SERVER),
    ...lines(
      'faults <json>',
      'what goes wrong: a list of the faults in packages/local-okta/faults.ts, as ' +
        `'[{"kind":"rateLimited","nth":3}]'`,
    ),
    ...lines('token <text>', 'the API token; default sample-token'),
    ...lines('oauth', 'also prints the credentials of an OAuth application'),
    '',
  ].join('\n');
}
