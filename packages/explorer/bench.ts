/**
 * Shows how long an explorer page of a company takes to make, to load with its overview, and to answer, and what heap
 * it holds: `npm run bench:explore -- [users...]`, by default 20,000 users. Exits with 1 when a page breaks a promise.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { companyOf, CROWDED_ARN, writeFixture } from './test/fixture';
import { EVALUATION } from './test/fixtureFindings';
import { launchBrowser } from './browser';
import { writeExplorePage, type ExplorePage } from './explorePage';

const DEFAULT_USERS = 20_000;

interface Promised {
  readonly loadMs: number;
  readonly answerMs: number;
  readonly heapMegabytes: number;
}

/** What is promised, by the number of users up to which it holds. */
const PROMISES: readonly (readonly [users: number, Promised])[] = [
  [20_000, { loadMs: 2500, answerMs: 1000, heapMegabytes: 300 }],
  [100_000, { loadMs: 8000, answerMs: 5000, heapMegabytes: 300 }],
];

interface Timing {
  readonly what: string;
  readonly ms: number;
}

async function timed(what: string, work: () => Promise<unknown>): Promise<Timing> {
  const start = performance.now();
  await work();
  return { what, ms: performance.now() - start };
}

/** Waits for a view whose title begins so. */
async function goTo(page: Page, hash: string, title: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  await page.locator('h1', { hasText: title }).waitFor();
}

interface Asked {
  readonly what: string;
  readonly hash: string;
  readonly title: string;
}

/** The views that a person waits for, each about the thing that takes most work. */
const VIEWS: readonly Asked[] = [
  { what: 'overview again', hash: '#/overview', title: 'How acme stands' },
  { what: 'list of all users', hash: '#/type/okta_user', title: 'Users' },
  { what: 'what a user can reach', hash: '#/reach/00u00000000000000777', title: 'What ' },
  {
    what: 'list of all users, sorted by e-mail',
    hash: '#/type/okta_user?sort=-email&page=7',
    title: 'Users',
  },
  {
    what: 'path between two users',
    hash: '#/path/00u00000000000000777?to=00u00000000000000778',
    title: 'From ',
  },
  {
    what: 'who can reach an application of everyone',
    hash: '#/who/0oa-wiki-00000000001',
    title: 'Who can reach Company Wiki',
  },
  {
    what: 'who can reach an AWS role of everyone',
    hash: `#/who/${encodeURIComponent(CROWDED_ARN)}`,
    title: 'Who can reach Everyone (123456789012)',
  },
  {
    what: 'neighbourhood of the account',
    hash: '#/near/okta_account_acme.okta.com',
    title: 'acme',
  },
  {
    what: 'neighbourhood of the largest group',
    hash: '#/near/everyone-group-000000',
    title: 'Everyone',
  },
];

async function measureViews(page: Page): Promise<readonly Timing[]> {
  const timings: Timing[] = [];
  for (const { what, hash, title } of VIEWS) {
    timings.push(await timed(what, () => goTo(page, hash, title)));
  }
  return timings;
}

interface Measured {
  /** The first is that of loading. */
  readonly timings: readonly Timing[];
  /** Held after a collection of garbage, arrays of numbers too, with the overview on screen. */
  readonly heapMegabytes: number;
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  return (usedSize + backingStorageSize) / 1_048_576;
}

async function measurePage(browser: Browser, file: string): Promise<Measured> {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const load = await timed('page loads, with its overview', async () => {
    await page.goto(pathToFileURL(file).href);
    await page.locator('html[data-state=ready]').waitFor({ state: 'attached', timeout: 120_000 });
  });
  const heapMegabytes = await heapOf(page);
  const answers = [
    await timed('search by e-mail', async () => {
      await page.locator('#search').fill('user777@example.com');
      await page.getByRole('option', { name: 'user777@example.com' }).first().waitFor();
    }),
    ...(await measureViews(page)),
    await timed('its list is narrowed by typing', async () => {
      await page.getByPlaceholder('Narrow this list').fill('lindqvist');
      await page.locator('.count', { hasText: ' of ' }).waitFor();
    }),
  ];
  await context.close();
  return { timings: [load, ...answers], heapMegabytes };
}

function line(words: string, value: string): string {
  return `  ${words.padEnd(44)}${value.padStart(12)}\n`;
}

function report(users: number, { made, making, measured }: Benched): void {
  const counts = `${made.entities.toLocaleString('en')} entities, ${made.relationships.toLocaleString('en')} relationships`;
  process.stdout.write(`${users.toLocaleString('en')} users: ${counts}\n`);
  process.stdout.write(line('size of the page', `${(made.bytes / 1_048_576).toFixed(1)} MB`));
  process.stdout.write(line('heap of the page', `${measured.heapMegabytes.toFixed(0)} MB`));
  for (const { what, ms } of [making, ...measured.timings]) {
    process.stdout.write(line(what, `${Math.round(ms)} ms`));
  }
}

/** What takes more than is promised. */
function broken(
  { timings: [load, ...answers], heapMegabytes }: Measured,
  promised: Promised,
): readonly string[] {
  const slow = answers.filter(({ ms }) => ms >= promised.answerMs);
  return [
    ...(load !== undefined && load.ms >= promised.loadMs ? [load.what] : []),
    ...slow.map(({ what }) => what),
    ...(heapMegabytes >= promised.heapMegabytes ? ['heap of the page'] : []),
  ];
}

interface Benched {
  readonly made: ExplorePage;
  readonly making: Timing;
  readonly measured: Measured;
}

/** Makes, loads and asks one page. */
async function bench(browser: Browser, users: number): Promise<Benched> {
  const directory = mkdtempSync(path.join(tmpdir(), 'explore-bench-'));
  try {
    writeFixture(directory, companyOf(users));
    const out = path.join(directory, 'explore.html');
    const start = performance.now();
    const made = writeExplorePage({ directory, out, evaluation: EVALUATION });
    const making = { what: 'page is made', ms: performance.now() - start };
    return { made, making, measured: await measurePage(browser, out) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function main(args: readonly string[]): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : [DEFAULT_USERS];
  const browser = await launchBrowser();
  try {
    for (const users of sizes) {
      const benched = await bench(browser, users);
      report(users, benched);
      const promised = PROMISES.find(([most]) => users <= most)?.[1];
      if (!promised) continue;
      const { loadMs, answerMs, heapMegabytes } = promised;
      const found = broken(benched.measured, promised);
      const promise = `loads within ${loadMs} ms, answers within ${answerMs} ms, heap under ${heapMegabytes} MB`;
      const verdict = found.length === 0 ? 'kept' : `BROKEN by: ${found.join('; ')}`;
      process.stdout.write(`  promise (${promise}): ${verdict}\n`);
      if (found.length > 0) process.exitCode = 1;
    }
  } finally {
    await browser.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
