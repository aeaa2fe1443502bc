import { estimateMs } from './forecast';

describe('the forecast', () => {
  const outlook = {
    available: 10,
    perWindow: 40,
    opensInMs: 30_000,
    windowMs: 60_000,
    msPerCall: 10,
  };
  test.each([
    [0, 0],
    [10, 100],
    [11, 30_000 + 10],
    [50, 30_000 + 400],
    [51, 30_000 + 60_000 + 10],
    [130, 30_000 + 120_000 + 400],
  ])('%s calls take %s ms', (calls, ms) => {
    expect(estimateMs(calls, outlook)).toBe(ms);
  });

  test('slow calls count for more than the windows', () => {
    expect(estimateMs(130, { ...outlook, msPerCall: 3_000 })).toBe(30_000 + 120_000 * 2 + 120_000);
  });
});
