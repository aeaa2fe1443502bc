/** Bounded fan-out over a stream: the only place where a step runs many requests side by side. */

/**
 * How many items a step keeps under way. It only has to keep Okta's buckets busy: the client
 * decides how many requests are really in flight.
 */
export const FAN_OUT = 48;

/**
 * Calls `work` for every item, at most `limit` at a time, and resolves when all are done. The first
 * rejection (of the stream or of `work`) stops taking further items, and is thrown once the work
 * under way has ended. A failing stream lets the items before it finish.
 */
export async function forEachConcurrently<T>(
  items: AsyncIterable<T> | Iterable<T>,
  work: (item: T) => Promise<void>,
  limit: number = FAN_OUT,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let onEnd: (() => void) | undefined;
  try {
    for await (const item of items) {
      if (failures.length > 0) break;
      const task: Promise<void> = work(item)
        .catch((error: unknown) => {
          failures.push(error);
        })
        .finally(() => {
          running.delete(task);
          onEnd?.();
        });
      running.add(task);
      // Promise.race would leave a reaction at every task, each time.
      if (running.size >= limit) await new Promise<void>((resolve) => (onEnd = resolve));
    }
  } catch (error) {
    failures.push(error);
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}
