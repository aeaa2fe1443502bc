/**
 * For orgs where asking every user for factors takes too long: which users had factor events since the
 * last successful run, and when every user has to be asked all the same.
 */
import type { ExecutionHistory } from '@jupiterone/integration-sdk-core';

import { FACTOR_EVENTS, lateFactorEvents, showsFactor, type OktaClient } from '../../okta';
import { listLogEvents } from '../system-log/api';

/**
 * The System Log may show events late (Okta documents no bound), and a run asks a user for factors
 * some time after it started: events of this long before the last run are looked at again.
 */
const OVERLAP_MS = 60 * 60 * 1000;

/**
 * From when on factor events have to be looked at; undefined where all users have to be asked: before
 * the first successful run, and in the first run of each day (UTC), so that what the log missed and
 * factors that are gone stay wrong for a day at most.
 */
export function factorChangesSince({
  current,
  lastSuccessful,
}: ExecutionHistory): number | undefined {
  if (lastSuccessful === undefined) return undefined;
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  if (day(lastSuccessful.startedOn) !== day(current.startedOn)) return undefined;
  return lastSuccessful.startedOn - OVERLAP_MS;
}

/** Ids of the users who have a factor by their last factor event in the 30 days before `now` (ms since the epoch). */
export async function usersWhoEnrolledLately(
  okta: OktaClient,
  now: number,
): Promise<ReadonlySet<string>> {
  const enrolled = new Set<string>();
  const events = listLogEvents(okta, lateFactorEvents(now));
  for await (const page of events) {
    for (const { eventType, targets } of page) {
      for (const { id, type } of targets) {
        if (type !== 'User') continue;
        if (showsFactor(eventType)) enrolled.add(id);
        else enrolled.delete(id);
      }
    }
  }
  return enrolled;
}

/** Ids of the users with factor events in the period (ms since the epoch). */
export async function usersWithFactorEvents(
  okta: OktaClient,
  since: number,
  until: number,
): Promise<ReadonlySet<string>> {
  const users = new Set<string>();
  const events = listLogEvents(okta, {
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
    filter: FACTOR_EVENTS,
  });
  for await (const page of events) {
    for (const { targets } of page) {
      for (const { id, type } of targets) if (type === 'User') users.add(id);
    }
  }
  return users;
}
