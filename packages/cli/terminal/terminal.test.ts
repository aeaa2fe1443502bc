/** How texts, tables and numbers come out for people. */
import { parseArgs } from 'node:util';
import { optionProblem, readFlags } from './command';
import { clock, duration, roughly } from './durations';
import { bar, countText, counted, percent } from './format';
import { COLOURED, cut, isInteractive, padEnd, PLAIN, styleFor, widthOf, wrap } from './style';
import { renderTable } from './table';

describe('colour', () => {
  const tty = { isTTY: true };
  test.each([
    ['a terminal', tty, {}, COLOURED],
    ['a pipe', {}, {}, PLAIN],
    ['NO_COLOR', tty, { NO_COLOR: '1' }, PLAIN],
    ['an empty NO_COLOR', tty, { NO_COLOR: '' }, COLOURED],
    ['NO_COLOR against FORCE_COLOR', tty, { NO_COLOR: '1', FORCE_COLOR: '1' }, PLAIN],
    ['a pipe with FORCE_COLOR', {}, { FORCE_COLOR: '1' }, COLOURED],
    ['FORCE_COLOR=0', {}, { FORCE_COLOR: '0' }, PLAIN],
    ['a dumb terminal', tty, { TERM: 'dumb' }, PLAIN],
    ['a build server', tty, { CI: 'true' }, PLAIN],
  ])('%s', (_, terminal, env, style) => {
    expect(styleFor(terminal, env)).toBe(style);
  });

  test('a screen can be drawn without colour', () => {
    expect(isInteractive(tty, { NO_COLOR: '1' })).toBe(true);
  });

  test('colours take no width', () => {
    const red = COLOURED.red('né');
    expect(red).not.toBe('né');
    expect(widthOf(red)).toBe(2);
    expect(padEnd(red, 4)).toBe(`${red}  `);
    expect(COLOURED.red('')).toBe('');
  });
});

describe('text', () => {
  test('wraps at blanks and cuts what has none', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('a abcdefgh i', 3)).toEqual(['a', 'abc', 'def', 'gh', 'i']);
    expect(wrap('', 5)).toEqual(['']);
    expect(wrap('abc', 0)).toEqual(['a', 'b', 'c']);
  });

  test('is cut with an ellipsis', () => {
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cut('abcd', 4)).toBe('abcd');
  });

  test('cannot move the cursor, and shows what it tried', () => {
    expect(wrap('a\u001b[2Jb\r\nc\u202e', 80)).toEqual(['a\\u001b[2Jb\\r\\nc\\u202e']);
    expect(cut('a\u001b[2J', 6)).toBe('a\\u00…');
    const [, , row] = renderTable([{ title: 'Name' }], [['a\nb']], 80, PLAIN);
    expect(row).toBe('a\\nb');
  });

  test('of wide letters takes the columns that a terminal gives them', () => {
    expect(widthOf('山田太郎')).toBe(8);
    expect(cut('山田太郎', 5)).toBe('山田…');
    expect(wrap('山田太郎', 5)).toEqual(['山田', '太郎']);
    expect(wrap('👩‍💻👩‍💻', 3)).toEqual(['👩‍💻', '👩‍💻']);
    expect(wrap('山', 1)).toEqual(['山']);
  });
});

test('numbers and times', () => {
  expect([0, 999, 1204, 1e6].map(countText)).toEqual(['0', '999', '1,204', '1,000,000']);
  expect([counted(1, 'call'), counted(2, 'call'), counted(0, 'entity', 'entities')]).toEqual([
    '1 call',
    '2 calls',
    '0 entities',
  ]);
  expect([40, 1500, 9960, 59_400, 200_000, 7_500_000].map(duration)).toEqual([
    '0.0 s',
    '1.5 s',
    '10 s',
    '59 s',
    '3 min 20 s',
    '2 h 5 min',
  ]);
  expect([0, 12_000, 56_000, 700_000, 7_500_000].map(roughly)).toEqual([
    'a few seconds',
    'about 20 s',
    'about 1 min',
    'about 12 min',
    'about 2 h 5 min',
  ]);
  expect([7_900, 760_000, 3_723_000].map(clock)).toEqual(['00:07', '12:40', '1:02:03']);
  expect(percent(0.5)).toBe('50 %');
  expect([bar(0.5, 4), bar(7, 2), bar(-1, 2)]).toEqual(['██░░', '██', '░░']);
});

test('a table aligns its columns and wraps the flexible ones', () => {
  const columns = [
    { title: 'Type' },
    { title: 'Count', align: 'right' },
    { title: 'Why', flexible: true },
  ] as const;
  const rows = [
    ['okta_user', '1,204', 'because there are that many of them'],
    ['x', '7', ''],
  ];
  expect(renderTable(columns, rows, 34, PLAIN)).toEqual([
    'Type       Count  Why',
    '─────────  ─────  ────────────────',
    'okta_user  1,204  because there',
    '                  are that many of',
    '                  them',
    'x              7',
  ]);
});

test('a table that cannot wrap gives up the end of its first column', () => {
  const columns = [{ title: 'Endpoint' }, { title: 'Calls', align: 'right' }] as const;
  const rows = [['/api/v1/users/{id}/factors', '1,204']];
  expect(renderTable(columns, rows, 20, PLAIN)).toEqual([
    'Endpoint       Calls',
    '─────────────  ─────',
    '/api/v1/user…  1,204',
  ]);
});

test('a table that is still too wide moves its columns together, and cuts titles but no number', () => {
  const right = { align: 'right' } as const;
  const columns = [
    { title: 'Rate limit' },
    { title: 'Calls', ...right },
    { title: 'A minute', ...right },
    { title: 'Most used', ...right },
  ];
  const rows = [['/api/v1/users/{id}/factors', '1,204', '600', '80 %']];
  expect(renderTable(columns, rows, 38, PLAIN)).toEqual([
    'Rate limit    Calls A minute Most used',
    '───────────── ───── ──────── ─────────',
    '/api/v1/user… 1,204      600      80 %',
  ]);
  expect(renderTable(columns, rows, 30, PLAIN)).toEqual([
    'Rate limit      Calls A … Mos…',
    '─────────────── ───── ─── ────',
    '/api/v1/users/… 1,204 600 80 %',
  ]);
});

test('a command takes its flags, and answers anything else with its help', () => {
  expect(readFlags([], 'HELP', ['verbose'])).toEqual(new Set());
  expect(readFlags(['--verbose'], 'HELP', ['verbose'])).toEqual(new Set(['verbose']));
  expect(readFlags(['-h'], 'HELP')).toEqual({ text: 'HELP', exitCode: 0 });
  expect(readFlags(['--verbose', '--help'], 'HELP', ['verbose'])).toMatchObject({ exitCode: 0 });
  expect(readFlags(['--fix'], 'HELP')).toEqual({
    text: 'There is no option --fix.\n\nHELP',
    exitCode: 1,
  });
  expect(readFlags(['now'], 'HELP')).toEqual({
    text: 'There is no argument "now".\n\nHELP',
    exitCode: 1,
  });
});

test.each([
  [['--sq'], 'There is no option --sq'],
  [['-x'], 'There is no option -x'],
  [['--out'], '--out needs a value after it'],
  [['--out', '--help'], '--out needs a value after it'],
  [['--help=yes'], '--help takes no value'],
  [['here'], 'There is no argument "here"'],
])('what is wrong with %j is said in one sentence', (args, problem) => {
  const options = { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  let thrown: unknown;
  try {
    parseArgs({ args, options });
  } catch (error) {
    thrown = error;
  }
  expect(optionProblem(thrown)).toBe(problem);
});
