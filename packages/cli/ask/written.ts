/** Answers in the format that was asked for. */
import { visible, visibleLines } from '../../../src/visible';
import { markdownTable } from '../terminal/markdown';
import { wrap } from '../terminal/style';
import { asCsv, cellText, rowObjects, type Answer, type Format } from './answer';
import { asTable } from './answerTable';
import type { QuestionAnswer } from './evaluate';

/** How an answer is to come out. */
export interface Manner {
  readonly format: Format;
  /** How wide a terminal is; undefined: lines may be as long as they like. */
  readonly columns: number | undefined;
}

/** One answer, with a line end. */
export function written(answer: Answer, { format, columns }: Manner): string {
  switch (format) {
    case 'csv':
      return asCsv(answer);
    case 'json':
      return writtenJson(rowObjects(answer));
    case 'markdown':
      return asMarkdown(answer);
    case 'table':
      return asTable(answer, columns);
  }
}

/** Values stay; what they hold is written so that it does no harm on a screen. */
export function writtenJson(value: unknown): string {
  return `${visibleLines(JSON.stringify(value, null, 2))}\n`;
}

/** A paragraph in lines that the terminal need not break. */
export function paragraph(text: string, columns = Number.POSITIVE_INFINITY): string {
  const lines = text.split('\n').flatMap((line) => wrap(line, columns));
  return `${lines.join('\n')}\n`;
}

/** Questions with their answers. In a CSV they are one table, whose rows name their question and query. */
export function writtenQuestions(asked: readonly QuestionAnswer[], manner: Manner): string {
  const { format } = manner;
  if (format === 'csv') return asCsv(onlyAnswer(asked) ?? joined(asked));
  if (format === 'json') {
    const all = asked.map(asObject);
    return writtenJson(all.length === 1 ? all[0] : all);
  }
  return asked.map((each) => section(each, manner)).join('\n');
}

function onlyAnswer(asked: readonly QuestionAnswer[]): Answer | undefined {
  const answers = asked.flatMap((each) => each.answers);
  return answers.length === 1 ? answers[0]?.answer : undefined;
}

function joined(asked: readonly QuestionAnswer[]): Answer {
  const parts = asked.flatMap(({ question, answers }) =>
    answers.map(({ query, answer }) => ({ id: question.shortId, name: query.name ?? '', answer })),
  );
  const own = [...new Set(parts.flatMap(({ answer }) => answer.columns))];
  const rows = parts.flatMap(({ id, name, answer: { columns, rows } }) =>
    rows.map((row) => [id, name, ...own.map((column) => row[columns.indexOf(column)] ?? null)]),
  );
  return { columns: ['question', 'query', ...own], rows };
}

function asObject({ question, answers }: QuestionAnswer): object {
  const { id, title } = question;
  const queries = answers.map(({ query, answer }) => ({
    name: query.name ?? null,
    resultsAre: query.resultsAre ?? null,
    rows: rowObjects(answer),
  }));
  return { id, title, queries };
}

function section({ question, answers }: QuestionAnswer, manner: Manner): string {
  const { title, description } = question;
  if (manner.format === 'markdown') {
    const parts = answers.map(
      ({ query: { name }, answer }) =>
        `${name === undefined ? '' : `\n### ${name}\n`}\n${asMarkdown(answer)}`,
    );
    return `## ${title}\n\n${description}\n${parts.join('')}`;
  }
  const parts = answers.map(
    ({ query: { name }, answer }) =>
      `${name === undefined ? '' : `${name}:\n`}${written(answer, manner)}\n`,
  );
  return `${paragraph(`${title}\n${description}`, manner.columns)}\n${parts.join('')}`;
}

/** A table of Markdown; what would be read as Markdown or HTML in a cell stays text. */
export function asMarkdown({ columns, rows }: Answer): string {
  const cells = rows.map((row) => row.map((value) => escapedMarkdown(cellText(value))));
  return `${markdownTable(columns.map(escapedMarkdown), cells)}\n`;
}

/** A text of anybody as part of Markdown. */
export function escapedMarkdown(text: string): string {
  return visible(text)
    .replace(/[\\`*_[\]<>|~$&!]/g, (character) => `\\${character}`)
    .replace(/\s+/g, ' ');
}
