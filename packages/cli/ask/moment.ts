import { AskError } from './askError';

/**
 * The moment that `--now` names, ms since the epoch; undefined if it was not given.
 *
 * @throws {AskError} if it is no time
 */
export function momentOf(now: string | undefined): number | undefined {
  if (now === undefined) return undefined;
  const ms = Date.parse(now);
  if (Number.isNaN(ms)) throw new AskError(`--now takes an ISO 8601 time, not "${now}"`);
  return ms;
}
