/** A filter that can be evaluated for few groups and not for many: the roles of earlier runs stay. */
import { SAMPLE_NOW } from '../../../test/harness/collect';
import { sampleOrg, type JsonObject } from '../../../packages/local-okta';
import { listingById } from '../../../packages/local-okta/listing';
import { appId } from '../../../packages/local-okta/sample/appSpec';
import type { Listing, OrgSource } from '../../../packages/local-okta/types';
import { runSample } from '../../../test/reliability/collectInMemory';

const ORG = sampleOrg({ now: SAMPLE_NOW });
const APP = appId('awspath');
const ROLES = ['okta_user_assigned_aws_iam_role', 'okta_user_group_assigned_aws_iam_role'];

/** Some 500 instructions, so that 2,500 names of 255 characters are too much, and one is not. */
const COSTLY = '(?:.?){240}awspath_(?{{accountid}}\\d+)_(?{{role}}\\w+)';

const all = (listing: Listing<JsonObject>): JsonObject[] =>
  Array.from({ length: listing.size }, (_, index) => listing.at(index));

function withCostlyFilter(app: JsonObject): JsonObject {
  const settings = app.settings as JsonObject;
  const changed = { ...(settings.app as JsonObject), groupFilter: COSTLY };
  return { ...app, settings: { ...settings, app: changed } };
}

/** The sample org, with the costly filter and with so many more groups. */
function orgWith(more: number): OrgSource {
  const added = Array.from({ length: more }, (_, index) => ({
    id: `00gcostly${String(index).padStart(11, '0')}`,
    type: 'OKTA_GROUP',
    profile: { name: `${index}`.padEnd(255, 'x') },
  }));
  const apps = all(ORG.apps).map((app) => (app.id === APP ? withCostlyFilter(app) : app));
  return {
    ...ORG,
    apps: listingById(apps),
    groups: listingById([...all(ORG.groups), ...added]),
  };
}

test('few groups are matched, many make the roles partial', async () => {
  const few = await runSample({ org: orgWith(1) });
  expect(few.partial).not.toContain(ROLES[0]);
  const roles = [...few.graph.values()].filter(({ _type }) => ROLES.includes(_type));
  expect(roles.some(({ _key }) => _key.includes(':role/team/'))).toBe(true);

  const many = await runSample({ org: orgWith(2_500) });
  expect(many.partial).toEqual(expect.arrayContaining(ROLES));
  expect(many.events.map(({ description }) => description).join()).toContain(
    'is too costly for the number of groups. Remedy: write it with fewer',
  );
});
