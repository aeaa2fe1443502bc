import { PageSize } from './pageSize';

describe('page sizes', () => {
  const request = {
    endpoint: { path: '/x', template: '/x' },
    limit: 200,
    smallerLimits: [100],
    query: { expand: 'stats' },
    dropWhenHeavy: ['expand'],
  };

  test('shrink to the last, then give up parameters, and grow back step by step', () => {
    const size = new PageSize(request);
    const seen: string[] = [];
    const look = () => seen.push(`${size.limit} ${String(size.query().expand)}`);
    look();
    while (size.canShrink) {
      size.shrink();
      look();
    }
    for (let i = 0; i < 10; i += 1) size.pagePassed();
    look();
    expect(seen).toEqual(['200 stats', '100 stats', '100 undefined', '200 stats']);
  });

  test('a size that failed again is tried later', () => {
    const size = new PageSize({ ...request, dropWhenHeavy: [] });
    const passesUntilGrowth = () => {
      let passes = 0;
      while (size.limit === 100) {
        size.pagePassed();
        passes += 1;
      }
      return passes;
    };
    size.shrink();
    const first = passesUntilGrowth();
    size.shrink();
    expect(passesUntilGrowth()).toBe(2 * first);
  });

  test('a request without sizes has nothing to give up', () => {
    const size = new PageSize({ endpoint: request.endpoint });
    expect([size.limit, size.canShrink, size.attemptsWhenHeavy]).toEqual([
      undefined,
      false,
      undefined,
    ]);
  });

  test('pages that passed before a failure do not count towards growth after it', () => {
    const size = new PageSize({ ...request, smallerLimits: [100, 50] });
    size.shrink();
    for (let i = 0; i < 4; i += 1) size.pagePassed();
    size.shrink();
    size.pagePassed();
    expect(size.limit).toBe(50);
  });
});
