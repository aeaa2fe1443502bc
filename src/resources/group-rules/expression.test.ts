/** Conditions of group rules: what they name, in every way in which it can be written. */
import { askedBy, type Asked } from './expression';

const NOTHING: Asked = { groupIds: [], groupNames: [], groupNamePatterns: [], userAttributes: [] };

test.each<[string, Partial<Asked>]>([
  ['', {}],
  ['true', {}],
  ['user.department=="Engineering"', { userAttributes: ['department'] }],
  [
    'user.title == "x" AND (user.city != null OR user.title == "y")',
    { userAttributes: ['title', 'city'] },
  ],
  ['String.stringContains(user.title,"user.city")', { userAttributes: ['title'] }],
  ['user?.costCentre == 4711.5', { userAttributes: ['costCentre'] }],
  ['user["cost centre"] eq 1 && user[\'x\'] eq 2', { userAttributes: ['cost centre', 'x'] }],
  ['user[name] eq 1 || users.city eq 2 || appuser.city eq 3', {}],
  ['source.user.city eq 1', {}],
  ['user.Straße == 1 && user.$odd_name1 == 2', { userAttributes: ['Straße', '$odd_name1'] }],
  ['user.getInternalProperty("status") == "ACTIVE"', {}],
  // Groups by id.
  ['isMemberOfGroup("00g1")', { groupIds: ['00g1'] }],
  ["!isMemberOfGroup('00g1')", { groupIds: ['00g1'] }],
  ['isMemberOfGroup ( "00g1" )', { groupIds: ['00g1'] }],
  ['isMemberOfAnyGroup("00g1","00g2", \'00g1\')', { groupIds: ['00g1', '00g2'] }],
  ['isMemberOfAnyGroup()', {}],
  ['isMemberOfGroup', {}],
  // Groups by name.
  ['isMemberOfGroupName("A, B (and) C")', { groupNames: ['A, B (and) C'] }],
  ['isMemberOfGroupName("say ""hello""")', { groupNames: ['say "hello"'] }],
  ["isMemberOfGroupName('O''Brien''s \"team\"')", { groupNames: ['O\'Brien\'s "team"'] }],
  ['isMemberOfGroupName("O\'Brien")', { groupNames: ["O'Brien"] }],
  ['isMemberOfGroupName("ends in \\")', { groupNames: ['ends in \\'] }],
  ['isMemberOfGroupName("DOMAIN\\Users")', { groupNames: ['DOMAIN\\Users'] }],
  ['isMemberOfGroupName("isMemberOfGroup(""00g1"")")', { groupNames: ['isMemberOfGroup("00g1")'] }],
  ['isMemberOfGroupName("Münster 🛠\n x")', { groupNames: ['Münster 🛠\n x'] }],
  ['isMemberOfGroupName("")', {}],
  // Parts of names.
  ['isMemberOfGroupNameStartsWith("aws_")', { groupNamePatterns: ['aws_*'] }],
  ['isMemberOfGroupNameContains("admin")', { groupNamePatterns: ['*admin*'] }],
  ['isMemberOfGroupNameRegex("^a(b|c)")', { groupNamePatterns: ['/^a(b|c)/'] }],
  // What is computed is not known.
  ['isMemberOfGroupName("Team " + user.city)', { userAttributes: ['city'] }],
  ['isMemberOfAnyGroup("00g1", user.groupId)', { groupIds: ['00g1'], userAttributes: ['groupId'] }],
  ['isMemberOfGroupName(String.toUpperCase("a"))', {}],
  // Functions within functions, and other functions that only look alike.
  ['(isMemberOfGroup("00g1") ? "a" : "b") == "a"', { groupIds: ['00g1'] }],
  ['not(isMemberOfGroup("00g1")) or isMemberOfGroupX("00g2")', { groupIds: ['00g1'] }],
  ['“isMemberOfGroup”', {}],
])('%s', (expression, expected) => {
  expect(askedBy(expression)).toEqual({ ...NOTHING, ...expected });
});

test.each([
  'isMemberOfGroup("00g1)',
  'user.city == "x" and "',
  "isMemberOfGroupName('O'Brien')",
  'isMemberOfGroup("00g1"',
  'isMemberOfAnyGroup("00g1", ("00g2")',
])('%s cannot be read', (expression) => {
  expect(askedBy(expression)).toBeUndefined();
});

test('a long expression is read in no time', () => {
  const names = Array.from({ length: 5000 }, (_, at) => `"Group ""${String(at)}"""`);
  const { groupNames = [] } = askedBy(`isMemberOfGroupName(${names.join(',')})`) ?? {};
  expect(groupNames).toHaveLength(5000);
  expect(groupNames[4999]).toBe('Group "4999"');
  expect(askedBy(`"${'""'.repeat(50_000)}`)).toBeUndefined();
});
