/** The findings of a collected graph, from its directory to plain JSON. */
import path from 'node:path';

import type { StepMetadata } from '@jupiterone/integration-sdk-core';

import { declaredTables } from '../ask/declarations';
import { openGraphFiles } from '../ask/graphFiles';
import { GraphDatabase } from '../ask/graphDatabase';
import { loadQuestions, type ManagedQuestion } from '../ask/questions';
import { evaluateFindings } from './evaluateFindings';
import type { Findings } from './model';
import type { Suppression } from './suppressions';

/** Where this project keeps its managed questions. */
export const QUESTIONS = path.join(__dirname, '../../../jupiterone/questions');

export interface FindingsOptions {
  /** Where `collect` left its files, or what `findRun` takes for it. */
  readonly directory: string;
  /** Whose metadata declares the tables. */
  readonly steps: readonly StepMetadata[];
  /** The directory with `questions.yaml`; {@link QUESTIONS} if absent. */
  readonly questions?: string;
  /** Which of them to evaluate; all if absent. */
  readonly isAsked?: (question: ManagedQuestion) => boolean;
  /** The moment from which ages are counted, ms since the epoch. */
  readonly now: number;
  readonly suppressions?: readonly Suppression[];
}

/**
 * Loads the graph once, and evaluates every managed question on it.
 *
 * @throws {AskError} if there is no graph, or a question cannot be read or asked
 */
export async function findingsIn(options: FindingsOptions): Promise<Findings> {
  const { directory, steps, now, suppressions = [], isAsked = () => true } = options;
  const questions = loadQuestions(options.questions ?? QUESTIONS).filter(isAsked);
  const files = openGraphFiles(directory);
  try {
    const database = await GraphDatabase.open({ files, declarations: declaredTables(steps), now });
    try {
      const { summary } = files;
      return await evaluateFindings({ database, summary, questions, now, suppressions });
    } finally {
      database.close();
    }
  } finally {
    files.close();
  }
}
