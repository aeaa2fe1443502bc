/** What a person wrote after `npm run ask --`. */
import { parseArgs } from 'node:util';

import { storageDirectory } from '../collected/files';
import { keptByNpm, optionProblem } from '../terminal/command';
import { FORMATS, type Format } from './answer';
import { AskError } from './askError';
import { momentOf } from './moment';
import { outputFileOf, type OutputFile } from './outputFile';

/** What can be answered without a graph. */
type GraphlessRequest =
  { readonly kind: 'help' | 'list' } | { readonly kind: 'sources'; readonly id: string };

/** What is asked of the graph. */
export type GraphRequest =
  | { readonly kind: 'tables' | 'all' | 'shell' }
  | { readonly kind: 'sql'; readonly sql: string }
  | { readonly kind: 'question'; readonly id: string };

type Request = GraphlessRequest | GraphRequest;

export interface Arguments {
  readonly request: Request;
  readonly format: Format;
  /** Undefined: the answer is printed. */
  readonly output: OutputFile | undefined;
  /** Where `collect` left its files. */
  readonly directory: string;
  /** The moment to count ages from, ms since the epoch; undefined: now. */
  readonly now: number | undefined;
}

export const HELP = `Asks the graph that \`npm start\` collected, on this machine, in SQL.

  npm run ask                        lists the managed questions
  npm run ask -- <id>                answers one of them
  npm run ask -- <id>.<query>        answers one query of a question with several
  npm run ask -- <id> --source       shows its J1QL and its SQL, and asks nothing
  npm run ask -- --all               answers every managed question
  npm run ask -- --sql "SELECT ..."  answers your own SQL (DuckDB's dialect)
  npm run ask -- --shell             asks one statement after another
  npm run ask -- --tables            lists the tables; for one:
                                     --sql "DESCRIBE okta_user"

  --format <name>          table, json, csv or markdown; --json and --csv are short
                           for it. The CSV of several queries names question and
                           query in each row
  --output <file>          the file to write, which only you can read; a file that
                           exists is replaced only with --overwrite
  --graph <directory>      what to ask; .j1-integration by default
  --now <ISO 8601 time>    the moment that ages are counted from; now by default

Every entity type and every relationship type is a table. An edge has
_fromEntityKey and _toEntityKey, which are the _key of its ends; the AWS roles
and persons that edges lead to are tables, too. "groups" holds the groups of
both types (_key, displayName, name, type), "memberships" their edges to users,
"policies" the policies of all types.
"who_can_reset_password", "who_can_change_membership" and
"who_can_change_application" hold who can do so to whom, and in which way
(docs/administrators.md). "effective_protection", "effective_role_protection"
and "effective_session" hold what each user needs to sign in to applications,
AWS roles and Okta (docs/protection.md). "entities" and "relationships" hold the
whole graph, with each object's JSON in the column "json". Times are timestamps
(UTC): createdOn < days_ago(90).
A statement reads the graph and nothing else: no file, no setting.
`;

type Environment = Readonly<Record<string, string | undefined>>;

const OPTIONS = {
  sql: { type: 'string' },
  source: { type: 'boolean' },
  tables: { type: 'boolean' },
  format: { type: 'string' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  all: { type: 'boolean' },
  shell: { type: 'boolean' },
  output: { type: 'string' },
  overwrite: { type: 'boolean' },
  graph: { type: 'string' },
  now: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parseOptions(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new AskError(`${optionProblem(error)}. See: npm run ask -- --help`);
  }
}

type Values = ReturnType<typeof parseOptions>['values'];

function formatOf({ format, json, csv }: Values): Format {
  const asked = [
    ...(format === undefined ? [] : [format.toLowerCase()]),
    ...(json === true ? ['json'] : []),
    ...(csv === true ? ['csv'] : []),
  ];
  const [first = 'table', ...others] = asked;
  if (others.some((other) => other !== first)) {
    throw new AskError(`Choose one format, not ${asked.join(' and ')}`);
  }
  const known = FORMATS.find((name) => name === first);
  if (known === undefined) {
    throw new AskError(`--format takes ${FORMATS.join(', ')}, not "${format ?? first}"`);
  }
  return known;
}

/** What the shell or npm made of the line is all that arrives here. */
const TWO_DASHES =
  'Options come after two dashes, or npm keeps them: npm run ask -- --sql "SELECT ..."';

/** Options that may be kept. */
const KEPT = ['json', 'tables', 'graph', 'now', 'source', 'shell', 'output', 'overwrite'] as const;

/**
 * `npm run ask sleepers --json` hands over `sleepers` alone, and the answer would be another than the one
 * that was asked for.
 * @throws {AskError} naming the option
 */
export function refuseKeptByNpm(argv: readonly string[], env: Environment): void {
  const kept = keptByNpm(argv, env, KEPT);
  if (kept === undefined) return;
  const rest = argv.length === 0 ? '' : `${argv.join(' ')} `;
  throw new AskError(`npm has kept --${kept} for itself. Write: npm run ask -- ${rest}--${kept}`);
}

function requestOf(values: Values, positionals: readonly string[]): Request {
  const [id, ...more] = positionals;
  if (values.help === true) return { kind: 'help' };
  const whole = (['tables', 'all', 'shell'] as const).filter((name) => values[name] === true);
  const [kind, ...others] = whole;
  if (kind !== undefined) {
    const also = [...others, ...(values.sql === undefined ? [] : ['sql'])].map(
      (name) => `--${name}`,
    );
    if (also.length + positionals.length > 0) {
      throw new AskError(
        `Ask either --${kind} or ${[...also, ...positionals].join(' ')}, not both`,
      );
    }
    return { kind };
  }
  if (values.sql !== undefined) {
    if (values.sql.trim() === '') throw new AskError('--sql needs a statement after it');
    if (id !== undefined) throw new AskError('Ask either a question or --sql, not both');
    return { kind: 'sql', sql: values.sql };
  }
  if (more.length > 0) {
    throw new AskError(`One question at a time: ${positionals.join(' ')}. ${TWO_DASHES}`);
  }
  if (id === undefined) {
    if (values.source === true) throw new AskError('--source takes the id of a question, too');
    return { kind: 'list' };
  }
  if (/\s/.test(id)) throw new AskError(`"${id}" is no id of a question. ${TWO_DASHES}`);
  return { kind: values.source === true ? 'sources' : 'question', id };
}

/** @throws {AskError} on an unknown option or a value that makes no sense */
export function parseArguments(argv: readonly string[], env: Environment = {}): Arguments {
  const { values, positionals } = parseOptions(argv);
  return {
    request: requestOf(values, positionals),
    format: formatOf(values),
    output: outputFileOf(values),
    directory: values.graph ?? storageDirectory(env),
    now: momentOf(values.now),
  };
}
