/** Roles of which several sources tell, or nearly nothing is known. */
import { heldRoles, mergedRole, roleKeys, type OktaRole } from './role';

const role = (known: Partial<OktaRole>): OktaRole => ({
  id: 'X',
  type: 'CUSTOM',
  label: 'L',
  status: undefined,
  created: undefined,
  lastUpdated: undefined,
  description: undefined,
  permissions: undefined,
  raw: {},
  ...known,
});

test('roles of which only the label is known have keys that do not depend on the order', () => {
  const three = ['cr0c', 'cr0a', 'cr0b'].map((id) => role({ id, label: 'Help Desk' }));
  const expected = new Map([
    ['cr0a', 'okta_role:HelpDesk'],
    ['cr0b', 'okta_role:HelpDesk:cr0b'],
    ['cr0c', 'okta_role:HelpDesk:cr0c'],
  ]);
  expect(roleKeys(three)).toEqual(expected);
  expect(roleKeys([...three].reverse())).toEqual(expected);
});

test('a role of unknown age gives way to one of known age', () => {
  const unknown = role({ id: 'cr0a', label: 'Help Desk' });
  const known = role({ id: 'cr0z', label: 'HelpDesk', created: 5 });
  expect(roleKeys([unknown, known]).get('cr0z')).toBe('okta_role:HelpDesk');
});

test('a label that is longer than Okta’s own is cut in the key', () => {
  const long = role({ id: 'cr0a', label: 'x'.repeat(1_000) });
  expect(roleKeys([long]).get('cr0a')).toBe(`okta_role:${'x'.repeat(255)}`);
});

describe('of what two sources tell, in either order,', () => {
  const record = role({ raw: { id: 'X', label: 'Z' }, label: 'Z', created: 9, lastUpdated: 9 });
  const early = role({ label: 'A', created: 1, lastUpdated: 2, status: 'INACTIVE' });
  const late = role({ label: 'B', created: 3, lastUpdated: 4, status: 'ACTIVE' });

  test.each<[string, OktaRole, OktaRole, Partial<OktaRole>]>([
    [
      'the first label, the earliest creation and the latest change count',
      early,
      late,
      { label: 'A', created: 1, lastUpdated: 4, status: 'ACTIVE' },
    ],
    [
      'the role’s own record counts, with the status of an assignment',
      early,
      record,
      { label: 'Z', created: 9, lastUpdated: 9, status: 'INACTIVE' },
    ],
  ])('%s', (_, one, other, merged) => {
    expect(mergedRole(one, other)).toMatchObject(merged);
    expect(mergedRole(other, one)).toMatchObject(merged);
  });
});

test('an assignment without a status is one without a status', () => {
  const assignment = {
    id: undefined,
    type: 'ORG_ADMIN',
    label: undefined,
    status: undefined,
    created: undefined,
    lastUpdated: undefined,
    assignmentType: 'USER',
    customRoleId: undefined,
    groupId: undefined,
    raw: {},
  };
  expect(heldRoles([assignment])).toEqual([{ roleId: 'ORG_ADMIN', status: undefined }]);
});
