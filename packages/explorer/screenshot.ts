/**
 * Takes the documentation's picture of the explorer from a collection: `node -r ts-node/register
 * packages/explorer/screenshot.ts [directory] [--out docs/images/explorer.png] [--view '#/map'] [--dark]`. Without a
 * view it shows the user whose reach tells most: several kinds of targets, by several ways, few enough to read.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { storageDirectory } from '../cli/collected/files';
import { launchBrowser } from './browser';
import { evaluateQuestions } from './evaluateQuestions';
import { packCollection, writeExplorePage } from './explorePage';
import { loadGraph, type Graph } from './model/graph';
import { loadGrantFacts, stateOf } from './model/grants';
import { reachOf } from './model/reach';
import { wayOf } from './model/routeWords';
import { addressOf, formatAddress } from './model/route';

const READABLE_TARGETS = 7;
const VIEWPORT = { width: 1440, height: 900 };

async function readGraph(directory: string): Promise<Graph> {
  const { manifest, chunks } = packCollection(directory);
  const read = (chunk: number): Buffer =>
    inflateRawSync(Buffer.from(chunks[chunk] ?? '', 'base64'));
  return loadGraph(manifest, (chunk) => Promise.resolve(read(chunk)));
}

/** How much a user's reach has to tell. */
function tellingOf(graph: Graph, user: number): number {
  const reached = reachOf(graph, user);
  const kinds = new Set(reached.map(({ target }) => graph.typeOf(target).kind)).size;
  const routes = reached.flatMap((each) => each.routes);
  const ways = new Set(routes.map((route) => wayOf(graph, route))).size;
  return (
    kinds * 10 + ways * 8 - 3 * Math.max(0, reached.length - READABLE_TARGETS) + reached.length / 10
  );
}

async function tellingView(graph: Graph): Promise<string> {
  await loadGrantFacts(graph);
  const users = graph.types.filter((type) => type.kind === 'user');
  let best = { score: Number.NEGATIVE_INFINITY, subject: '' };
  for (const { first, count } of users) {
    for (let user = first; user < first + count; user += 1) {
      if (stateOf(graph, user) !== '') continue;
      const score = tellingOf(graph, user);
      if (score > best.score) best = { score, subject: graph.key(user) };
    }
  }
  return formatAddress(addressOf({ view: 'reach', subject: best.subject }));
}

interface Shot {
  readonly directory: string;
  readonly out: string;
  readonly view: string;
  readonly isDark: boolean;
}

async function takeScreenshot({ directory, out, view, isDark }: Shot): Promise<void> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'explore-shot-'));
  const browser = await launchBrowser();
  try {
    const file = path.join(temporary, 'explore.html');
    const evaluation = await evaluateQuestions(directory);
    writeExplorePage({ directory, out: file, ...(evaluation && { evaluation }) });
    const colorScheme = isDark ? 'dark' : 'light';
    const options = { viewport: VIEWPORT, colorScheme, offline: true, timezoneId: 'UTC' } as const;
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(`${pathToFileURL(file).href}${view}`);
    await page.locator('html[data-state=ready]').waitFor({ state: 'attached' });
    mkdirSync(path.dirname(out), { recursive: true });
    await page.screenshot({ path: out, animations: 'disabled' });
  } finally {
    await browser.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string' }, view: { type: 'string' }, dark: { type: 'boolean' } },
  });
  const directory = path.resolve(positionals[0] ?? storageDirectory(process.env));
  const out = path.resolve(values.out ?? path.join('docs', 'images', 'explorer.png'));
  const view = values.view ?? (await tellingView(await readGraph(directory)));
  await takeScreenshot({ directory, out, view, isDark: values.dark === true });
  process.stdout.write(`${out}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
