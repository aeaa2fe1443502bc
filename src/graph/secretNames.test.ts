/** Which names are those of secrets, word by word. */
import { SECRET_NAMES } from '../../test/conversion/sources';
import { isSecretName } from './secretNames';

test.each([
  ...['secretary', 'secretariat', 'Secretary', 'SECRETARY', 'secretaries', 'underSecretary'],
  ...['secretaryName', 'secretary_phone', 'secretary2', 'secretario', 'secretive', 'secretion'],
  ...['tokenized', 'tokenizationVendor', 'tokenism', 'betokened', 'credentialing', 'credentialed'],
  ...['passwordless', 'passwordLessUser', 'compassWorld', 'passport', 'boardingPassNumber'],
  ...[
    'deactivationReason',
    'reactivationDate',
    'activationStatus',
    'recoveryTeam',
    'recoveryEmail',
  ],
  ...['disasterRecoveryRole', 'answered', 'answeringService', 'pallbearer', 'shoeString'],
  ...['keyword', 'whatsAppKeyword', 'turnkey', 'keyCard', 'sshPublicKey', 'hookCount', 'webhooked'],
])('%s is an ordinary name', (name) => {
  expect(isSecretName(name)).toBe(false);
});

test.each([
  ...SECRET_NAMES,
  ...['apiSecret', 'userPassword', 'clientsecret', 'clientSecret2', 'secret_1', 'topSecret'],
  ...['userpassword', 'unicodePwd', 'sambaNTPassword', 'ntPasswordHash', 'msMcsAdmPwd', 'dBCSPwd'],
  ...['accesstoken', 'apitoken', 'APItoken', 'APIsecret', 'APIkey', 'LDAPpassword', 'PINcode'],
  ...['OTPseed', 'userPINs', 'recoveryQuestion', 'recovery_answer', 'recoverycode', 'recovery'],
  ...['activationCode', 'activationLink', 'ACTIVATION_TOKEN', 'securityAnswer', 'securityanswer'],
  ...['secretQuestion', 'secretanswer', 'secretkey', 'tokenvalue', 'refreshTokenValue', 'token1'],
  ...['credentialData', 'Passwort', 'passWord', 'pass_phrase', 'passcode', 'adminPass2'],
  ...['bearerToken', 'webHookUrl', 'dbConnectionString', 'privatekey', 'awsSecretAccessKey'],
  ...['encryption.key', 'hmacKey', 'jwk.x5c', 'httpAuthorization', 'JWTToken', 'tokenRingUser'],
])('%s is the name of a secret', (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each(['a-', 'aB', '1', 'x', 'pass', 'PIN'])('a very long name of %s is read', (part) => {
  expect(isSecretName(`${part.repeat(100_000)}-secret`)).toBe(true);
  expect(isSecretName(`${part.repeat(100_000)}-secretary`)).toBe(false);
});
