/** Who manages whom: every way in which a profile names a manager, and what gives no edge. */
import { parseUser } from './api';
import { Managers } from './managers';

type Profile = Readonly<Record<string, string | number | null>>;

const ANA = '00uana';
const BO = '00ubo';
const EVE = '00ueve';

/** Ana is whom Bo may name; Eve is somebody else. */
function resolve(
  profiles: { ana?: Profile; bo?: Profile; eve?: Profile },
  isAll = true,
): ReturnType<Managers['resolve']> {
  const managers = new Managers();
  const people = [
    [ANA, { login: 'ana@acme.example', email: 'Ana.Admin@acme.example', ...profiles.ana }],
    [BO, { login: 'bo@acme.example', email: 'bo@acme.example', ...profiles.bo }],
    [EVE, { login: 'eve@acme.example', email: 'eve@acme.example', ...profiles.eve }],
  ] as const;
  for (const [id, profile] of people) {
    const user = parseUser({ id, status: 'ACTIVE', profile });
    if (user !== undefined) managers.note(user);
  }
  return managers.resolve(isAll);
}

const NOBODY = { unknown: 0, ambiguous: 0, own: 0 };
const DN = 'CN=Ana Admin,OU=People,DC=acme,DC=local';

test.each<[string, Profile, Profile, string]>([
  ['Okta id', { managerId: ANA }, {}, 'id'],
  ['login, in other letters', { managerId: 'ANA@acme.example' }, {}, 'login'],
  ['e-mail address', { managerId: ' ana.admin@ACME.example ' }, {}, 'email'],
  ['employee number', { managerId: '0042' }, { employeeNumber: '0042' }, 'employeeNumber'],
  ['a number', { managerId: 42 }, { employeeNumber: '42' }, 'employeeNumber'],
  ['a custom attribute', { managerId: 'E-7' }, { employeeId: 'E-7' }, 'employeeNumber'],
  ['distinguished name', { manager: DN.toLowerCase() }, { distinguishedName: DN }, 'dn'],
  ['`manager` where there is no `managerId`', { managerId: '', manager: ANA }, {}, 'id'],
  ['`manager` beside null', { managerId: null, manager: ANA }, {}, 'id'],
])('by %s', (_, bo, ana, matchedBy) => {
  expect(resolve({ ana, bo })).toEqual({
    found: [{ managerId: ANA, userId: BO, matchedBy }],
    without: NOBODY,
  });
});

test.each<[string, Parameters<typeof resolve>[0], object]>([
  ['nobody names one', {}, {}],
  ['a display name', { bo: { manager: 'Ana Admin' } }, { unknown: 1 }],
  ['an id of nobody', { bo: { managerId: '00ugone' } }, { unknown: 1 }],
  ['`managerId` counts, not `manager`', { bo: { managerId: 'x', manager: ANA } }, { unknown: 1 }],
  ['themselves', { bo: { managerId: 'bo@acme.example' } }, { own: 1 }],
  [
    'an e-mail address of two',
    { eve: { email: 'ana.admin@acme.example' }, bo: { managerId: 'ana.admin@acme.example' } },
    { ambiguous: 1 },
  ],
  [
    'an employee number of two',
    { ana: { employeeNumber: '7' }, eve: { employeeID: '7' }, bo: { managerId: '7' } },
    { ambiguous: 1 },
  ],
  [
    'an employee number in other letters',
    { ana: { employeeNumber: 'e7' }, bo: { managerId: 'E7' } },
    { unknown: 1 },
  ],
])('no edge: %s', (_, profiles, without) => {
  expect(resolve(profiles)).toEqual({ found: [], without: { ...NOBODY, ...without } });
});

test('the same value twice on one user is not ambiguous', () => {
  const { found } = resolve({
    ana: { employeeNumber: '7', employeeId: '7' },
    bo: { managerId: '7' },
  });
  expect(found).toHaveLength(1);
});

test('an earlier way decides: who has it as login comes before who has it as e-mail address', () => {
  const { found } = resolve({
    eve: { email: 'ana@acme.example' },
    bo: { managerId: 'ana@acme.example' },
  });
  expect(found).toEqual([{ managerId: ANA, userId: BO, matchedBy: 'login' }]);
});

test('of a part of the users only ids and logins are known to be unique', () => {
  const ana = { employeeNumber: '7' };
  expect(resolve({ ana, bo: { managerId: '7' } }, false).found).toEqual([]);
  expect(resolve({ ana, bo: { managerId: ANA } }, false).found).toHaveLength(1);
});
