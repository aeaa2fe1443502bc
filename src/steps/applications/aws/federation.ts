/** Reads what the settings of an AWS Account Federation application say about its roles. */
import { flag, text, type JsonObject } from '../../../json';
import { readProviderArn, type AwsAccount } from './arn';
import { GrantPool } from './grant';
import { compileGroupFilter, type GroupFilter } from './groupFilter';
import { quoted, type AwsProblem, type AwsProblemCode } from './problems';
import { RoleReader } from './roleText';
import { defaultPattern, readRoleValuePattern, type RoleValuePattern } from './roleValuePattern';

/** What of an application is needed; `OktaApplication` has it. */
export interface AwsApplication {
  readonly id: string;
  readonly name: string | undefined;
  readonly label: string | undefined;
  readonly status: string | undefined;
  /**
   * `settings.app`. It can hold secrets: only the named settings are read, and none is kept. What it
   * means that they are absent, `doubt.ts` says.
   */
  readonly appSettings: JsonObject | undefined;
}

/** How group names become roles. */
export interface AwsGroupMapping {
  readonly filter: GroupFilter;
  readonly pattern: RoleValuePattern;
  /** The filter as it is written, quoted for a warning. */
  readonly written: string;
}

/** One AWS Account Federation application, ready to say who has which role. */
export interface AwsFederation {
  readonly applicationId: string;
  /** False for an application that is switched off: nobody signs in through it, so it grants nothing. */
  readonly active: boolean;
  /** The distinct accounts that the settings name, in their order. */
  readonly accounts: readonly AwsAccount[];
  readonly joinAllRoles: boolean;
  readonly useGroupMapping: boolean;
  /** Undefined without group mapping, and where the settings for it cannot be used. */
  readonly mapping: AwsGroupMapping | undefined;
  /** What is wrong with the settings themselves. */
  readonly problems: readonly AwsProblem[];
  readonly roles: RoleReader;
  readonly pool: GrantPool;
  readonly problem: (code: AwsProblemCode, subject: string) => AwsProblem;
}

/**
 * The federation of an application, or undefined where the application is none. Never throws: what
 * cannot be used is in `problems`.
 *
 * The kind `amazon_aws` decides; so does what the predecessor went by, an AWS environment type beside
 * the ARN of a SAML provider.
 */
export function readAwsFederation(app: AwsApplication): AwsFederation | undefined {
  const settings = app.appSettings ?? {};
  const providers = readProviders(settings.identityProviderArn);
  const looksLikeAws = text(settings.awsEnvironmentType) && providers.accounts.length > 0;
  if (app.name !== 'amazon_aws' && !looksLikeAws) return undefined;

  const active = isActive(app);
  const useGroupMapping = isOn(settings.useGroupMapping);
  const pattern = readPattern(settings.roleValuePattern, providers.accounts);
  const { mapping, wrong } = useGroupMapping
    ? readMapping(settings.groupFilter, settings.roleValuePattern, pattern)
    : { mapping: undefined, wrong: providers.wrong };
  const accounts = homeAccounts(providers.accounts, pattern);
  const problem = problemsOf(app);
  return {
    applicationId: app.id,
    active,
    accounts,
    joinAllRoles: isOn(settings.joinAllRoles),
    useGroupMapping,
    mapping,
    problems: active ? wrong.map(({ code, subject }) => problem(code, subject)) : [],
    roles: new RoleReader(accounts),
    pool: new GrantPool(app.id),
    problem,
  };
}

/** Whether somebody can sign in through the application. */
export function isActive({ status }: Pick<AwsApplication, 'status'>): boolean {
  return status !== 'INACTIVE' && status !== 'DELETED';
}

type Wrong = Pick<AwsProblem, 'code' | 'subject'>;

/** Okta records booleans; the word is accepted too, as other applications' settings hold words. */
export function isOn(value: unknown): boolean {
  return flag(value) ?? value === 'true';
}

/** The distinct accounts of `ARN,ARN…`. A part that is no provider ARN cannot be signed in to. */
function readProviders(value: unknown): { accounts: readonly AwsAccount[]; wrong: Wrong[] } {
  const accounts = new Map<string, AwsAccount>();
  const wrong: Wrong[] = [];
  for (const part of (text(value) ?? '').split(',').map((written) => written.trim())) {
    const account = readProviderArn(part);
    if (account !== undefined) accounts.set(`${account.partition}:${account.account}`, account);
    else if (part !== '') wrong.push({ code: 'provider-arn', subject: quoted(part) });
  }
  return { accounts: [...accounts.values()], wrong };
}

/** The role value pattern; where there is none, Okta's usual one in the only partition known. */
function readPattern(
  value: unknown,
  accounts: readonly AwsAccount[],
): RoleValuePattern | undefined {
  const written = text(value);
  if (written !== undefined) return readRoleValuePattern(written);
  const [partition, another] = new Set(accounts.map((account) => account.partition));
  return partition === undefined || another !== undefined ? undefined : defaultPattern(partition);
}

/** Where roles given by name live: in the providers' accounts, or else in the pattern's own. */
function homeAccounts(
  providers: readonly AwsAccount[],
  pattern: RoleValuePattern | undefined,
): readonly AwsAccount[] {
  return providers.length === 0 && pattern?.account !== undefined ? [pattern.account] : providers;
}

function readMapping(
  filterValue: unknown,
  patternValue: unknown,
  pattern: RoleValuePattern | undefined,
): { mapping: AwsGroupMapping | undefined; wrong: readonly Wrong[] } {
  const unusable = (code: AwsProblemCode, subject: string) => ({
    mapping: undefined,
    wrong: [{ code, subject }],
  });
  const written = text(filterValue);
  if (written === undefined) return unusable('filter-missing', 'groupFilter');
  if (pattern === undefined) {
    return unusable('pattern-unusable', quoted(text(patternValue) ?? ''));
  }
  const filter = compileGroupFilter(written);
  if ('refused' in filter) {
    return unusable('filter-refused', `${quoted(written)} (${filter.refused})`);
  }
  const missing = pattern.needs.filter((name) => !filter.captures.includes(name));
  if (missing.length > 0) return unusable('capture-missing', missing.map(quoted).join(', '));
  return { mapping: { filter, pattern, written: quoted(written) }, wrong: [] };
}

function problemsOf(app: AwsApplication): AwsFederation['problem'] {
  const { id: applicationId } = app;
  const applicationName = app.label ?? app.name ?? applicationId;
  return (code, subject) => ({ applicationId, applicationName, code, subject });
}
