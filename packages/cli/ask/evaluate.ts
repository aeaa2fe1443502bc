/** Answers managed questions from a graph: the one place that `ask` and every report take their rows from. */
import type { Answer } from './answer';
import type { UsedType } from './gaps';
import type { GraphDatabase } from './graphDatabase';
import { readSql, type Choice, type ManagedQuery, type ManagedQuestion } from './questions';

/** What one query of a question found. */
export interface QueryAnswer {
  readonly query: ManagedQuery;
  readonly answer: Answer;
}

/** A question with the answers of its queries, and the types that they rest on. */
export interface QuestionAnswer {
  readonly question: ManagedQuestion;
  readonly answers: readonly QueryAnswer[];
  readonly used: readonly UsedType[];
}

/** @throws {AskError} if an SQL twin is missing or wrong */
export async function evaluate(
  database: GraphDatabase,
  { question, queries }: Choice,
): Promise<QuestionAnswer> {
  const answers: QueryAnswer[] = [];
  const used: UsedType[] = [];
  for (const query of queries) {
    const sql = readSql(query);
    answers.push({ query, answer: await database.query(sql) });
    used.push(...database.typesUsedBy(sql));
  }
  return { question, answers, used };
}
