/** The table of completeness, first part: every endpoint and each way in which it can fail. */
import { runSample, type Run } from './collectInMemory';
import { ENDPOINTS } from './endpointRows';
import { checkRow, collectRow, expectDocumented, writeRow, type Written } from './table';

let faultless: Run;
const written: Written[] = [];

beforeAll(async () => {
  faultless = await runSample();
});

describe(ENDPOINTS.title, () => {
  test.each(ENDPOINTS.rows.map((row) => [`${row.where}: ${row.fault}`, row] as const))(
    '%s',
    async (_name, row) => {
      const found = await collectRow(row);
      written.push(writeRow(row, found, faultless));
      checkRow(row, found, faultless);
    },
  );
});

test('docs/reliability.md says so', () => {
  expectDocumented('endpoints', [[ENDPOINTS, written]]);
});
