/** The list of the managed questions, for people and for programs. */
import { padEnd, wrap } from '../terminal/style';
import type { Answer } from './answer';
import type { ManagedQuestion } from './questions';

function queryNames({ queries }: ManagedQuestion): string[] {
  return queries.flatMap(({ name }) => (name === undefined ? [] : [name]));
}

/** One row a question; `queries` is empty where a question is a single query. */
export function asAnswer(questions: readonly ManagedQuestion[]): Answer {
  return {
    columns: ['id', 'question', 'queries'],
    rows: questions.map((question) => [question.shortId, question.title, queryNames(question)]),
  };
}

/** A question needs this much room beside its id, or it stands below. */
const LEAST_ROOM = 24;

/**
 * One line a question, with its queries in brackets where it has several, and how to ask.
 * @param columns how wide the terminal is; undefined: lines are not broken
 */
export function questionList(
  questions: readonly ManagedQuestion[],
  columns = Number.POSITIVE_INFINITY,
): string {
  const width = Math.max(...questions.map(({ shortId }) => shortId.length));
  const isNarrow = columns - width - 4 < LEAST_ROOM;
  const lines = questions.flatMap((question) => {
    const names = queryNames(question);
    const queries = names.length === 0 ? '' : ` [${names.join(', ')}]`;
    const text = `${question.title}${queries}`;
    if (isNarrow) {
      return [`  ${question.shortId}`, ...wrap(text, columns - 6).map((line) => `      ${line}`)];
    }
    return wrap(text, columns - width - 4).map(
      (line, i) => `  ${padEnd(i === 0 ? question.shortId : '', width)}  ${line}`,
    );
  });
  const several = questions.find((question) => queryNames(question).length > 0);
  return `${[...lines, '', ...howToAsk(several)].join('\n')}\n`;
}

function howToAsk(several: ManagedQuestion | undefined): string[] {
  const name = several === undefined ? undefined : queryNames(several)[0];
  return [
    'Ask one:          npm run ask -- <id>',
    ...(several === undefined || name === undefined
      ? []
      : [`One of its [..]:  npm run ask -- ${several.shortId}.${name}`]),
    'Everything else:  npm run ask -- --help',
  ];
}
