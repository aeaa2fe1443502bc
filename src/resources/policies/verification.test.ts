/** What app sign-in rules demand: shapes that are recorded or documented, odd ones, and unknown ones. */
import type { JsonObject, JsonValue } from '../../json';
import { labelOf } from './methods';
import {
  allowedMethods,
  chainLengthOf,
  excludedMethods,
  verificationOf,
  type Verification,
} from './verification';
import type { Demand } from './way';

const rule = (verificationMethod: JsonValue): JsonObject => ({
  actions: { appSignOn: { access: 'ALLOW', verificationMethod } },
});

const assurance = (factorMode: JsonValue, constraints?: JsonValue): JsonObject =>
  rule({ type: 'ASSURANCE', factorMode, ...(constraints !== undefined && { constraints }) });

const chains = (...all: readonly JsonValue[]): JsonObject =>
  rule({ type: 'AUTH_METHOD_CHAIN', chains: all });

const password = { key: 'okta_password', method: 'password' };
const push = { key: 'okta_verify', method: 'push' };
const webauthn = { key: 'webauthn', method: 'webauthn' };
const step = (methods: readonly JsonObject[], ...next: readonly JsonObject[]): JsonObject => ({
  authenticationMethods: methods,
  ...(next.length > 0 && { next }),
});

type Factors = Pick<
  Verification,
  'allowsSingleFactor' | 'passwordAloneSuffices' | 'passwordRequired'
>;

const factors = (json: JsonObject): readonly (boolean | undefined)[] => {
  const found: Factors = verificationOf(json);
  return [found.allowsSingleFactor, found.passwordAloneSuffices, found.passwordRequired];
};

const knowledge = (part: JsonObject): JsonValue => [{ knowledge: part }];
const PASSWORD_ONLY = { types: ['password'], required: true };

/** One factor is enough; a password alone is; a password is among what it takes. */
test.each<[string, JsonObject, ...(boolean | undefined)[]]>([
  ['one factor, any', assurance('1FA'), true, true, false],
  ['one factor, no constraints', assurance('1FA', []), true, true, false],
  ['one factor, constraints null', assurance('1FA', null), true, true, false],
  ['one factor, an empty constraint', assurance('1FA', [{}]), true, true, false],
  ['one factor, a password', assurance('1FA', knowledge(PASSWORD_ONLY)), true, true, true],
  ['… in capitals', assurance('1FA', knowledge({ types: ['PASSWORD'] })), true, true, true],
  ['… as method', assurance('1FA', knowledge({ methods: ['PASSWORD'] })), true, true, true],
  [
    '… as authenticator',
    assurance('1FA', knowledge({ authenticationMethods: [password] })),
    true,
    true,
    true,
  ],
  [
    'one factor, a question',
    assurance('1FA', knowledge({ types: ['security_question'] })),
    true,
    false,
    false,
  ],
  [
    'one factor, password or question',
    assurance('1FA', knowledge({ types: ['security_question', 'password'] })),
    true,
    true,
    false,
  ],
  ['one factor, any knowledge', assurance('1FA', knowledge({})), true, true, undefined],
  [
    'one factor, knowledge without the password',
    assurance('1FA', knowledge({ required: false, excludedAuthenticationMethods: [password] })),
    true,
    false,
    false,
  ],
  ['one factor, possession', assurance('1FA', [{ possession: {} }]), true, false, false],
  [
    'one factor, possession not required',
    assurance('1FA', [{ possession: { required: false, excludedAuthenticationMethods: [push] } }]),
    true,
    true,
    false,
  ],
  [
    'one factor, possession or password',
    assurance('1FA', [{ possession: {} }, { knowledge: PASSWORD_ONLY }]),
    true,
    true,
    false,
  ],
  [
    'one factor that is to be both',
    assurance('1FA', [{ possession: {}, knowledge: PASSWORD_ONLY }]),
    undefined,
    false,
    true,
  ],
  ['two factors, any', assurance('2FA'), false, false, false],
  ['two factors, one a password', assurance('2FA', knowledge(PASSWORD_ONLY)), false, false, true],
  [
    'two factors, possession',
    assurance('2FA', [{ possession: { phishingResistant: 'REQUIRED' } }]),
    false,
    false,
    false,
  ],
  ['a number of factors of tomorrow', assurance('3FA'), undefined, undefined, false],
  ['no number of factors', assurance(null), undefined, undefined, false],
  ['constraints that are no list', assurance('1FA', 'all'), undefined, undefined, undefined],
  ['a constraint that is no object', assurance('1FA', [7]), undefined, undefined, undefined],
  [
    'a constraint of tomorrow',
    assurance('1FA', [{ inherence: {} }]),
    undefined,
    undefined,
    undefined,
  ],
  ['… beside one that says it all', assurance('1FA', [{ inherence: {} }, {}]), true, true, false],
  ['… with two factors', assurance('2FA', [{ inherence: {} }]), false, false, undefined],
  [
    'an odd required',
    assurance('1FA', [{ possession: { required: 'maybe' } }]),
    true,
    undefined,
    false,
  ],
  ['a chain of a password', chains(step([password])), true, true, true],
  ['a chain of a push', chains(step([push])), true, false, false],
  ['password or push', chains(step([password, push])), true, true, false],
  ['password, then push', chains(step([password], step([push]))), false, false, true],
  [
    'password, then push; or a key alone',
    chains(step([password], step([push])), step([webauthn])),
    true,
    false,
    false,
  ],
  ['a step without methods', chains(step([])), undefined, undefined, undefined],
  ['… beside a chain of one step', chains(step([]), step([push])), true, undefined, false],
  ['no chains', rule({ type: 'AUTH_METHOD_CHAIN' }), undefined, undefined, undefined],
  ['chains that are none', chains(7, null), undefined, undefined, undefined],
  ['proof of identity', rule({ type: 'ID_PROOFING', id: 'idv1' }), undefined, undefined, undefined],
  ['a type of tomorrow', rule({ type: 'DNA', factorMode: '1FA' }), undefined, undefined, undefined],
  ['no type', rule({ factorMode: '1FA' }), undefined, undefined, undefined],
  ['nothing', rule(null), undefined, undefined, undefined],
])('%s', (_, json, ...expected) => {
  expect(factors(json)).toEqual(expected);
});

