/** Reads the roles that Okta writes into the profiles of application users and application groups. */
import { isJsonObject, type JsonObject } from '../../json';
import { MAX_ARN_LENGTH, type AwsAccount } from '../applications/awsSettings';
import { isAccountId, readRoleArn, readRolePath, roleHalves, roleNameOf, roleTarget } from './arn';
import type { AwsRoleTarget } from './grant';
import { quoted } from '../../visible';
import { type AwsProblemCode, type AwsProblems } from './problems';

/** Separates the account from the role of a secondary account. */
const SEPARATOR = ' -- ';
const MAX_ACCOUNT_NAME_LENGTH = 256;

/** A role value from which no role can be read without guessing. */
export interface RoleRefusal {
  readonly kind: 'refused';
  readonly code: Extract<AwsProblemCode, 'role-format' | 'account-unknown' | 'account-ambiguous'>;
  readonly subject: string;
}

type RoleReading = AwsRoleTarget | RoleRefusal;

/** What of a profile counts. */
export interface WrittenRoles {
  /** Whether these are of `samlRoles`, which Okta may unite over a user's groups. */
  readonly ofSamlRoles: boolean;
  readonly roles: readonly (string | RoleRefusal)[];
}

/**
 * The roles in the profile of an application user or group: with SAML those of `samlRoles`, or else
 * `role`, which is the default; with other sign-on modes `role` alone. Blank and null values are
 * nothing; anything but a string, for example an array inside the array, is refused on its own.
 */
export function profileRoles({ samlRoles, role }: JsonObject, isSaml: boolean): WrittenRoles {
  const roles = isSaml ? written(Array.isArray(samlRoles) ? samlRoles : [samlRoles]) : [];
  const ofSamlRoles = roles.length > 0;
  return { ofSamlRoles, roles: ofSamlRoles ? roles : written([role]) };
}

function written(items: readonly unknown[]): (string | RoleRefusal)[] {
  return items.flatMap((item): readonly (string | RoleRefusal)[] => {
    if (item === null || item === undefined) return [];
    if (typeof item !== 'string') return [refused('role-format', kindOf(item))];
    return item.trim() === '' ? [] : [item];
  });
}

/**
 * The roles that can be read; what the others lack is added to the problems.
 * @param accounts the distinct accounts that the application's settings name.
 */
export function readRoles(
  { roles }: WrittenRoles,
  accounts: readonly AwsAccount[],
  problems: AwsProblems,
): AwsRoleTarget[] {
  const readings = roles.map((role) =>
    typeof role === 'string' ? readRole(role, accounts) : role,
  );
  return readings.filter((reading) => {
    if (reading.kind === 'refused') problems.add(reading.code, reading.subject);
    return reading.kind !== 'refused';
  });
}

/**
 * One role value: a full ARN (alone or beside its provider's), `[account] -- role`, `account -- role`,
 * or a name in the application's only account. The name may have a path.
 */
function readRole(written: string, accounts: readonly AwsAccount[]): RoleReading {
  if (written.length > MAX_ARN_LENGTH) return refused('role-format', quoted(written));
  const value = written.trim();
  const separator = value.lastIndexOf(SEPARATOR);
  const role = separator < 0 ? value : value.slice(separator + SEPARATOR.length).trim();
  if (role.startsWith('arn:')) return readArn(role);
  const rolePath = readRolePath(role);
  if (rolePath === undefined) return refused('role-format', quoted(written));
  if (separator < 0) return inOwnAccount(rolePath, accounts);
  return inNamedAccount(value.slice(0, separator), rolePath, accounts);
}

function readArn(value: string): RoleReading {
  const halves = roleHalves(value);
  const target = halves.length === 1 ? readRoleArn(halves[0] ?? '') : undefined;
  return target ?? refused('role-format', quoted(value));
}

function inOwnAccount(rolePath: string, accounts: readonly AwsAccount[]): RoleReading {
  const [account] = accounts;
  if (account === undefined) return refused('account-unknown', quoted(rolePath));
  if (accounts.length > 1) return refused('account-ambiguous', quoted(rolePath));
  return roleTarget(account, rolePath);
}

/**
 * A role in a secondary account. An alias cannot be twelve digits (IAM forbids it), so twelve digits
 * are an account id; it makes an ARN where the application has one partition.
 */
function inNamedAccount(
  written: string,
  rolePath: string,
  accounts: readonly AwsAccount[],
): RoleReading {
  const accountName = withoutBrackets(written.trim());
  if (accountName === '' || accountName.length > MAX_ACCOUNT_NAME_LENGTH) {
    return refused('role-format', quoted(`${written}${SEPARATOR}${rolePath}`));
  }
  const [partition, another] = new Set(accounts.map((account) => account.partition));
  if (isAccountId(accountName) && partition !== undefined && another === undefined) {
    return roleTarget({ partition, account: accountName }, rolePath);
  }
  return { kind: 'account-name', accountName, roleName: roleNameOf(rolePath) };
}

function withoutBrackets(name: string): string {
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1).trim() : name;
}

function refused(code: RoleRefusal['code'], subject: string): RoleRefusal {
  return { kind: 'refused', code, subject };
}

/** Tells what stands where a string should; its content stays out of the warning. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (isJsonObject(value)) return 'an object';
  return `a ${typeof value}`;
}
