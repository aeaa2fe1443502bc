/** Reads and writes the names of roles that Okta holds: ARNs, and names with paths. */
import { MAX_ARN_LENGTH, type AwsAccount } from '../applications/awsSettings';

/** A role whose ARN is known. */
export interface AwsArnTarget extends AwsAccount {
  readonly kind: 'arn';
  readonly arn: string;
  /** The last segment of the ARN's resource: IAM role names are unique in their account whatever their path. */
  readonly roleName: string;
}

/** IAM: a path of at most 512 characters and a name of at most 64. */
const MAX_ROLE_LENGTH = 512 + 64;
const MAX_ROLE_NAME_LENGTH = 64;

const ACCOUNT = /^\d{12}$/;
const ROLE_CHARACTERS = /^[\w+=,.@/-]+$/;
const ROLE_ARN = /^arn:(aws(?:-[a-z0-9]+)*):iam::(\d{12}):role\/(.+)$/;

/** Twelve digits. */
export function isAccountId(text: string): boolean {
  return ACCOUNT.test(text);
}

/**
 * `Role` or `team/Role`, of IAM's characters and within IAM's lengths, without slashes in front;
 * undefined for anything else.
 */
export function readRolePath(text: string): string | undefined {
  if (text.length > MAX_ROLE_LENGTH || !ROLE_CHARACTERS.test(text)) return undefined;
  let start = 0;
  while (text[start] === '/') start += 1;
  const path = text.slice(start);
  const name = roleNameOf(path);
  return name === '' || name.length > MAX_ROLE_NAME_LENGTH ? undefined : path;
}

/** The role's name without its path. */
export function roleNameOf(rolePath: string): string {
  return rolePath.slice(rolePath.lastIndexOf('/') + 1);
}

export function roleTarget({ partition, account }: AwsAccount, rolePath: string): AwsArnTarget {
  const arn = `arn:${partition}:iam::${account}:role/${rolePath}`;
  return { kind: 'arn', arn, partition, account, roleName: roleNameOf(rolePath) };
}

/** A full role ARN of any partition; undefined for anything else. */
export function readRoleArn(text: string): AwsArnTarget | undefined {
  if (text.length > MAX_ARN_LENGTH) return undefined;
  const [, partition, account, resource] = ROLE_ARN.exec(text) ?? [];
  if (partition === undefined || account === undefined || resource === undefined) return undefined;
  const rolePath = readRolePath(resource);
  return rolePath === undefined ? undefined : roleTarget({ partition, account }, rolePath);
}

/**
 * The ARNs of a list such as `arn:…:saml-provider/OKTA,arn:…:role/A,B`. Only a comma before `arn:`
 * separates, because role names may hold commas.
 */
function splitArns(text: string): string[] {
  return text.split(/,(?=\s*arn:)/).map((part) => part.trim());
}

/** Of `provider ARN,role ARN` in either order the halves that name a role. */
export function roleHalves(text: string): string[] {
  return splitArns(text).filter((half) => half.includes(':role/'));
}
