/** One AWS Account Federation application, ready to say who has which role. */
import {
  providerArns,
  readProviderArn,
  type AwsAccount,
  type AwsSettings,
} from '../applications/awsSettings';
import { GrantPool } from './grant';
import { compileGroupFilter, type GroupFilter } from './groupFilter';
import { quoted } from '../../visible';
import { AwsProblems } from './problems';
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
  /** What is wrong with the settings, and with the roles that were read so far. */
  readonly problems: AwsProblems;
  /** Where roles live that are given by name alone. */
  readonly accounts: readonly AwsAccount[];
  readonly pool: GrantPool;
}

/** Never throws: settings that cannot be used are in `problems`. */
export function createFederation(applicationId: string, settings: AwsSettings): AwsFederation {
  const problems = new AwsProblems();
  const { useGroupMapping } = settings;
  const accounts = readProviders(settings, useGroupMapping ? new AwsProblems() : problems);
  const pattern = readPattern(settings, accounts);
  return {
    settings,
    mapping: useGroupMapping ? readMapping(settings, pattern, problems) : undefined,
    problems,
    accounts: homeAccounts(accounts, pattern),
    pool: new GrantPool(applicationId),
  };
}

/** The distinct accounts of the providers. What is no provider ARN cannot be signed in to. */
function readProviders({ identityProviderArn }: AwsSettings, problems: AwsProblems): AwsAccount[] {
  const accounts = new Map<string, AwsAccount>();
  for (const arn of providerArns(identityProviderArn)) {
    const account = readProviderArn(arn);
    if (account === undefined) problems.add('provider-arn', quoted(arn));
    else accounts.set(`${account.partition}:${account.account}`, account);
  }
  return [...accounts.values()];
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
  problems: AwsProblems,
): AwsGroupMapping | undefined {
  if (groupFilter === undefined) problems.add('filter-missing', 'groupFilter');
  else if (pattern === undefined) problems.add('pattern-unusable', quoted(roleValuePattern ?? ''));
  else {
    const written = quoted(groupFilter);
    const filter = compileGroupFilter(groupFilter);
    const captures = 'refused' in filter ? [] : filter.captures;
    const missing = pattern.needs.filter((name) => !captures.includes(name));
    if ('refused' in filter) problems.add('filter-refused', `${written} (${filter.refused})`);
    else if (missing.length > 0) problems.add('capture-missing', missing.map(quoted).join(', '));
    else return { filter, pattern, written, sources: readSources(appFilter) };
  }
  return undefined;
}

function readSources(appFilter = ''): ReadonlySet<string> | undefined {
  const names = appFilter.split(',').map((name) => name.trim().toLowerCase());
  const sources = new Set(names.filter((name) => name !== ''));
  return sources.size === 0 ? undefined : sources;
}
