/** Reads an application's role value pattern, which turns captured values into a role's ARN. */
import { MAX_ARN_LENGTH, type AwsAccount } from '../applications/awsSettings';
import { roleHalves } from './arn';

const PLACEHOLDER = /\$\{(\w+)\}/g;
const LITERAL_ACCOUNT = /^arn:(aws(?:-[a-z0-9]+)*):iam::(\d{12}):role\//;

export interface RoleValuePattern {
  /** The captures that it asks for. */
  readonly needs: readonly string[];
  /** The account that it names itself, where it does not ask for it. */
  readonly account: AwsAccount | undefined;
  /** The role's ARN as text, not yet checked; undefined where a capture is missing. */
  fill(captures: ReadonlyMap<string, string>): string | undefined;
}

/**
 * The half of `provider ARN,role ARN` (in either order) that names the role. Undefined where there is
 * not exactly one.
 */
export function readRoleValuePattern(written: string): RoleValuePattern | undefined {
  if (written.length > MAX_ARN_LENGTH) return undefined;
  const [half, another] = roleHalves(written);
  if (half === undefined || another !== undefined) return undefined;
  const needs = [...new Set([...half.matchAll(PLACEHOLDER)].map(([, name]) => name ?? ''))];
  const [, partition, account] = LITERAL_ACCOUNT.exec(half) ?? [];
  return {
    needs,
    account: partition && account ? { partition, account } : undefined,
    fill: (captures) =>
      needs.every((name) => captures.has(name))
        ? half.replace(PLACEHOLDER, (_, name: string) => captures.get(name) ?? '')
        : undefined,
  };
}

/** The pattern that stands in for a missing one: Okta's usual form, in a partition that is known. */
export function defaultPattern(partition: string): RoleValuePattern | undefined {
  return readRoleValuePattern(`arn:${partition}:iam::\${accountid}:role/\${role}`);
}
