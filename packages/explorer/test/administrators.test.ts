/** Who can act on what, in the page: what the views of `npm run ask` answer for the sample org. */
import { rmSync } from 'node:fs';
import path from 'node:path';

import { invocationConfig } from '../../../src';
import type { ActionName } from '../../../src/adminRights';
import { collectLocal } from '../../../test/harness/collect';
import { declaredTables } from '../../cli/ask/declarations';
import { GraphDatabase } from '../../cli/ask/graphDatabase';
import { openGraphFiles } from '../../cli/ask/graphFiles';
import { packCollection } from '../explorePage';
import { administratorsOf, loadAdminFacts } from '../model/administrators';
import type { Graph } from '../model/graph';
import { graphOf } from './collection';

let database: GraphDatabase;
let graph: Graph;
let directory: string;

beforeAll(async () => {
  const { dir } = await collectLocal();
  directory = dir;
  const collected = path.join(dir, '.j1-integration');
  database = await GraphDatabase.open({
    files: openGraphFiles(collected),
    declarations: declaredTables(invocationConfig.integrationSteps),
    now: 0,
  });
  graph = await graphOf(packCollection(collected));
  await loadAdminFacts(graph);
});

afterAll(() => {
  database.close();
  rmSync(directory, { recursive: true });
});

/** A group's way is one of each of its members. */
function actors(holder: number, target: number): readonly number[] {
  if (graph.typeOf(holder).kind !== 'group') return [holder];
  return Array.from(graph.adjacency.out(holder))
    .filter((edge) => graph.accessOf(edge) === 'membership')
    .map((edge) => graph.toOf(edge))
    .filter((member) => member !== target);
}

test.each<[ActionName, view: string, key: string, kind: string]>([
  ['reset password', 'who_can_reset_password', 'userKey', 'user'],
  ['change membership', 'who_can_change_membership', 'groupKey', 'group'],
  ['change application', 'who_can_change_application', 'applicationKey', 'application'],
])('who can %s', async (action, view, key, kind) => {
  const { rows } = await database.query(
    `SELECT DISTINCT ${key} || ' ' || adminKey || ' ' || role || ', ' || reach FROM ${view}`,
  );
  const nodes = graph.types
    .filter((type) => type.kind === kind && type.name.startsWith('okta_'))
    .flatMap(({ first, count }) => Array.from({ length: count }, (_, row) => first + row));
  const found = nodes.flatMap((node) =>
    administratorsOf(graph, node, action).flatMap(({ holder, role, reach }) =>
      actors(holder, node).map(
        (admin) => `${graph.key(node)} ${graph.key(admin)} ${role}, ${reach}`,
      ),
    ),
  );
  expect(rows.length).toBeGreaterThan(40);
  expect([...new Set(found)].sort()).toEqual(rows.flat().sort());
});
