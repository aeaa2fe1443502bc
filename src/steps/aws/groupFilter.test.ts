/** The group filter: Okta's syntax, Java's meaning, and patterns that mean harm. */
import fc from 'fast-check';

import { readAwsFederation } from './federation';
import { groupGrants } from './groupGrants';
import {
  compileGroupFilter,
  MAX_FILTER_LENGTH,
  MAX_NAME_LENGTH,
  type FilterMatch,
} from './groupFilter';

function match(filter: string, name: string): FilterMatch {
  const compiled = compileGroupFilter(filter);
  if ('refused' in compiled) throw new Error(compiled.refused);
  return compiled.match(name);
}

function captures(filter: string, name: string): Record<string, string> | undefined {
  const found = match(filter, name);
  return found.kind === 'full' ? Object.fromEntries(found.captures) : undefined;
}

test.each([
  [
    '\\#',
    '^aws\\#\\S+\\#(?{{role}}[\\w\\-]+)\\#(?{{accountid}}\\d+)$',
    'aws#x#A-b#12',
    'A-b',
    '12',
  ],
  [
    'recorded',
    'aws_(?{{accountid}}\\d+)_(?{{role}}[a-zA-Z0-9+=,.@\\-_]+)',
    'aws_1_a.b',
    'a.b',
    '1',
  ],
  ['literal backslash', '(?{{accountid}}\\d+)\\\\(?{{role}}\\w+)', '1\\R', 'R', '1'],
  ['quoted stretch', '\\Q[a](\\E(?{{role}}\\w+)\\.(?{{accountid}}\\d+)', '[a](R.1', 'R', '1'],
  ['escaped bracket', '\\[(?{{role}}[^\\]]+)\\](?{{accountid}}\\d+)', '[R]1', 'R', '1'],
  ['class of brackets', '[(?{]*(?{{role}}\\w+)-(?{{accountid}}\\d+)', '({R-1', 'R', '1'],
  ['non-ASCII', 'Ä–(?{{role}}\\w+) (?{{accountid}}\\d+)', 'Ä–R 1', 'R', '1'],
])('captures by name: %s', (_, filter, name, role, accountid) => {
  expect(captures(filter, name)).toEqual({ role, accountid });
});

test('a match of a part is told from a match of the whole name', () => {
  expect(match('aws_(?{{role}}\\w+)', 'aws_R').kind).toBe('full');
  expect(match('aws_(?{{role}}\\w+)', 'my aws_R').kind).toBe('partial');
  expect(match('aws_(?{{role}}\\w+)', 'aws-R').kind).toBe('none');
});

test('a name longer than Okta permits does not match', () => {
  expect(match('a+', 'a'.repeat(MAX_NAME_LENGTH)).kind).toBe('full');
  expect(match('a+', 'a'.repeat(MAX_NAME_LENGTH + 1)).kind).toBe('none');
});

test.each([
  ['lookahead', '(?=a)b'],
  ['lookbehind', '(?<=a)b'],
  ['backreference', '(?{{role}}a)\\1'],
  ['possessive', 'a++b'],
  ['atomic', '(?>a)b'],
  ['unclosed', '(?{{role}}a'],
  ['one capture twice', '(?{{role}}a)(?{{role}}b)'],
  ['capture without a name', '(?{{}}a)'],
  ['capture with an odd name', '(?{{a b}}a)'],
  ['Java class intersection', '[a-z&&[^b]]'],
  ['Java class union', '[a[b]]'],
  ['POSIX class', '[[:alpha:]]'],
  ['too long', 'a'.repeat(MAX_FILTER_LENGTH + 1)],
  ['too large', 'a{1000}b{1000}'],
  ['too many repetitions', '(?:a{1000}){1000}'],
  ['nothing to repeat', '*'],
])('refuses what it cannot evaluate as Okta does: %s', (_, filter) => {
  expect(compileGroupFilter(filter)).toEqual({ refused: expect.any(String) as string });
});

/** Each takes a backtracking engine longer than a human life on the name below. */
const CATASTROPHES = [
  '(?{{role}}(x+x+)+)y',
  '(?{{role}}(x*)*)y',
  '(?{{role}}(x|x)+)y',
  '(?{{role}}(x|xx)+)y',
  '^(?{{role}}(([x])+.)+)[A-Z]([x])+$',
  '(?{{role}}(.*)*)(.*)*(.*)*(.*)*y',
  `(?{{role}}${'x?'.repeat(200)}${'x'.repeat(40)})y`,
  '(?{{role}}(?:.?){400})y',
  `${'('.repeat(100)}x${'*)'.repeat(100)}(?{{role}}y)`,
];

test.each(CATASTROPHES)('returns from %s', (filter) => {
  expect(match(filter, 'x'.repeat(MAX_NAME_LENGTH)).kind).toBe('none');
});

test('a filter that would cost too much over all groups is refused before it is run', () => {
  const federation = readAwsFederation({
    id: 'app',
    name: 'amazon_aws',
    label: 'AWS',
    status: 'ACTIVE',
    appSettings: {
      useGroupMapping: true,
      groupFilter: '(?{{role}}(?:.?){400})(?{{accountid}}y)',
      roleValuePattern: 'arn:aws:iam::${accountid}:role/${role}',
    },
  })!;
  const assignments = Array.from({ length: 5000 }, (_, index) => ({
    id: `group${index}`,
    groupName: 'x'.repeat(MAX_NAME_LENGTH),
    priority: undefined,
    profile: {},
  }));
  const { byGroup, problems, failure } = groupGrants(federation, assignments);
  expect([byGroup.size, problems]).toEqual([0, []]);
  expect(failure?.message).toContain('is too costly for the number of groups assigned');
  expect(groupGrants(federation, assignments.slice(0, 100)).failure).toBeUndefined();
});

test('no text is too odd to compile and no name too odd to match', () => {
  const syntax = fc.constantFrom(
    ...'(?{{role}}|(?{{accountid}}|)|(|[|]|[^|\\|\\Q|\\E|\\d|\\w|\\pL|^|$|.|*|+|?|{1,9}|&&|a|#|-|:|é|😀'.split(
      '|',
    ),
    '|',
    '(?i)',
  );
  const filters = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(syntax, { maxLength: 20 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(filters, fc.string({ unit: 'binary', maxLength: 60 }), (filter, name) => {
      const compiled = compileGroupFilter(filter);
      const kind = 'refused' in compiled ? 'refused' : compiled.match(name).kind;
      expect(['refused', 'full', 'partial', 'none']).toContain(kind);
    }),
    { numRuns: 2000 },
  );
});
