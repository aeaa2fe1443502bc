/** What a password policy says: `settings` and the source of the passwords it is for. */
import { number, text, type JsonObject } from '../../json';
import { at, boolean, count, string, strings, type Fields, type Source } from '../fields';

const PASSWORD = 'settings.password';
const RECOVERY = 'settings.recovery.factors';

/** Whether a number of Okta's asks for at least one of a kind. */
const asksFor =
  (name: string): Source =>
  (policy: JsonObject) => {
    const least = number(at(policy, `${PASSWORD}.complexity.${name}`));
    return least === undefined ? undefined : least > 0;
  };

const offers =
  (factor: string): Source =>
  (policy: JsonObject) => {
    const status = text(at(policy, `${RECOVERY}.${factor}.status`));
    return status === undefined ? undefined : status === 'ACTIVE';
  };

const COMPLEXITY: Fields = {
  minLength: count(`${PASSWORD}.complexity.minLength`),
  requireLowercase: boolean(asksFor('minLowerCase')),
  requireUppercase: boolean(asksFor('minUpperCase')),
  requireNumbers: boolean(asksFor('minNumber')),
  requireSymbols: boolean(asksFor('minSymbol')),
  excludeUsername: boolean(`${PASSWORD}.complexity.excludeUsername`),
  excludeAttributes: strings(`${PASSWORD}.complexity.excludeAttributes`),
  excludeCommonPasswords: boolean(`${PASSWORD}.complexity.dictionary.common.exclude`),
  maxConsecutiveCharacters: count(`${PASSWORD}.complexity.maxConsecutiveCharacters`),
  wordBlockExpression: string(
    `${PASSWORD}.complexity.oelStatement`,
    'What else a password must not contain, in Okta expression language',
  ),
};

const AGE_AND_LOCKOUT: Fields = {
  maxAgeDays: count(`${PASSWORD}.age.maxAgeDays`, '0: passwords do not expire'),
  historyCount: count(`${PASSWORD}.age.historyCount`, 'Passwords that may not be used again'),
  expiryWarningDays: count(`${PASSWORD}.age.expireWarnDays`),
  minAgeMins: count(`${PASSWORD}.age.minAgeMinutes`, 'Minutes between two changes'),
  lockoutAttempts: count(`${PASSWORD}.lockout.maxAttempts`, '0: accounts are not locked'),
  autoUnlockMins: count(`${PASSWORD}.lockout.autoUnlockMinutes`, '0: an administrator unlocks'),
  showLockoutFailures: boolean(`${PASSWORD}.lockout.showLockoutFailures`),
  lockoutNotificationChannels: strings(`${PASSWORD}.lockout.userLockoutNotificationChannels`),
  breachedPasswordExpireAfterDays: count(
    `${PASSWORD}.breachedProtection.expireAfterDays`,
    '0: a breached password expires at once',
  ),
  breachedPasswordLogout: boolean(`${PASSWORD}.breachedProtection.logoutEnabled`),
};

const RECOVERY_FIELDS: Fields = {
  recoveryByEmail: boolean(offers('okta_email')),
  recoveryBySms: boolean(offers('okta_sms')),
  recoveryByCall: boolean(offers('okta_call')),
  recoveryByQuestion: boolean(offers('recovery_question')),
  recoveryLinkMinutes: count(
    `${RECOVERY}.okta_email.properties.recoveryToken.tokenLifetimeMinutes`,
    'How long a link in an e-mail can be used',
  ),
  questionMinLength: count(`${RECOVERY}.recovery_question.properties.complexity.minLength`),
  skipUnlock: boolean(
    'settings.delegation.options.skipUnlock',
    'Whether unlocking in Okta leaves the directory account locked',
  ),
  authProvider: string('conditions.authProvider.provider', 'OKTA, ACTIVE_DIRECTORY, LDAP'),
};

export const PASSWORD_FIELDS: Fields = { ...COMPLEXITY, ...AGE_AND_LOCKOUT, ...RECOVERY_FIELDS };
