/** The table of completeness, first part: every endpoint and each way in which it can fail. */
import { runSample, type Run } from './collectInMemory';
import { expectDocumented, outcomeOf, tablesOf, type Outcome } from './document';
import { ENDPOINTS } from './endpointRows';
import { checkRow, collectRow } from './table';

let faultless: Run;
const outcomes: Outcome[] = [];

beforeAll(async () => {
  faultless = await runSample();
});

describe(ENDPOINTS.title, () => {
  test.each(ENDPOINTS.rows.map((row) => [`${row.where}: ${row.fault}`, row] as const))(
    '%s',
    async (_name, row) => {
      const found = await collectRow(row);
      outcomes.push(outcomeOf(row, found, faultless));
      checkRow(row, found, faultless);
    },
  );
});

test('docs/reliability.md says so', () => {
  expectDocumented('endpoints', tablesOf([[ENDPOINTS, outcomes]]));
});
