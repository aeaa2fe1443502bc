import { SUPER_ADMIN } from '../../adminRoles';
import { isJsonObject, record, type JsonObject } from '../../json';
import { defineResource, type EmbeddedDefinition, type Permission } from '../defineResource';
import { at, boolean, count, ids, named, string, strings } from '../fields';
import { ORG_SETTINGS } from './source';

const COMPLETE = 'All else is complete.';

const THREATS: Permission = {
  id: 'threat-insight',
  title: 'ThreatInsight',
  scope: 'okta.threatInsights.read',
  reference: 'threatinsight',
  withoutIt: `The account does not say whether ThreatInsight blocks addresses, and which it exempts. ${COMPLETE}`,
};

const ADMINS: Permission = {
  id: 'security-settings',
  title: 'Security settings of the org',
  scope: 'okta.orgs.read',
  reference: 'attackprotection',
  adminRoles: [SUPER_ADMIN],
  withoutIt:
    'The account does not say how lockout, authenticator order, third-party administrators and ' +
    `privileges of new API clients are set. ${COMPLETE}`,
};

const ADMIN_CONSOLE: Permission = {
  id: 'admin-console',
  title: 'Admin Console settings',
  scope: 'okta.apps.read',
  reference: 'oktaapplicationsettings',
  adminRoles: [SUPER_ADMIN],
  withoutIt: `The account does not say how long sessions of the Admin Console last. ${COMPLETE}`,
};

const CONTACTS: Permission = {
  id: 'org-contacts',
  title: 'Contacts of the org',
  scope: 'okta.orgs.read',
  reference: 'orgsettingcontact',
  withoutIt: `The account does not say who its contacts are, and whether users get e-mail from Okta. ${COMPLETE}`,
};

const CAPTCHA: Permission = {
  id: 'captcha',
  title: 'CAPTCHA settings',
  scope: 'okta.captchas.read',
  reference: 'captcha',
  withoutIt: `The account does not say which pages ask for a CAPTCHA. ${COMPLETE}`,
};

const BOT_PROTECTION: Permission = {
  id: 'bot-protection',
  title: 'Bot protection',
  scope: 'okta.botProtection.read',
  reference: 'botprotection',
  withoutIt: `The account does not say whether bots are kept out. ${COMPLETE}`,
};

const setting = (
  path: EmbeddedDefinition['path'],
  permission: Permission,
  more: Partial<EmbeddedDefinition> = {},
): EmbeddedDefinition => ({ path, isObject: true, permission, ...more });

const ORG_ADMIN = { reference: 'orgsettingadmin' };
/** What Okta documents for an org without a contact of that kind. */
const MAY_BE_NOBODY = { notAvailable: [{ status: 404, errorCode: 'E0000007' }] };

/** Zones of which ThreatInsight lets every address pass; undefined where they could not be read. */
function exemptZones(account: JsonObject) {
  const threats = at(account, '_embedded.threats');
  if (threats === null) return [];
  return isJsonObject(threats)
    ? named(record(threats).excludeZones, { reason: 'threat-insight-exempt' })
    : undefined;
}

/**
 * One call for each setting; each property is absent where its call is refused.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/threatinsight/ and the pages
 * that the permissions name.
 */
export const orgSettings = defineResource({
  id: 'org-settings',
  title: 'Organization settings',
  of: 'account',
  source: ORG_SETTINGS,
  embedded: {
    threats: setting('/api/v1/threats/configuration', THREATS),
    lockout: setting('/attack-protection/api/v1/user-lockout-settings', ADMINS),
    authenticators: setting('/attack-protection/api/v1/authenticator-settings', ADMINS),
    adminConsole: setting('/api/v1/first-party-app-settings/admin-console', ADMIN_CONSOLE),
    clientPrivileges: setting('/api/v1/org/settings/clientPrivilegesSetting', ADMINS, ORG_ADMIN),
    autoAssign: setting('/api/v1/org/settings/autoAssignAdminAppSetting', ADMINS, ORG_ADMIN),
    thirdPartyAdmins: setting('/api/v1/org/orgSettings/thirdPartyAdminSetting', ADMINS, ORG_ADMIN),
    technicalContact: setting('/api/v1/org/contacts/TECHNICAL', CONTACTS, MAY_BE_NOBODY),
    billingContact: setting('/api/v1/org/contacts/BILLING', CONTACTS, MAY_BE_NOBODY),
    captcha: setting('/api/v1/org/captcha', CAPTCHA, { engine: 'idx' }),
    communication: setting('/api/v1/org/privacy/oktaCommunication', CONTACTS, {
      reference: 'orgsettingcommunication',
    }),
    botProtection: setting('/api/v1/bot-protection/configuration', BOT_PROTECTION),
  },
  accountFields: {
    threatInsightAction: string(
      '_embedded.threats.action',
      'What ThreatInsight does with requests from suspicious addresses: none, audit, block',
    ),
    ...ids(
      'threatInsightExemptZone',
      '_embedded.threats.excludeZones',
      'Network zones that ThreatInsight lets pass',
    ),
    locksOutUnknownDevicesOnly: boolean(
      '_embedded.lockout.preventBruteForceLockoutFromUnknownDevices',
      'Whether wrong passwords from unknown devices lock out these devices, and not the user',
    ),
    knowledgeFactorLast: boolean(
      '_embedded.authenticators.verifyKnowledgeSecondWhen2faRequired',
      'Whether users prove possession before they are asked for a password',
    ),
    adminConsoleIdleMinutes: count(
      '_embedded.adminConsole.sessionIdleTimeoutMinutes',
      'How long a session of the Admin Console may be idle',
    ),
    adminConsoleLifetimeMinutes: count(
      '_embedded.adminConsole.sessionMaxLifetimeMinutes',
      'How long a session of the Admin Console may last',
    ),
    adminConsoleAutoAssigned: boolean(
      '_embedded.autoAssign.autoAssignAdminAppSetting',
      'Whether users who get an administrator role are assigned the Admin Console',
    ),
    newClientsGetSuperAdmin: boolean(
      '_embedded.clientPrivileges.clientPrivilegesSetting',
      'Whether new API clients become super administrators',
    ),
    thirdPartyAdminsEnabled: boolean(
      '_embedded.thirdPartyAdmins.thirdPartyAdmin',
      'Whether administrators may be people of other organizations',
    ),
    captchaPages: strings(
      '_embedded.captcha.enabledPages',
      'Pages that ask for a CAPTCHA: SIGN_IN, SSPR (password reset), SSR (registration)',
    ),
    botProtectionMode: string('_embedded.botProtection.mode', 'DISABLED, LOG_ONLY, ENFORCED'),
    communicationOptOut: boolean(
      '_embedded.communication.optOutEmailUsers',
      'Whether users get no e-mail from Okta that is not about their accounts',
    ),
    technicalContactId: string('_embedded.technicalContact.userId', 'Okta id of a user'),
    billingContactId: string('_embedded.billingContact.userId', 'Okta id of a user'),
  },
  edges: [
    {
      class: 'TRUSTS',
      to: 'okta_network_zone',
      properties: { reason: 'string' },
      ends: exemptZones,
    },
  ],
});
