/** Asks the managed questions of a collection, for its page. */
import { visibleLines } from '../../src/visible';
import { findingsIn } from '../cli/findings';
import { evaluationOf } from './pack/evaluationOf';
import type { Evaluation } from './pack/packFinding';

/** The managed questions' answers; without them, with the reason on the error stream, the page still shows the graph. */
export async function evaluateQuestions(directory: string): Promise<Evaluation | undefined> {
  try {
    const { invocationConfig } = await import('../../src');
    const steps = invocationConfig.integrationSteps;
    return evaluationOf(await findingsIn({ directory, steps, now: Date.now() }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      visibleLines(
        `The page has no managed questions, because they could not be evaluated: ${reason}\n`,
      ),
    );
    return undefined;
  }
}
