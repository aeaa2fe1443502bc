import { isSize, replyOf } from './command';
import { machineLines, measuredOn, parseResults, type Results } from './results';

describe('the command line of a benchmark', () => {
  const bench = { help: 'HELP', takes: 'sizes', isKnown: isSize };

  test('starts it for what it knows alone', () => {
    expect(replyOf(bench, [])).toBeUndefined();
    expect(replyOf(bench, ['600', '10000'])).toBeUndefined();
    expect(replyOf(bench, ['600', '--help'])).toEqual({ text: 'HELP\n', exitCode: 0 });
    const text = 'There is no "1e3" to measure. It takes sizes.\n';
    expect(replyOf(bench, ['600', '1e3'])).toEqual({ text, exitCode: 1 });
  });
});

describe('the machine that measured', () => {
  const before: Results = { machine: 'old', limited: [], throughput: [], scale: [] };
  const all = ['limits', 'simulate', 'throughput', 'scale'] as const;

  test('is told of each part where they are not of one', () => {
    const partly = { ...before, ...measuredOn(before, ['scale'], 'new') };
    expect(partly).toMatchObject({ machine: 'old', machines: { scale: 'new' } });
    expect(machineLines(partly)).toBe('old (bench:scale on new)');
    expect(parseResults(JSON.stringify(partly))).toEqual(partly);
    const again = { ...before, ...measuredOn(partly, ['limits'], 'third') };
    expect(machineLines(again)).toBe('old (bench:limits on third, bench:scale on new)');
  });

  test('is one where all parts, or the first ones, are measured on it', () => {
    const partly = { ...before, ...measuredOn(before, ['scale'], 'new') };
    expect(measuredOn(partly, all, 'new')).toEqual({ machine: 'new' });
    expect(measuredOn(partly, ['scale'], 'old')).toEqual({ machine: 'old' });
    expect(measuredOn({ ...before, machine: '' }, ['scale'], 'new')).toEqual({ machine: 'new' });
    expect(machineLines(before)).toBe('old');
  });
});
