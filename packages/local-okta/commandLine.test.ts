import { helpText, readCommandLine } from './commandLine';

describe('the options of the local org', () => {
  test.each([
    [['--windows', 'foo'], '--windows takes firstUse, grid, not "foo"'],
    [['--pipeline', 'v9'], '--pipeline takes idx, v1, not "v9"'],
    [['--plan', ''], '--plan takes workforce, enterprise, integrator, unlimited, not ""'],
    [['--tokenShare', '5'], '--tokenShare takes a number from 0 to 1, not "5"'],
    [['--users', '1.5'], '--users takes a whole number from 1, not "1.5"'],
    [['--users', ''], '--users takes a whole number from 1, not ""'],
    [['--users=-1'], '--users takes a whole number from 1, not "-1"'],
    [['--latency', 'Infinity'], '--latency takes a number from 0, not "Infinity"'],
    [['--skew', 'x'], '--skew takes a number, not "x"'],
    [['--token', ''], '--token needs a token after it'],
    [['--usrs', '1'], 'There is no option --usrs. See: npm run okta -- --help'],
    [['--faults', 'nojson'], '--faults takes a JSON list like [{"kind": "rateLimited"}], not'],
    [['--faults', '{}'], '--faults takes a JSON list'],
    [['--faults', '[{"x":1}]'], '--faults: {"x":1} has no kind of these: status, forbidden,'],
    [['--faults', '[{"kind":"change"}]'], 'has no kind of these'],
    [['--faults', '[{"kind":"slow"}]'], 'needs "ms", a number'],
    [['--faults', '[{"kind":"hang","on":1}]'], 'has "on" that is no string'],
    [['--faults', '[{"kind":"hang","nth":"1"}]'], 'has "nth" that is no number'],
    [['--faults', '[1]'], '--faults: 1 is no object'],
  ])('%j are refused with what is expected', (argv, problem) => {
    expect(() => readCommandLine(argv)).toThrow(problem);
  });

  test('become those of the org and of the server', () => {
    const faults = '[{"kind": "slow", "ms": 5, "on": "/api/v1/users", "nth": [1, 2]}]';
    const argv = ['--users', '20', '--factorsPerUser', '0.5', '--plan', 'enterprise', '--oauth'];
    const more = ['--skew=-1000', '--tokenShare', '1', '--token', 't', '--pipeline', 'v1'];
    expect(readCommandLine([...argv, ...more, '--faults', faults])).toEqual({
      isHelpAsked: false,
      hasOAuth: true,
      scale: { users: 20, factorsPerUser: 0.5 },
      pipeline: 'v1',
      server: {
        plan: 'enterprise',
        tokenShare: 1,
        clockSkewMs: -1000,
        apiTokens: ['t'],
        faults: [{ kind: 'slow', ms: 5, on: '/api/v1/users', nth: [1, 2] }],
      },
    });
    expect(readCommandLine([])).toMatchObject({ scale: {}, server: {} });
  });

  test('are told with --help, within 80 columns', () => {
    expect(readCommandLine(['--help']).isHelpAsked).toBe(true);
    const lines = helpText().split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    for (const name of ['users', 'windows', 'skew', 'faults', 'token', 'oauth']) {
      expect(helpText()).toContain(`  --${name}`);
    }
  });
});
