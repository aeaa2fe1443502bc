/**
 * Builds the page's own code and puts data into its skeleton. The result needs nothing but a browser: it may load
 * nothing from anywhere, and its policy lets only this very script and style run.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync, transformSync } from 'esbuild';
import { chunkElementId, MANIFEST_ELEMENT_ID } from '../model/format';
import type { PackedGraph } from './packGraph';

const PAGE_DIRECTORY = path.join(__dirname, '..', 'page');
const STYLE_SHEETS = ['colours', 'layout', 'parts', 'lists', 'overview'];

/** A script of the folder `page` with all that it imports, fit to stand within a page. */
export function bundleScript(entry: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(PAGE_DIRECTORY, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2023',
    charset: 'utf8',
    legalComments: 'inline',
    tsconfig: path.join(PAGE_DIRECTORY, 'tsconfig.json'),
  });
  // Within a script element no text may look like its end, nor like the start of a comment.
  return (outputFiles[0]?.text ?? '')
    .replaceAll('</script', '<\\/script')
    .replaceAll('<!--', '<\\!--');
}

function bundleStyle(): string {
  const sheets = STYLE_SHEETS.map((name) =>
    readFileSync(path.join(PAGE_DIRECTORY, 'style', `${name}.css`), 'utf8'),
  );
  return transformSync(sheets.join('\n'), { loader: 'css', minify: true }).code.trim();
}

function sha256(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Nothing from anywhere, this script, this style, drawings in the page; and no string may become markup. */
export function contentPolicy(script: string, style: string): string {
  return [
    `default-src 'none'`,
    `script-src ${sha256(script)}`,
    `style-src ${sha256(style)}`,
    `img-src data: blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ');
}

/** JSON that cannot end the element that holds it, whatever its strings are. */
export function embeddedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function dataElements({ manifest, chunks }: PackedGraph): readonly string[] {
  const json = embeddedJson(manifest);
  return [
    `<script type="application/json" id="${MANIFEST_ELEMENT_ID}">${json}</script>`,
    ...chunks.map(
      (chunk, at) => `<script type="text/plain" id="${chunkElementId(at)}">${chunk}</script>`,
    ),
  ];
}

/** The page in pieces, in order: one string of a large graph would be longer than strings may be. */
export function buildPage(graph: PackedGraph): readonly string[] {
  const script = bundleScript('main.ts');
  const style = bundleStyle();
  const skeleton = readFileSync(path.join(PAGE_DIRECTORY, 'page.html'), 'utf8');
  const fill: Readonly<Record<string, readonly string[]>> = {
    '{{policy}}': [contentPolicy(script, style)],
    '{{style}}': [style],
    '{{data}}': dataElements(graph),
    '{{script}}': [script],
  };
  return skeleton.split(/(\{\{\w+\}\})/).flatMap((piece) => fill[piece] ?? [piece]);
}
