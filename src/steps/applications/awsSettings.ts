/** Recognises AWS applications, and reads what their settings say about roles. */
import { flag, text } from '../../json';
import type { OktaApplication } from './api';

/** Where a role lives. `account` has twelve digits. */
export interface AwsAccount {
  /** `aws`, `aws-us-gov`, `aws-cn`, or a later one of the same form. */
  readonly partition: string;
  readonly account: string;
}

/** What of an application shows whether it is one of AWS's. */
export type AwsApplication = Pick<
  OktaApplication,
  'name' | 'status' | 'signOnMode' | 'appSettings'
>;

/** `iam`: AWS Account Federation, which gives IAM roles. */
export type AwsKind = 'iam' | 'identity-center';

/** The settings of AWS Account Federation; a text that is absent, null or empty is undefined. */
export interface AwsSettings {
  /** With sign-on mode SAML_2_0, `role` is the default of `samlRoles`; with others it stands alone. */
  readonly isSaml: boolean;
  readonly useGroupMapping: boolean;
  readonly joinAllRoles: boolean;
  readonly identityProviderArn: string | undefined;
  readonly groupFilter: string | undefined;
  readonly roleValuePattern: string | undefined;
  readonly appFilter: string | undefined;
}

const PROVIDER_ARN = /^arn:(aws(?:-[a-z0-9]+)*):iam::(\d{12}):saml-provider\/\S+$/;
/** AWS accepts no longer ARN; what is longer is not looked at. */
export const MAX_ARN_LENGTH = 2048;

/** Partition and account of a SAML provider's ARN; undefined for anything else. */
export function readProviderArn(written: string): AwsAccount | undefined {
  if (written.length > MAX_ARN_LENGTH) return undefined;
  const [, partition, account] = PROVIDER_ARN.exec(written) ?? [];
  return partition === undefined || account === undefined ? undefined : { partition, account };
}

/** The ARNs of `identityProviderArn`, one or several with commas between, as they are written. */
export function providerArns(written: string | undefined): string[] {
  return (written ?? '')
    .split(',')
    .map((arn) => arn.trim())
    .filter((arn) => arn !== '');
}

/** Identity Center's own sign-in address, in every partition. */
const CENTER_URL = /^https:\/\/[^/]{1,100}\.signin\.(?:aws|amazonaws)[^/]{1,50}\/platform\/saml\//;

/**
 * Which of AWS's applications this is. The name decides; of another name, so do an environment type
 * and a SAML provider together, which the predecessor went by. Without a name any of AWS's settings do.
 */
function awsKindOf({ name, appSettings = {} }: AwsApplication): AwsKind | undefined {
  if (name === 'amazon_aws') return 'iam';
  if (name === 'amazon_aws_sso') return 'identity-center';
  const { awsEnvironmentType, identityProviderArn, acsURL } = appSettings;
  const hasEnvironment = text(awsEnvironmentType) !== undefined;
  const hasProvider = providerArns(text(identityProviderArn)).some((arn) => readProviderArn(arn));
  if (name !== undefined) return hasEnvironment && hasProvider ? 'iam' : undefined;
  if (hasEnvironment || hasProvider) return 'iam';
  return CENTER_URL.test(text(acsURL) ?? '') ? 'identity-center' : undefined;
}

/** Nobody signs in through such an application, so it gives nothing. */
const SWITCHED_OFF = ['INACTIVE', 'DELETED'];

/** An application of AWS's that is in use. */
export interface ReadAwsApplication {
  readonly kind: AwsKind;
  readonly settings: AwsSettings;
  /** What Okta's answer lacks of that which decides about roles. */
  readonly missing: readonly string[];
}

/** Undefined where the application is none of AWS's, or is switched off. */
export function readAwsApplication(app: AwsApplication): ReadAwsApplication | undefined {
  const kind = awsKindOf(app);
  if (kind === undefined || SWITCHED_OFF.includes(app.status ?? '')) return undefined;
  const { settings, missing } = readSettings(app);
  return {
    kind,
    settings,
    missing: [
      ...(app.status === undefined ? ['status'] : []),
      ...(kind === 'identity-center' ? [] : missing),
    ],
  };
}

/** Whether the application gives AWS roles or accounts: then several steps read its assignments. */
export function isAws(app: AwsApplication): boolean {
  return readAwsApplication(app) !== undefined;
}

const CHOICES = ['useGroupMapping', 'joinAllRoles'] as const;
const TEXTS_OF_GROUP_MAPPING = ['groupFilter', 'roleValuePattern', 'appFilter'] as const;
const TEXTS_OF_PROFILES = ['identityProviderArn', 'roleValuePattern'] as const;

/**
 * A setting that is absent is off or null: Okta may leave out what is null, and an application that is
 * older than a setting lacks it. Missing is what is neither null nor of its type, all of them where
 * there is no `settings.app`, and the filter that group mapping always has.
 */
function readSettings({ signOnMode, appSettings }: AwsApplication) {
  const written = appSettings ?? {};
  const useGroupMapping = isOn(written.useGroupMapping);
  const settings = {
    isSaml: signOnMode === undefined || signOnMode === 'SAML_2_0',
    useGroupMapping,
    joinAllRoles: isOn(written.joinAllRoles),
    identityProviderArn: text(written.identityProviderArn),
    groupFilter: text(written.groupFilter),
    roleValuePattern: text(written.roleValuePattern),
    appFilter: text(written.appFilter),
  };
  if (appSettings === undefined) return { settings, missing: ['settings.app'] };
  const texts = useGroupMapping ? TEXTS_OF_GROUP_MAPPING : TEXTS_OF_PROFILES;
  const hasFilter = !useGroupMapping || written.groupFilter !== undefined;
  const missing = [
    ...CHOICES.filter((name) => !isChoice(written[name])),
    ...texts.filter((name) => typeof (written[name] ?? '') !== 'string'),
    ...(hasFilter ? [] : ['groupFilter']),
  ];
  return { settings, missing };
}

/** Okta records booleans; the words are accepted too, as other applications' settings hold words. */
function isOn(value: unknown): boolean {
  return flag(value) ?? value === 'true';
}

function isChoice(value: unknown): boolean {
  return isOn(value) || [undefined, null, false, 'false'].some((off) => off === value);
}
