import { readFileSync } from 'node:fs';
import path from 'node:path';

import { parseResults } from '../results';
import { reportOf } from './report';

const DOCS = path.join(__dirname, '../../../docs');
const read = (file: string): string => readFileSync(path.join(DOCS, file), 'utf8');

describe('docs/benchmarks.md', () => {
  const results = parseResults(read('benchmarks.json'));

  test('says what was measured', () => {
    expect(read('benchmarks.md')).toBe(reportOf(results));
  });

  test('results of another shape are refused with the place', () => {
    const { scale, ...others } = results;
    const broken = { ...others, scale: scale.map((row) => ({ ...row, peakMb: 'much' })) };
    expect(() => parseResults(JSON.stringify(broken))).toThrow('/scale/0/peakMb');
  });
});
