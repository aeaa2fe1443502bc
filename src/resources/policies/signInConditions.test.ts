import type { JsonValue } from '../../json';
import { signInConditionsOf } from './signInConditions';

test.each<[string, JsonValue, string[] | undefined]>([
  ['none', null, []],
  ['an empty object', {}, []],
  ['what is not as documented', 'people', undefined],
  [
    'groups, users and user types',
    {
      people: {
        groups: { include: ['g'], exclude: ['h'] },
        users: { include: ['u'], exclude: [] },
      },
      userType: { include: ['t'], exclude: [] },
    },
    [],
  ],
  ['inactivity', { people: { users: { inactivity: { number: 35, unit: 'DAYS' } } } }, ['people']],
  ['groups that are no ids', { people: { groups: { include: [{ id: 'g' }] } } }, ['people']],
  ['groups that are no list', { people: { groups: { include: 'g' } } }, ['people']],
  ['any network', { network: { connection: 'ANYWHERE' } }, []],
  ['any network, with empty lists', { network: { connection: 'ANYWHERE', include: [] } }, []],
  ['a zone', { network: { connection: 'ZONE', exclude: ['z'] } }, ['network']],
  ['all zones', { network: { connection: 'ZONE', include: ['ALL_ZONES'] } }, ['network']],
  ['a registered device', { device: { registered: true } }, ['device']],
  ['a device that is not managed', { device: { managed: false } }, ['device']],
  ['no demand on the device', { device: { assurance: { include: [] } } }, []],
  ['any platform', { platform: { include: [{ type: 'ANY', os: { type: 'ANY' } }] } }, []],
  [
    'mobile devices',
    { platform: { include: [{ type: 'MOBILE', os: { type: 'ANY' } }] } },
    ['platform'],
  ],
  ['any risk', { riskScore: { level: 'ANY' } }, []],
  ['low risk', { riskScore: { level: 'LOW' } }, ['riskScore']],
  ['behaviors', { risk: { behaviors: ['b'] } }, ['risk']],
  ['no behaviors', { risk: { behaviors: [] } }, []],
  ['an expression', { elCondition: { condition: 'true' } }, ['elCondition']],
  ['an empty expression', { elCondition: { condition: '' } }, []],
  ['RADIUS', { authContext: { authType: 'RADIUS' } }, ['authContext']],
  ['any way', { authContext: { authType: 'ANY' }, identityProvider: { provider: 'ANY' } }, []],
  [
    'an identity provider',
    { identityProvider: { provider: 'SPECIFIC_IDP' } },
    ['identityProvider'],
  ],
  ['a condition that Okta adds', { moonPhase: { is: 'FULL' } }, ['moonPhase']],
])('%s', (_, conditions, expected) => {
  expect(signInConditionsOf({ conditions })).toEqual(expected);
});

test('a rule without the word for conditions has none', () => {
  expect(signInConditionsOf({})).toEqual([]);
});