const demanded = (json: JsonObject, ...names: readonly Demand[]): (boolean | undefined)[] => {
  const { demands } = verificationOf(json);
  return names.map((name) => demands[name]);
};

const possession = (...parts: readonly JsonObject[]): JsonObject =>
  assurance(
    '2FA',
    parts.map((part) => ({ possession: part })),
  );

/** Resistant to phishing; the user has to be present. */
test.each<[string, JsonObject, boolean | undefined, boolean | undefined]>([
  ['no constraint', assurance('2FA'), false, false],
  ['possession with its defaults', possession({}), false, true],
  ['presence left to the factor', possession({ userPresence: 'OPTIONAL' }), false, false],
  ['resistance', possession({ phishingResistant: 'REQUIRED' }), true, true],
  ['resistance in one of two ways', possession({ phishingResistant: 'REQUIRED' }, {}), false, true],
  [
    'resistance in both ways',
    possession({ phishingResistant: 'REQUIRED' }, { phishingResistant: 'REQUIRED' }),
    true,
    true,
  ],
  [
    'a key, which resists by its nature',
    possession({ authenticationMethods: [webauthn] }),
    true,
    true,
  ],
  ['a key or a push', possession({ authenticationMethods: [webauthn, push] }), false, true],
  ['a word of tomorrow', possession({ phishingResistant: 'PREFERRED' }), undefined, true],
  [
    'a word of tomorrow, and a way without',
    possession({ phishingResistant: 'PREFERRED' }, {}),
    false,
    true,
  ],
  [
    'possession that two factors may leave out',
    possession({ required: false, phishingResistant: 'REQUIRED' }),
    undefined,
    undefined,
  ],
  [
    'possession that one factor may leave out',
    assurance('1FA', [{ possession: { required: false, phishingResistant: 'REQUIRED' } }]),
    false,
    false,
  ],
  ['a constraint of tomorrow', assurance('2FA', [{ inherence: {} }]), undefined, undefined],
  ['a chain of a push', chains(step([push])), false, undefined],
  ['a chain of a key', chains(step([webauthn])), true, undefined],
  ['password, then a key', chains(step([password], step([webauthn]))), true, undefined],
  [
    'password, then key or push',
    chains(step([password], step([webauthn, push]))),
    false,
    undefined,
  ],
  [
    'FastPass that has to resist',
    chains(step([{ key: 'okta_verify', method: 'signed_nonce', phishingResistant: 'REQUIRED' }])),
    true,
    undefined,
  ],
  ['two chains, one with a key', chains(step([webauthn]), step([push])), false, undefined],
  [
    'a chain that branches',
    chains(step([password], step([webauthn]), step([push]))),
    false,
    undefined,
  ],
  ['proof of identity', rule({ type: 'ID_PROOFING' }), undefined, undefined],
])('demands of %s', (_, json, resistant, present) => {
  expect(demanded(json, 'phishingResistant', 'userPresence')).toEqual([resistant, present]);
});

test.each<Demand>(['hardwareProtection', 'deviceBound', 'userVerification'])(
  '%s is demanded if every way does so',
  (name) => {
    const required = { [name]: 'REQUIRED' };
    expect(demanded(possession(required), name)).toEqual([true]);
    expect(demanded(possession(required, {}), name)).toEqual([false]);
    expect(demanded(possession({}), name)).toEqual([false]);
    expect(demanded(chains(step([{ ...push, ...required }])), name)).toEqual([true]);
  },
);

test('the shortest chain counts, at any depth that Okta allows', () => {
  const long = step([password], step([push], step([webauthn])));
  expect(chainLengthOf(chains(long))).toBe(3);
  expect(chainLengthOf(chains(long, step([password], step([push]))))).toBe(2);
  expect(chainLengthOf(assurance('2FA'))).toBeUndefined();
  expect(chainLengthOf(chains())).toBeUndefined();
});

test('a chain without end is not followed, and says nothing', () => {
  let endless = step([push]);
  for (let depth = 0; depth < 500; depth += 1) endless = step([push], endless);
  expect(chainLengthOf(chains(endless))).toBeUndefined();
  expect(factors(chains(endless))).toEqual([undefined, undefined, undefined]);
});

test('methods are those that the rule names, each once', () => {
  const json = assurance('2FA', [
    { knowledge: { authenticationMethods: [password] } },
    {
      possession: {
        authenticationMethods: [push, push, { key: 'custom_app', id: 'aut1' }, {}, null],
        excludedAuthenticationMethods: [
          { key: 'phone_number', method: 'sms' },
          { key: 'okta_email' },
        ],
      },
    },
  ]);
  expect(allowedMethods(json).map(labelOf)).toEqual([
    'okta_password:password',
    'okta_verify:push',
    'custom_app',
  ]);
  expect(excludedMethods(json).map(labelOf)).toEqual(['phone_number:sms', 'okta_email']);
  expect(allowedMethods(chains(step([password], step([push, webauthn])))).map(labelOf)).toEqual([
    'okta_password:password',
    'okta_verify:push',
    'webauthn:webauthn',
  ]);
});
