/** The group filter: Okta's syntax, Java's meaning, and patterns that mean harm. */
import fc from 'fast-check';

import { readAwsApplication } from '../applications/awsSettings';
import { createFederation } from './federation';
import { grantsByName } from './groupGrants';
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

/** Java's meaning: what the filter matches, and what it does not. */
test.each<[filter: string, matches: string[], others: string[]]>([
  ['\\p{Alnum}+', ['aZ9'], ['a_', 'ä', '']],
  ['\\P{Alnum}+', ['_ä'], ['a']],
  ['[\\p{Alpha}\\p{Digit}_]+', ['aZ9_'], ['-', 'ä']],
  ['[^\\p{Punct}\\s]+', ['aä9'], ['a-', 'a b']],
  ['[\\P{Lower}]+', ['A9'], ['a']],
  ['\\p{Upper}\\p{Lower}*\\p{XDigit}\\p{Blank}\\p{Graph}', ['Abcf !'], ['abcf !']],
  ['\\p{IsLatin}+\\p{IsLu}\\p{gc=Nd}\\p{script=Greek}', ['éÄ٣λ'], ['λÄ3λ']],
  ['\\pL\\p{L}\\PN', ['äßx'], ['äß3']],
  ['\\Aa\\Z', ['a'], ['a\nb', 'ba']],
  ['(?:a|b\\Z)', ['a', 'b'], ['ba']],
  ['a\\hb\\Hc', ['a\tbxc', 'a\u00a0bxc', 'a\u3000bxc'], ['a\nbxc', 'a b c']],
  ['[\\h_]+', [' _\t'], ['\n']],
  ['a\\vb\\Vc', ['a\u2028bxc', 'a\nb c'], ['a bxc', 'a\nb\nc']],
  ['a\\Rb', ['a\r\nb', 'a\u0085b', 'a\nb'], ['a b']],
  ['\\Ga', ['a'], ['b']],
  ['\\u0041\\x{42}\\x43\\e', ['ABC\u001b'], ['abc']],
  ['\\Q[a](\\E+', ['[a](', '[a](('], ['[a]([a](']],
  ['[\\Qa-c]\\E]+', ['a-c]'], ['b']],
  ['\\–\\#\\_', ['–#_'], ['-#_']],
  ['(?iu)ä', ['ä', 'Ä'], ['a']],
  ['(?d)a.(?-d)b', ['axb'], ['a\nb']],
  ['a(?u:b)', ['ab'], ['aB']],
  // Possessive: nothing is left to give back for, or what follows is of another kind.
  ['\\d++_\\w*+', ['12_ab'], ['_ab', '12ab']],
  ['[^#]++#(?:x|[0-9]{2}+)$', ['ab#12', '#x#x'.slice(1)], ['ab#1', 'ab#123']],
  ['(\\S++)', ['ab'], ['a b', '']],
  ['a?+b', ['ab', 'b'], ['a']],
])('reads %s as Java does', (filter, matches, others) => {
  for (const name of matches) expect([name, match(filter, name).kind]).toEqual([name, 'full']);
  for (const name of others) expect([name, match(filter, name).kind]).not.toEqual([name, 'full']);
});

test.each([
  ['lookahead', '(?=a)b', '(?='],
  ['negative lookahead', '(?!a)b', '(?!'],
  ['lookbehind', '(?<=a)b', '(?<='],
  ['negative lookbehind', '(?<!a)b', '(?<!'],
  ['backreference', '(?{{role}}a)\\1', '\\1'],
  ['backreference by name', '(?{{role}}a)\\k<role>', '\\k'],
  ['possessive, before one that it takes', 'a++a', '++'],
  ['possessive, before one that may be missing', '\\d++_?4', '++'],
  ['possessive, case does not count', '(?i)a++A', '++'],
  ['possessive of a group', '(?:ab)*+c', '*+'],
  ['possessive in a group that repeats', '(?:\\d++)+', '++'],
  ['possessive in an alternative', '(?:\\d++|x)1', '++'],
  ['possessive of a quoted stretch', '\\Qab\\E++c', '++'],
  ['possessive before a class', '\\d{2,3}+\\d', '{2,3}+'],
  ['atomic', '(?>a)b', '(?>'],
  ['comments', '(?x)a b', '(?x)'],
  ['Unicode classes', '(?U)\\w', '(?U)'],
  ['octal', '\\0101', '\\0'],
  ['boundary of graphemes', 'a\\b{g}', '\\b{'],
  ['grapheme', '\\X', '\\X'],
  ['binary property', '\\p{IsAlphabetic}', 'Alphabetic'],
  ['Java’s own property', '\\p{javaLowerCase}', 'javaLowerCase'],
  ['no blank in a class', '[\\H]', '\\H'],
  ['Unicode property without case', '(?i)\\p{IsLatin}', '(\\p)'],
  ['unclosed', '(?{{role}}a', ')'],
  ['one capture twice', '(?{{role}}a)(?{{role}}b)', 'role'],
  ['capture without a name', '(?{{}}a)', '(?{'],
  ['capture with an odd name', '(?{{a b}}a)', '(?{'],
  ['Java class intersection', '[a-z&&[^b]]', '&&'],
  ['Java class union', '[a[b]]', '['],
  ['POSIX class', '[[:alpha:]]', '['],
  ['too long', 'a'.repeat(MAX_FILTER_LENGTH + 1), 'characters'],
  ['too large', 'a{1000}b{1000}', 'repetitions'],
  ['too many repetitions', '(?:a{1000}){1000}', '1000'],
  ['nothing to repeat', '*', '*'],
  ['backslash at the end', 'a\\', 'trailing backslash'],
])('refuses what it cannot evaluate as Okta does, and names it: %s', (_, filter, named) => {
  expect(compileGroupFilter(filter)).toEqual({ refused: expect.stringContaining(named) as string });
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

test('a filter that would cost too much over all groups is refused before it is run', async () => {
  const { settings } = readAwsApplication({
    name: 'amazon_aws',
    status: 'ACTIVE',
    signOnMode: 'SAML_2_0',
    appSettings: {
      useGroupMapping: true,
      groupFilter: '(?{{role}}(?:.?){400})(?{{accountid}}y)',
      roleValuePattern: 'arn:aws:iam::${accountid}:role/${role}',
    },
  })!;
  const federation = createFederation('app', settings);
  const grants = (count: number) =>
    grantsByName(federation, federation.mapping!, {
      groups: Array.from({ length: count }, (_, index) => ({
        id: `group${index}`,
        type: 'OKTA_GROUP',
        name: 'x'.repeat(MAX_NAME_LENGTH),
        sourceApplicationId: undefined,
        externalId: undefined,
        usersCount: undefined,
        appsCount: undefined,
        hasAdminPrivilege: undefined,
      })),
      nameless: [],
      isComplete: true,
      sourceOf: () => 'okta',
    });
  const { byGroup, failure } = await grants(5000);
  expect([byGroup.size, federation.problems.isEmpty]).toEqual([0, true]);
  expect(failure?.message).toContain('is too costly for the number of groups');
  expect((await grants(100)).failure).toBeUndefined();
});

test('no text is too odd to compile and no name too odd to match', () => {
  const syntax = fc.constantFrom(
    ...'(?{{role}}|(?{{accountid}}|)|(|[|]|[^|\\|\\Q|\\E|\\Z|\\h|\\p{Alnum}|\\p{|++|{2}+|(?i|\\u00|\\d|\\w|\\pL|^|$|.|*|+|?|{1,9}|&&|a|#|-|:|é|😀'.split(
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
