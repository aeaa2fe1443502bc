import { idOf, listingOkta, type Page } from '../../../test/harness/listingOkta';
import type { JsonObject } from '../../json';
import { parseGroup } from './api';
import { GroupCatalog } from './catalog';
import { mustAskForMembers } from './memberships';

const EVERYONE: JsonObject = {
  id: idOf('00g', 0),
  type: 'BUILT_IN',
  profile: { name: 'Everyone' },
};
const group = (n: number, more: JsonObject = {}): JsonObject => ({
  id: idOf('00g', n),
  type: 'OKTA_GROUP',
  profile: { name: `g${n}` },
  ...more,
});

/** The groups' ids as they are read, and the catalog. */
function given(...pages: Page[]) {
  const catalog = new GroupCatalog(listingOkta(() => pages).client, { startedOn: 0 });
  const ids: string[] = [];
  const read = async (): Promise<void> => {
    for await (const { id } of catalog.records()) ids.push(id);
  };
  return { catalog, ids, read };
}

test('a group that is listed twice is read once', async () => {
  const { catalog, ids, read } = given([EVERYONE, group(1)], [group(1)]);
  await read();
  expect(ids).toEqual([idOf('00g', 0), idOf('00g', 1)]);
  expect(catalog.all.length).toBe(2);
});

test('a group that is only called Everyone is not the built-in one', async () => {
  const { ids, read } = given([group(1, { profile: { name: 'Everyone' } })]);
  await expect(read()).rejects.toThrow('does not show every group');
  expect(ids).toEqual([idOf('00g', 1)]);
  const named = { id: 'x', type: 'OKTA_GROUP', name: 'Everyone', usersCount: 5 };
  expect(mustAskForMembers(named)).toBe(true);
});

test.each(['hasAdminPrivilege', 'hasAdminPrivlege'])(
  'the statistic on roles is read as %s',
  (name) => {
    const json = group(1, { _embedded: { stats: { [name]: true } } });
    expect(parseGroup(json)?.hasAdminPrivilege).toBe(true);
  },
);
