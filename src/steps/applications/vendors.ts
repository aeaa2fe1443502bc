/** Applications of which each instance stands for one account at a vendor, and which account that is. */
import { text, type JsonObject } from '../../json';
import { providerArns, readProviderArn } from './awsSettings';

interface Vendor {
  readonly name: string;
  /** `_type` of the account in JupiterOne. */
  readonly accountType: string;
}

const GITHUB = { name: 'GitHub', accountType: 'github_account' };
const GOOGLE = { name: 'Google', accountType: 'google_account' };
const MICROSOFT = { name: 'Microsoft', accountType: 'azure_account' };

/** By short name (`shortName.ts`). */
const VENDORS: ReadonlyMap<string, Vendor> = new Map([
  ['aws', { name: 'AWS', accountType: 'aws_account' }],
  ['gcp', { name: 'Google Cloud', accountType: 'google_cloud_project' }],
  ['github', GITHUB],
  ['githubcloud', GITHUB],
  ['google', GOOGLE],
  ['gsuite', GOOGLE],
  ['office365', MICROSOFT],
  ['salesforce', { name: 'Salesforce', accountType: 'salesforce_account' }],
  ['slack', { name: 'Slack', accountType: 'slack_team' }],
]);

/** What an application says about the account that it opens. Values from Okta are not checked. */
export function accountOf(shortName: string | undefined, settings: JsonObject) {
  const vendor = shortName === undefined ? undefined : VENDORS.get(shortName);
  const githubOrg = text(settings.githubOrg);
  const appDomain = text(settings.domain);
  const aws = awsAccountOf(settings);
  return {
    isMultiInstanceApp: vendor !== undefined,
    appVendorName: vendor?.name,
    appAccountType: vendor?.accountType,
    appAccountId: aws.awsAccountId ?? githubOrg ?? appDomain,
    githubOrg,
    appDomain,
    ...aws,
  };
}

/**
 * The account and partition of the SAML providers. With providers in several accounts none of them
 * is *the* account, so none is named.
 */
function awsAccountOf(settings: JsonObject) {
  const providers = providerArns(text(settings.identityProviderArn))
    .map(readProviderArn)
    .filter((provider) => provider !== undefined);
  const accounts = new Set(providers.map(({ account }) => account));
  const partitions = new Set(providers.map(({ partition }) => partition));
  return {
    awsAccountId: accounts.size === 1 ? [...accounts][0] : undefined,
    awsPartition: partitions.size === 1 ? [...partitions][0] : undefined,
  };
}
