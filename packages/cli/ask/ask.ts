/** Answers one `npm run ask`: decides what was asked, asks the graph and writes the answer. */
import type { StepMetadata } from '@jupiterone/integration-sdk-core';

import { wrap } from '../terminal/style';
import { asCsv, rowObjects, type Answer, type Format } from './answer';
import { asTable } from './answerTable';
import { HELP, parseArguments, refuseKeptByNpm, type Arguments } from './arguments';
import { AskError } from './askError';
import { declaredTables } from './declarations';
import { gapsIn, type UsedType } from './gaps';
import { GraphDatabase } from './graphDatabase';
import { openGraphFiles } from './graphFiles';
import { asAnswer, questionList } from './questionList';
import { chooseQuestion, loadQuestions, readSql, type Choice } from './questions';

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
}

/** How an answer is to come out. */
interface Manner {
  readonly format: Format;
  readonly columns: number | undefined;
}

function written(answer: Answer, { format, columns }: Manner): string {
  if (format === 'csv') return asCsv(answer);
  if (format === 'json') return `${JSON.stringify(rowObjects(answer), null, 2)}\n`;
  return asTable(answer, columns);
}

/** A paragraph in lines that the terminal need not break. */
function paragraph(text: string, columns = Number.POSITIVE_INFINITY): string {
  const lines = text.split('\n').flatMap((line) => wrap(line, columns));
  return `${lines.join('\n')}\n`;
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

const UNFINISHED =
  'The run that collects this graph is under way or was stopped: this answer may lack rows.';

async function answerQuestion(
  database: GraphDatabase,
  { question, queries }: Choice,
  manner: Manner,
  write: (text: string) => void,
): Promise<void> {
  const { format, columns } = manner;
  if (format === 'csv' && queries.length > 1) {
    const ids = queries.map(({ name }) => `  ${question.shortId}.${name ?? ''}`);
    throw new AskError(
      `A CSV holds one table. Ask for one query of the question:\n${ids.join('\n')}`,
    );
  }
  const answers = [];
  for (const query of queries)
    answers.push({ query, answer: await database.query(readSql(query)) });
  if (format === 'json') {
    const { id, title } = question;
    const results = answers.map(({ query, answer }) => ({
      name: query.name ?? null,
      resultsAre: query.resultsAre ?? null,
      rows: rowObjects(answer),
    }));
    write(`${JSON.stringify({ id, title, queries: results }, null, 2)}\n`);
    return;
  }
  if (format === 'table') {
    write(`${paragraph(`${question.title}\n${question.description}`, columns)}\n`);
  }
  for (const { query, answer } of answers) {
    if (format === 'table' && query.name !== undefined) write(`${query.name}:\n`);
    write(`${written(answer, manner)}${format === 'table' ? '\n' : ''}`);
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
      if (!files.summary.hasEnded) complain(paragraph(UNFINISHED, columns));
      for (const gap of gapsIn(used, files.summary)) complain(paragraph(gap, columns));
    } finally {
      database.close();
    }
  } finally {
    files.close();
  }
}

async function fulfil(parsed: Arguments, surroundings: Surroundings): Promise<void> {
  const { request, format } = parsed;
  const { write, questions, columns } = surroundings;
  const manner = { format, columns };
  switch (request.kind) {
    case 'help':
      write(HELP);
      return;
    case 'list':
      writeList(surroundings, format);
      return;
    case 'sources':
      writeSources(chooseQuestion(loadQuestions(questions), request.id), write);
      return;
    case 'tables': {
      const describe = async (database: GraphDatabase): Promise<readonly UsedType[]> => {
        write(written(await database.describe(), manner));
        return database.allTypes();
      };
      return askGraph(describe, parsed, surroundings);
    }
    case 'sql': {
      const query = async (database: GraphDatabase): Promise<readonly UsedType[]> => {
        write(written(await database.query(request.sql), manner));
        return database.typesUsedBy(request.sql);
      };
      return askGraph(query, parsed, surroundings);
    }
    case 'question': {
      const choice = chooseQuestion(loadQuestions(questions), request.id);
      const answer = async (database: GraphDatabase): Promise<readonly UsedType[]> => {
        await answerQuestion(database, choice, manner, write);
        return choice.queries.flatMap((asked) => database.typesUsedBy(readSql(asked)));
      };
      return askGraph(answer, parsed, surroundings);
    }
  }
}

/** @returns the process's exit code: 0, or 1 after an error that was told on the error stream */
export async function ask(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    const { env = {} } = surroundings;
    refuseKeptByNpm(argv, env);
    await fulfil(parseArguments(argv, env), surroundings);
    return 0;
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    surroundings.complain(`${error.message}\n`);
    return 1;
  }
}
