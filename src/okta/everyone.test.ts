import { isEveryone } from './everyone';

test.each([
  'Everyone',
  'everyone',
  'EVERYONE',
  'Everyone ',
  ' Everyone',
  'Jeder',
  'Tout le monde',
  'Todos',
  'Tutti',
  'Iedereen',
  'Alla',
  '全員',
  '所有人',
  '모든 사용자',
])('the built-in group %j holds every user', (name) => {
  expect(isEveryone({ type: 'BUILT_IN', name })).toBe(true);
});

test.each([
  'Okta Administrators',
  'okta administrators ',
  'Okta-Administratoren',
  'Administrateurs Okta',
  'Administradores de Okta',
  'Okta 管理者',
  'Okta 관리자',
  'Administratoren',
])('the built-in group %j holds administrators', (name) => {
  expect(isEveryone({ type: 'BUILT_IN', name })).toBe(false);
});

test.each([
  ['OKTA_GROUP', 'Everyone'],
  ['APP_GROUP', 'Jeder'],
  [undefined, 'Everyone'],
  ['BUILT_IN', undefined],
  ['BUILT_IN', ' '],
])('%s %j is another group, or an unknown one', (type, name) => {
  expect(isEveryone({ type, name })).toBe(false);
});
