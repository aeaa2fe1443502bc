/** Answers one `npm run ask`: decides what was asked, asks the graph and writes the answer. */
import type { StepMetadata } from '@jupiterone/integration-sdk-core';

import { visibleLines } from '../../../src/visible';
import { ageNote } from '../collected/age';
import type { Format } from './answer';
import {
  HELP,
  parseArguments,
  refuseKeptByNpm,
  type Arguments,
  type GraphRequest,
} from './arguments';
import { AskError } from './askError';
import { declaredTables } from './declarations';
import { evaluate, type QuestionAnswer } from './evaluate';
import { gapsIn, type UsedType } from './gaps';
import { GraphDatabase } from './graphDatabase';
import { openGraphFiles } from './graphFiles';
import { refuseExisting, writeOutput, type OutputFile } from './outputFile';
import { asAnswer, questionList } from './questionList';
import { chooseQuestion, loadQuestions, readSql, type Choice } from './questions';
import { runShell, type ShellSurroundings } from './shell';
import { paragraph, written, writtenQuestions, type Manner } from './written';

export interface Surroundings {
  /** The directory with `questions.yaml`. */
  readonly questions: string;
  /** Whose metadata declares the tables. Only called when the graph is asked: loading takes time. */
  readonly steps: () => Promise<readonly StepMetadata[]>;
  readonly write: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly now?: () => number;
  /** How wide a terminal is; undefined where lines may be as long as they like. */
  readonly columns?: number | undefined;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where a shell reads and writes. */
  readonly shell?: Pick<ShellSurroundings, 'input' | 'output' | 'isTerminal' | 'historyFile'>;
}

function writeList({ questions, columns, write }: Surroundings, format: Format): void {
  const known = loadQuestions(questions);
  write(
    format === 'table'
      ? questionList(known, columns)
      : written(asAnswer(known), { format, columns }),
  );
}

function writeSources({ question, queries }: Choice, write: (text: string) => void): void {
  write(`${question.title}\n${question.description}\n`);
  for (const query of queries) {
    const name = query.name === undefined ? '' : ` (${query.name})`;
    write(`\n-- J1QL${name}\n${query.j1ql}\n\n-- SQL${name}\n${readSql(query).trim()}\n`);
  }
}

async function askGraph(
  answerWith: (database: GraphDatabase) => Promise<readonly UsedType[]>,
  { directory, now }: Arguments,
  { steps, complain, columns, now: clock = Date.now }: Surroundings,
): Promise<void> {
  const declarations = declaredTables(await steps());
  const files = openGraphFiles(directory);
  try {
    const database = await GraphDatabase.open({ files, declarations, now: now ?? clock() });
    try {
      const used = await answerWith(database);
      const note = ageNote(directory, files.directory, clock());
      if (note !== undefined) complain(paragraph(note, columns));
      for (const { text } of gapsIn(used, files.summary)) complain(paragraph(text, columns));
    } finally {
      database.close();
    }
  } finally {
    files.close();
  }
}

async function fulfil(parsed: Arguments, surroundings: Surroundings): Promise<void> {
  const { request, format } = parsed;
  switch (request.kind) {
    case 'help':
      surroundings.write(HELP);
      return;
    case 'list':
      writeList(surroundings, format);
      return;
    case 'sources':
      writeSources(
        chooseQuestion(loadQuestions(surroundings.questions), request.id),
        surroundings.write,
      );
      return;
    default: {
      const manner = { format, columns: surroundings.columns };
      return askGraph(
        (database) => answer(request, database, surroundings, manner),
        parsed,
        surroundings,
      );
    }
  }
}

/** Writes the answer, and returns the types that it rests on. */
async function answer(
  request: GraphRequest,
  database: GraphDatabase,
  surroundings: Surroundings,
  manner: Manner,
): Promise<readonly UsedType[]> {
  const { write, questions } = surroundings;
  switch (request.kind) {
    case 'tables':
      write(written(await database.describe(), manner));
      return database.allTypes();
    case 'sql':
      write(written(await database.query(request.sql), manner));
      return database.typesUsedBy(request.sql);
    case 'shell':
      return openShell(database, surroundings, manner);
    case 'question': {
      const choice = chooseQuestion(loadQuestions(questions), request.id);
      return answerQuestions(database, [choice], manner, write);
    }
    case 'all': {
      const all = loadQuestions(questions).map((question) => {
        return { question, queries: question.queries };
      });
      return answerQuestions(database, all, manner, write);
    }
  }
}

async function answerQuestions(
  database: GraphDatabase,
  choices: readonly Choice[],
  manner: Manner,
  write: (text: string) => void,
): Promise<readonly UsedType[]> {
  const asked: QuestionAnswer[] = [];
  for (const choice of choices) asked.push(await evaluate(database, choice));
  write(writtenQuestions(asked, manner));
  return asked.flatMap(({ used }) => used);
}

/** @returns the types that the statements rested on */
async function openShell(
  database: GraphDatabase,
  surroundings: Surroundings,
  manner: Manner,
): Promise<readonly UsedType[]> {
  const { shell, questions } = surroundings;
  if (shell === undefined) throw new AskError('A shell needs an input to read from');
  const used: UsedType[] = [];
  const command = async (line: string): Promise<string> => {
    const [name, id, ...more] = line.split(/\s+/);
    if (name === '.tables') return written(await database.describe(), manner);
    if (name === '.questions') return questionList(loadQuestions(questions), manner.columns);
    if (name !== '.ask' || id === undefined || more.length > 0) {
      throw new AskError(`There is no command ${line}. See .help`);
    }
    const asked = await evaluate(database, chooseQuestion(loadQuestions(questions), id));
    used.push(...asked.used);
    return writtenQuestions([asked], manner);
  };
  await runShell({
    ...shell,
    names: await database.names(),
    command,
    query: (sql) => {
      used.push(...database.typesUsedBy(sql));
      return database.query(sql);
    },
    written: (answer) => written(answer, manner),
  });
  return used;
}

/** The surroundings in which an answer is written to a file, at the end and as a whole. */
async function toFile(
  output: OutputFile,
  surroundings: Surroundings,
  work: (within: Surroundings) => Promise<void>,
): Promise<void> {
  refuseExisting(output);
  const parts: string[] = [];
  await work({ ...surroundings, write: (text) => parts.push(text), columns: undefined });
  writeOutput(output, parts.join(''), 'answer');
}

/** @returns the process's exit code: 0, or 1 after an error that was shown on the error stream */
export async function ask(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    const { env = {} } = surroundings;
    refuseKeptByNpm(argv, env);
    const parsed = parseArguments(argv, env);
    const { output } = parsed;
    const work = (within: Surroundings): Promise<void> => fulfil(parsed, within);
    await (output === undefined ? work(surroundings) : toFile(output, surroundings, work));
    return 0;
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    surroundings.complain(`${visibleLines(error.message)}\n`);
    return 1;
  }
}
