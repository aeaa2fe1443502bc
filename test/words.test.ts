/** Phrases that must not come back into the texts that a person reads: documents, questions, messages. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

const ROOT = path.join(__dirname, '..');

/** The phrase, and what to write instead. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\banew\b/, 'again'],
  [/\bmend(?:s|ed|ing)?\b/, 'fix'],
  [/\b(?:tells?|told)\b/, 'show, report or return: programs do not talk'],
  [/\bwhom?ever\b/i, 'anybody who, or name the actor'],
  [/\bthings?\b/, 'item, or its name'],
  [/\b(?:is|are|not) believed\b|\bbelieved (?:to|only|if|with)\b/, 'count as complete'],
  [/\b(?:hold|holds|held) (?:[a-z]+ ){0,3}against\b/, 'compare with'],
  [/\blies? (?:in|on|below|beside|within)\b/, 'is in; for a file: "Graph: PATH"'],
  [/\b(?:come|came|comes) to nothing\b/, 'fail'],
  [/\b(?:is|are) no persons?\b/, 'non-interactive account'],
  [/\b(?:no|without an?|have an?|weak) second factors?\b/, 'MFA'],
  [/\bbut for\b/i, 'except'],
  [/\bif it stays\b/, 'if it happens again'],
  [/(?:^|[.;:] )Should (?:the|an?|it|this)\b[^?]*(?:\.|$)/m, 'if'],
  [/\bwhere (?:there (?:is|are)|none|nothing|nobody|one (?:is|has)|a goal|they cannot)\b/i, 'if'],
  [/\b(?:only|also|even|except) where (?:it|the|an?|Okta|JupiterOne)\b/, 'if'],
  [/\bwhere (?:Okta|JupiterOne) (?:does|has|refuses|permits|allows|offers|shows)\b/i, 'if'],
];

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !/(?:^|\/)(?:node_modules|dist|test)\//.test(name))
    .map((name) => path.join(folder, name));
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Paragraphs, list items and rows of a document, each on one line; code and addresses are left out. */
function paragraphsOf(document: string): string[] {
  return document
    .replace(/^ *```[^]*?^ *```/gm, '')
    .replace(/\n(?=[ \t]*(?:\n|[-*|#>]|\d+\. ))/g, '\u0000')
    .split('\u0000')
    .map((part) =>
      part
        .replace(/`[^`]*`/g, '`…`')
        .replace(/\]\([^)]*\)/g, ']')
        .replace(/\s+/g, ' ')
        .trim(),
    );
}

/** The text of literals that are joined with `+` or within a template; `…` stands for values. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const left = textOf(node.left);
    const right = textOf(node.right);
    if (left !== undefined || right !== undefined) return `${left ?? '…'}${right ?? '…'}`;
  }
  return undefined;
}

/** What the code may show to a person: its literals of several words. */
function literalsOf(file: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined && / /.test(text)) texts.push(text.replace(/\s+/g, ' '));
    if (text === undefined || ts.isTemplateExpression(node)) ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest));
  return texts;
}

/** `phrase (instead: …) in "text"` for each phrase in a text. */
function found(text: string): string[] {
  return PHRASES.flatMap(([phrase, instead]) => {
    const match = phrase.exec(text)?.[0];
    return match === undefined ? [] : [`"${match}" (instead: ${instead}) in: ${text}`];
  });
}

const documents = [
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
  '.env.example',
  'jupiterone/questions/questions.yaml',
  'packages/explorer/README.md',
  ...filesIn('docs', '.md'),
];

const code = [...filesIn('src', '.ts'), ...filesIn('packages', '.ts'), 'deploy/run.js'].filter(
  (file) => !file.endsWith('.test.ts'),
);

test.each(documents)('%s has plain words only', (file) => {
  expect(paragraphsOf(read(file)).flatMap(found)).toEqual([]);
});

test('messages have plain words only', () => {
  const bad = code.flatMap((file) =>
    literalsOf(file).flatMap((text) => found(text).map((problem) => `${file}: ${problem}`)),
  );
  expect(bad).toEqual([]);
});

test.each([
  ['a paragraph', paragraphsOf('It reads\nthe list\nanew.'), ['It reads the list anew.']],
  ['no code', paragraphsOf('`told`\n\n```sh\ntold\n```\n'), ['`…`', '']],
])('%s of a document is read', (_, paragraphs, expected) => {
  expect(paragraphs.filter((text) => text !== '')).toEqual(expected.filter((text) => text !== ''));
});

test('a phrase in joined literals is found', () => {
  expect(found('The graph ' + 'lies in …')).toHaveLength(1);
  expect(found('Should the org be asked?')).toEqual([]);
});
