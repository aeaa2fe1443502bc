/** What a check of the preflight is: one cheap question to Okta, and what its answer means. */
import type { OktaSettings } from '../config';
import type { IngestionSourceId } from '../ingestion';
import {
  isBadRequest,
  isBlocked,
  isFeatureDisabled,
  isForbidden,
  isOktaApiError,
  WHERE_REQUESTS_ARE_BLOCKED,
  type IntegrationOktaApiError,
  type OktaClient,
} from '../okta';
import type { JsonObject } from '../json';
import type { OrgIdentity } from '../okta/org';
import { permission, remedyFor, type PermissionId } from '../permissions';

/** `warn`: a run is complete, and could be better. `fail`: a run would be incomplete or impossible. */
export type CheckStatus = 'ok' | 'warn' | 'fail' | 'skipped';

/** What a check found, in words for a person. */
export interface CheckResult {
  readonly status: CheckStatus;
  /** What was found, in a few words. */
  readonly finding: string;
  /** What it means for the graph. */
  readonly meaning?: string;
  /** What an administrator does about it: role, scope, setting, menu path. */
  readonly remedy?: string;
  /** What later checks and the forecast build on. */
  readonly learned?: Partial<Facts>;
}

/** How many of something there are; `atLeast` where only the first page was asked for. */
export interface Size {
  readonly count: number;
  readonly atLeast: boolean;
}

/** What the checks have learned of the org so far. */
export interface Facts {
  /** Some user who is not deprovisioned. */
  readonly userId: string;
  /** That user has yet to sign in for the first time, and so has no factors. */
  readonly isNewcomer: boolean;
  /** Some group that is not built in. */
  readonly groupId: string;
  /** Groups with administrator roles, as far as Okta's statistics of the first groups say so. */
  readonly adminGroupIds: readonly string[];
  /** Users with administrator roles, the first of them; known if their roles may be read. */
  readonly administratorIds: readonly string[];
  /** The first custom roles. */
  readonly customRoleIds: readonly string[];
  /** The group with most members by Okta's statistics, as far as these were read. */
  readonly largestGroup: { readonly id: string; readonly users: number };
  /** A group with members and applications, by Okta's statistics. */
  readonly assignedGroupId: string;
  /** Some active applications of that group, none of them Okta's own. */
  readonly assignedApplicationIds: readonly string[];
  /** Ids of all listed applications; known if one page held them. */
  readonly applicationIds: readonly string[];
  readonly applicationId: string;
  readonly awsApplicationId: string;
  readonly users: Size;
  readonly groups: Size;
  readonly applications: Size;
  readonly administrators: Size;
  /** The first page of groups and of applications. */
  readonly groupRecords: readonly JsonObject[];
  readonly applicationRecords: readonly JsonObject[];
  /** A service app with the rows of its roles, one with a role if there is any among the first. */
  readonly serviceApp: JsonObject;
  /** The first page of defined resources, by their ids. */
  readonly records: Readonly<Record<string, readonly JsonObject[]>>;
  /** How many of each there are. */
  readonly resources: Readonly<Record<string, Size>>;
}

/** What checks work with; `facts` grows from check to check. */
export interface CheckContext {
  readonly settings: OktaSettings;
  readonly org: OrgIdentity;
  readonly okta: OktaClient;
  /** Whether the customer left this ingestion source on. */
  readonly isEnabled: (source: IngestionSourceId) => boolean;
  readonly facts: Partial<Facts>;
  /** ms since the epoch */
  readonly now: () => number;
}

/** One question to Okta and what its answer means. */
export interface Check {
  readonly id: string;
  readonly title: string;
  /** Without it the check is always made. */
  readonly source?: IngestionSourceId;
  /** Rejects only with errors that end everything: a dead credential, a closed client. */
  readonly run: (context: CheckContext) => Promise<CheckResult>;
}

/** A check that asks for one thing, and fails in the words of the permission behind it. */
export async function askFor<T>(
  { settings }: CheckContext,
  permissionId: PermissionId,
  ask: () => Promise<T>,
  judge: (answer: T) => CheckResult,
): Promise<CheckResult> {
  try {
    return judge(await ask());
  } catch (error) {
    return refused(error, permissionId, settings.credentials.kind);
  }
}

/** The result of a request that was refused or failed. Throws what is no answer of Okta's. */
export function refused(
  error: unknown,
  permissionId: PermissionId,
  kind: 'token' | 'oauth',
): CheckResult {
  if (!isOktaApiError(error)) throw error;
  const { withoutIt: meaning } = permission(permissionId);
  return { status: 'fail', meaning, ...refusalOf(error, permissionId, kind) };
}

function refusalOf(
  error: IntegrationOktaApiError,
  permissionId: PermissionId,
  kind: 'token' | 'oauth',
): Pick<CheckResult, 'finding' | 'remedy'> {
  const { message, causeKind } = error;
  const needed = permission(permissionId);
  const code = [error.status, error.errorCode].filter((part) => part !== undefined).join(' ');
  if (isForbidden(error)) {
    const finding = error.insufficientScope ? 'scope not granted' : 'not permitted';
    return { finding: `${finding} (${code})`, remedy: remedyFor(needed, kind) };
  }
  if (isBlocked(error)) {
    const remedy = `No role or scope is missing: ${WHERE_REQUESTS_ARE_BLOCKED}.`;
    return { finding: `blocked (HTTP ${code})`, remedy };
  }
  if (isFeatureDisabled(error) || isBadRequest(error)) {
    const remedy = `Switch the source off, or ask Okta to enable the feature. ${needed.note ?? ''}`;
    return { finding: `not available in this org (${code})`, remedy: remedy.trim() };
  }
  return {
    finding: 'no usable answer',
    // What does not come from Okta says itself what to do.
    remedy:
      causeKind === 'unexpected-json'
        ? `${message}.`
        : `Try again; if it stays, tell Okta's support: ${message}.`,
  };
}

/** `120`, `200 or more` */
export function sizeText({ count, atLeast }: Size): string {
  return `${count.toLocaleString('en-US')}${atLeast ? ' or more' : ''}`;
}

/** The size of a list of which the first page, of at most `limit` items, is known. */
export function sizeOfPage(items: readonly unknown[], limit: number): Size {
  return { count: items.length, atLeast: items.length >= limit };
}
