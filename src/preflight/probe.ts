/** The common form of most checks: may this be read, and how much of it is there. */
import type { IngestionSourceId } from '../ingestion';
import type { JsonObject } from '../json';
import {
  askFor,
  sizeOfPage,
  sizeText,
  type Check,
  type CheckContext,
  type CheckResult,
  type Facts,
} from './check';
import type { PermissionId } from '../permissions';

interface Probe<T> {
  readonly id: string;
  readonly title: string;
  readonly source?: IngestionSourceId;
  readonly permission: PermissionId;
  /** The request; undefined where an earlier check found nothing to ask with. */
  readonly ask: (context: CheckContext) => Promise<T> | undefined;
  /** What later checks can use of the answer. */
  readonly learn?: (answer: T) => Partial<Facts>;
}

/** The result of a question that was answered. */
export const MAY_BE_READ: CheckResult = { status: 'ok', finding: 'may be read' };

/** The result if earlier checks found nothing to ask with. */
export const NOTHING_TO_ASK: CheckResult = {
  status: 'skipped',
  finding: 'nothing there to try it with',
};

/** A check that only wants to know whether something may be read. */
export function mayRead<T>({ permission: permissionId, ask, learn, ...check }: Probe<T>): Check {
  return {
    ...check,
    run: (context) => {
      const asked = ask(context);
      if (asked === undefined) {
        return Promise.resolve(NOTHING_TO_ASK);
      }
      return askFor(
        context,
        permissionId,
        () => asked,
        (answer) => ({
          ...MAY_BE_READ,
          ...(learn !== undefined && { learned: learn(answer) }),
        }),
      );
    },
  };
}

/** A check of something that a run does without: it warns, and its steps succeed. */
export function spoilsNothing(check: Check): Check {
  return {
    ...check,
    run: async (context) => {
      const result = await check.run(context);
      return result.status === 'fail' ? { ...result, status: 'warn' } : result;
    },
  };
}

/** The result of a first page: how much there is, and what later checks build on. */
export function found(
  what: string,
  page: readonly JsonObject[],
  limit: number,
  learned: Partial<Facts>,
): CheckResult {
  return { status: 'ok', finding: `${sizeText(sizeOfPage(page, limit))} ${what}`, learned };
}

/** The id of the first object, as the fact of this name. */
export function first(
  page: readonly JsonObject[],
  fact: 'groupId' | 'applicationId' | 'awsApplicationId',
): Partial<Facts> {
  const [id] = idsOf(page);
  return id === undefined ? {} : { [fact]: id };
}

/** The ids of the objects that have one. */
export function idsOf(page: readonly JsonObject[]): readonly string[] {
  return page.flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
}
