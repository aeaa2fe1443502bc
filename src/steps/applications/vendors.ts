/** Who makes an application, and which account at the vendor an instance of it stands for. */
import { wordsOf } from '../../graph/words';
import { text, type JsonObject } from '../../json';
import { providerArns, readProviderArn } from './awsSettings';

/**
 * By what the short name (`shortName.ts`) contains: the first that fits decides. Names and order are the
 * predecessor's, as customers compare them in saved queries.
 */
const VENDORS: readonly (readonly [shortName: RegExp, vendor: string])[] = [
  [/wordpress/, 'WordPress / WP Engine'],
  [/threatstack/, 'Threat Stack'],
  [/textmagic/, 'TextMagic'],
  [/sumologic/, 'Sumo Logic'],
  [/statuspage|jira|bitbucket/, 'Atlassian'],
  [/trendmicro/, 'Trend Micro'],
  [/snyk/, 'Snyk'],
  [/smallimprovements/, 'Small Improvements'],
  [/ringcentral/, 'RingCentral'],
  [/pritunl/, 'Pritunl'],
  [/paylocity/, 'Paylocity'],
  [/paloalto/, 'Palo Alto Networks'],
  [/pagerduty/, 'PagerDuty'],
  [/office365/, 'Microsoft'],
  [/naviabenefits/, 'Navia Benefits Solutions'],
  [/modeanalytics/, 'Mode Analytics'],
  [/meraki/, 'Cisco Meraki'],
  [/mcafee/, 'McAfee'],
  [/markmonitor/, 'Mark Monitor'],
  [/leavelogic/, 'LeaveLogic'],
  [/jamf/, 'Jamf'],
  [/gotomeeting|logmein/, 'LogMeIn'],
  [/google|^(?:cloudconsole|gcp)$/, 'Google'],
  [/golinks/, 'GoLinks'],
  [/github/, 'GitHub'],
  [/floqast/, 'FloQast'],
  [/fireeye/, 'FireEye'],
  [/invision/, 'InVision'],
  [/hubspot/, 'HubSpot'],
  [/hellosign/, 'HelloSign'],
  [/hackerone/, 'HackerOne'],
  [/easecentral/, 'EaseCentral'],
  [/dropbox/, 'Dropbox'],
  [/dome9/, 'Dome9'],
  [/docusign/, 'DocuSign'],
  [/digicert/, 'DigiCert'],
  [/dashlane/, 'Dashlane'],
  [/cultureamp/, 'Culture Amp'],
  [/coderpad/, 'CoderPad'],
  [/crowdstrike/, 'CrowdStrike'],
  [/carbonblack/, 'Carbon Black'],
  [/bamboohr/, 'BambooHR'],
  [/ataata|mimecast/, 'Mimecast'],
  [/airwatch/, 'VMware'],
  [/aws/, 'Amazon Web Services'],
  [/amazon/, 'Amazon.com'],
  [/adobe/, 'Adobe'],
  [/jupiterone|^j1dev/, 'JupiterOne'],
  [/lifeomic/, 'LifeOmic'],
];

/** `_type` of the account in JupiterOne, where it is not `<short name>_account`. */
const ACCOUNT_TYPES: readonly (readonly [shortName: RegExp, types: readonly string[]])[] = [
  [/^atlassianjirabitbucket$/, ['jira_account', 'bitbucket_team']],
  [/^(?:cisco)?meraki$/, ['cisco_meraki_account']],
  [/wordpress/, ['wordpress_account']],
  [/snyk/, ['snyk_account']],
  [/pritunl/, ['pritunl_account']],
  [/lifeomic/, ['lifeomic_account']],
  [/githubcloud/, ['github_account']],
  [/^cloudconsole$/, ['google_account']],
  [/jupiterone|^j1dev/, ['jupiterone_account']],
];

/** Each instance of these is an account of its own. */
const MULTI_INSTANCE: ReadonlySet<string> = new Set([
  'aws',
  'githubcloud',
  'gcp',
  'google',
  'office365',
]);

/** What an application says about the account that it opens. Values from Okta are not checked. */
export function accountOf(shortName: string | undefined, settings: JsonObject) {
  const githubOrg = text(settings.githubOrg);
  const appDomain = text(settings.domain);
  const aws = awsAccountOf(settings);
  return {
    isMultiInstanceApp: shortName !== undefined && MULTI_INSTANCE.has(shortName),
    appVendorName: shortName === undefined ? undefined : vendorOf(shortName),
    appAccountType: shortName === undefined ? undefined : accountTypesOf(shortName),
    appAccountId: aws.awsAccountId ?? githubOrg ?? appDomain,
    githubOrg,
    appDomain,
    ...aws,
  };
}

function vendorOf(shortName: string): string {
  return VENDORS.find(([pattern]) => pattern.test(shortName))?.[1] ?? titleOf(shortName);
}

/** An application that opens accounts of two types names both. */
function accountTypesOf(shortName: string): string | string[] {
  const types = ACCOUNT_TYPES.find(([pattern]) => pattern.test(shortName))?.[1];
  const [first = `${shortName}_account`, ...others] = types ?? [];
  return others.length === 0 ? first : [first, ...others];
}

/** `myNew_app` → `My New App`. */
function titleOf(shortName: string): string {
  const words = wordsOf(shortName).map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return words.join(' ') || shortName;
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
