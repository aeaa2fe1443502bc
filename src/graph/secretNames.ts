/**
 * Which names stand for what must not leave Okta. Names are read word by word (`userPIN`, `api_secret`,
 * `door.pin`), so that `secretary`, `tokenized` or `shipping` are ordinary names.
 */
import { wordsOf } from './words';

/** What may follow a word in one piece with it, as in `secretkey` or `tokenvalue`. */
const NOUN = '(?:keys?|values?|hash|text|string|codes?|enc|questions?|answers?|ids?|ur[il]s?|data)';

/** Names end in these where they hold what opens an account, and not when or for whom. */
const CODE =
  '(?:questions?|answers?|codes?|keys?|tokens?|phrases?|links?|ur[il]s?|words?|hints?|pins?|otps?|secrets?)';

const KINDS_OF_KEYS =
  'private|access|api|app|shared|signing|encryption|decryption|master|session|auth|ssh|gpg|pgp|hmac|ssl|tls|secret';

/** What secret names look like with a `-` before, between and after their words, in lower case. */
const SECRET_WORDS = new RegExp(
  [
    // Ordinary words contain these, and none ends in them: `clientsecret` is one, `secretary` is none.
    `(?:secret|token|credential|kennwort)s?${NOUN}?-`,
    'passw(?!ord-?less)|pass(?:phrase|code)|pwd|-pass-(?:word(?!-?less)|phrase|code)',
    '-(?:bearer|pin|otp|totp|hotp|puk|cvv|cvc|x-5-c)s?-',
    '-(?:[a-z]*(?:security|challenge|recovery))?answers?-',
    `(?:${KINDS_OF_KEYS})-?keys?${NOUN}?-`,
    'connection-?strings?-|-web-?hooks?(?:ur[il]s?)?-',
    `-(?:recovery|activation)-?${CODE}-|^-(?:recovery|activation)-(?:\\d+-)?$`,
    // Only as the last word: `adminPass` and `pwSalt`, but not `passNumber` or `hashTag`.
    '-(?:pass|salt|hash|signature)(?:e?s)?-(?:\\d+-)*$',
    // The HTTP header, and not `workAuthorization`, which says whether somebody may work in a country.
    '^-(?:(?:http|proxy|api|basic)-?)?authorization-?(?:(?:header|value)-)?$',
  ].join('|'),
);

/** Every secret name contains one of these; few others do, and these are read word by word. */
const SUSPICIOUS =
  /secret|token|credential|kennwort|pass|pwd|bearer|pin|otp|puk|cvv|cvc|x5c|answer|key|string|hook|recovery|activation|salt|hash|signature|authorization/i;

/** The other way to read it: `PINcode` is PIN, code. */
const WORD_AFTER_ACRONYM = /\p{Lu}{2,}|\p{Lu}?[\p{Ll}\p{Lo}]+|\p{N}+/gu;

/** Identifiers, the fingerprint of a device's public key, and what ends an e-mail. */
const HARMLESS: ReadonlySet<string> = new Set([
  'credentialId',
  'tpmPublicKeyHash',
  'emailSignature',
]);

/** Whether a value of this name may be a password, token or key. */
export function isSecretName(name: string): boolean {
  if (!SUSPICIOUS.test(name) || HARMLESS.has(name)) return false;
  return [wordsOf(name), name.match(WORD_AFTER_ACRONYM) ?? []].some((words) =>
    SECRET_WORDS.test(`-${words.join('-').toLowerCase()}-`),
  );
}
