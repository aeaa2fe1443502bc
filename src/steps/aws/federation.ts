/** One AWS Account Federation application, ready to say who has which role. */
import {
  providerArns,
  readProviderArn,
  type AwsAccount,
  type AwsSettings,
} from '../applications/awsSettings';
import type { OktaApplication } from '../applications/api';
import { GrantPool } from './grant';
import { compileGroupFilter, type GroupFilter } from './groupFilter';
import { quoted, type AwsProblem, type AwsProblemCode } from './problems';
import { RoleReader } from './roleText';
import { defaultPattern, readRoleValuePattern, type RoleValuePattern } from './roleValuePattern';

/** How group names become roles. */
export interface AwsGroupMapping {
  readonly filter: GroupFilter;
  readonly pattern: RoleValuePattern;
  /** The filter as it is written, quoted for a warning. */
  readonly written: string;
  /** Where groups have to come from to count, in lower case; undefined if that does not matter. */
  readonly sources: ReadonlySet<string> | undefined;
}

export interface AwsFederation {
  readonly settings: AwsSettings;
  /** Undefined without group mapping, and if the settings for it cannot be used. */
  readonly mapping: AwsGroupMapping | undefined;
  /** What is wrong with the settings themselves. */
  readonly problems: readonly AwsProblem[];
  readonly roles: RoleReader;
  readonly pool: GrantPool;
  readonly problem: (code: AwsProblemCode, subject: string) => AwsProblem;
}

/** Never throws: settings that cannot be used are in `problems`. */
export function createFederation(
  { id, label, name }: Pick<OktaApplication, 'id' | 'label' | 'name'>,
  settings: AwsSettings,
): AwsFederation {
  const providers = readProviders(settings);
  const pattern = readPattern(settings, providers.accounts);
  const { mapping, wrong } = settings.useGroupMapping
    ? readMapping(settings, pattern)
    : { mapping: undefined, wrong: providers.wrong };
  const problem: AwsFederation['problem'] = (code, subject) => ({
    applicationId: id,
    applicationName: label ?? name ?? id,
    code,
    subject,
  });
  return {
    settings,
    mapping,
    problems: wrong.map(([code, subject]) => problem(code, subject)),
    roles: new RoleReader(homeAccounts(providers.accounts, pattern)),
    pool: new GrantPool(id),
    problem,
  };
}

type Wrong = readonly [code: AwsProblemCode, subject: string];

/** The distinct accounts of the providers. What is no provider ARN cannot be signed in to. */
function readProviders({ identityProviderArn }: AwsSettings) {
  const accounts = new Map<string, AwsAccount>();
  const wrong: Wrong[] = [];
  for (const arn of providerArns(identityProviderArn)) {
    const account = readProviderArn(arn);
    if (account === undefined) wrong.push(['provider-arn', quoted(arn)]);
    else accounts.set(`${account.partition}:${account.account}`, account);
  }
  return { accounts: [...accounts.values()], wrong };
}

/** The role value pattern; if there is none, Okta's usual one in the only partition known. */
function readPattern(
  { roleValuePattern }: AwsSettings,
  accounts: readonly AwsAccount[],
): RoleValuePattern | undefined {
  if (roleValuePattern !== undefined) return readRoleValuePattern(roleValuePattern);
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
  { groupFilter, roleValuePattern, appFilter }: AwsSettings,
  pattern: RoleValuePattern | undefined,
): { mapping: AwsGroupMapping | undefined; wrong: readonly Wrong[] } {
  const unusable = (...wrong: Wrong) => ({ mapping: undefined, wrong: [wrong] });
  if (groupFilter === undefined) return unusable('filter-missing', 'groupFilter');
  if (pattern === undefined) return unusable('pattern-unusable', quoted(roleValuePattern ?? ''));
  const written = quoted(groupFilter);
  const filter = compileGroupFilter(groupFilter);
  if ('refused' in filter) return unusable('filter-refused', `${written} (${filter.refused})`);
  const missing = pattern.needs.filter((name) => !filter.captures.includes(name));
  if (missing.length > 0) return unusable('capture-missing', missing.map(quoted).join(', '));
  const names = (appFilter ?? '').split(',').map((name) => name.trim().toLowerCase());
  const sources = new Set(names.filter((name) => name !== ''));
  return {
    mapping: { filter, pattern, written, sources: sources.size > 0 ? sources : undefined },
    wrong: [],
  };
}
