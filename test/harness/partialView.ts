/** Answers of an Okta that hides some groups and applications from its lists, or counts them differently. */
import { record, type JsonObject, type JsonValue } from '../../src/json';
import type { Transport } from '../../src/okta';
import { alteredBodies } from './alteredAnswers';

/** What of the local org's answers is changed. */
export interface PartialView {
  /** Ids of groups and applications that are in no list of groups, applications, and applications of groups. */
  readonly hidden?: ReadonlySet<string>;
  /** Whether the applications of a group are all shown; default yes. */
  readonly showsAppsOfGroups?: boolean;
  /** The statistics of a group, by its id. */
  readonly statistics?: (id: string, stats: JsonObject) => JsonObject;
}

const LISTS = /^\/api\/v1\/(?:groups|apps)$/;
const APPS_OF_GROUP = /^\/api\/v1\/groups\/[^/]+\/apps$/;

/** A transport over real HTTP whose lists show a part of what the local org has. */
export function partialView(view: PartialView): Transport {
  const { hidden = new Set<string>(), showsAppsOfGroups = true, statistics } = view;
  return alteredBodies(({ pathname }, body) => {
    const isList = LISTS.test(pathname) || (!showsAppsOfGroups && APPS_OF_GROUP.test(pathname));
    if (!isList || !Array.isArray(body)) return body;
    const shown = body.filter((item) => !hidden.has(idOf(item)));
    return shown.map((item) => counted(item, statistics));
  });
}

function counted(item: JsonObject, statistics: PartialView['statistics']): JsonValue {
  const embedded = record(item._embedded);
  const stats = record(embedded.stats);
  if (statistics === undefined || Object.keys(stats).length === 0) return item;
  const { hasAdminPrivlege = stats.hasAdminPrivilege, ...others } = stats;
  const spelt = { ...others, hasAdminPrivilege: hasAdminPrivlege };
  return { ...item, _embedded: { ...embedded, stats: statistics(idOf(item), spelt) } };
}

function idOf({ id }: JsonObject): string {
  return typeof id === 'string' ? id : '';
}
