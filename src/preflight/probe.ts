/** The common form of most checks: may this be read, and how much of it is there. */
import type { IngestionSourceId } from '../ingestion';
import { text, type JsonObject } from '../json';
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

interface Probe {
  readonly id: string;
  readonly title: string;
  readonly source?: IngestionSourceId;
  readonly permission: PermissionId;
  /** The request; undefined where an earlier check found nothing to ask with. */
  readonly ask: (context: CheckContext) => Promise<unknown> | undefined;
}

/** A check that only wants to know whether something may be read. */
export function mayRead({ permission: permissionId, ask, ...check }: Probe): Check {
  return {
    ...check,
    run: (context) => {
      const asked = ask(context);
      if (asked === undefined) {
        return Promise.resolve({ status: 'skipped', finding: 'nothing there to try it with' });
      }
      return askFor(
        context,
        permissionId,
        () => asked,
        () => ({ status: 'ok', finding: 'may be read' }),
      );
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
  const id = page.map((object) => text(object.id)).find((each) => each !== undefined);
  return id === undefined ? {} : { [fact]: id };
}
