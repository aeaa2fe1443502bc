/** The table of completeness, second part: single objects, lists that end early, a changing org. */
import { runSample, type Run } from './collectInMemory';
import { CASES } from './caseRows';
import { expectDocumented, outcomeOf, tablesOf, type Outcome } from './document';
import type { Section } from './row';
import { checkRow, collectRow } from './table';

let faultless: Run;
const outcomes = new Map<Section, Outcome[]>(CASES.map((section) => [section, []]));

beforeAll(async () => {
  faultless = await runSample();
});

describe.each(CASES.map((section) => [section.title, section] as const))(
  '%s',
  (_title, section) => {
    test.each(section.rows.map((row) => [`${row.where}: ${row.fault}`, row] as const))(
      '%s',
      async (_name, row) => {
        const found = await collectRow(row);
        outcomes.get(section)?.push(outcomeOf(row, found, faultless));
        checkRow(row, found, faultless);
      },
    );
  },
);

test('docs/reliability.md says so', () => {
  expectDocumented('cases', tablesOf([...outcomes]));
});
