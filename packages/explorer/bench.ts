/**
 * Shows how long an explorer page of a company takes to make, to load and to answer: `npm run bench:explore --
 * [users...]`, by default 20,000 users. Exits with 1 when the page of 20,000 users breaks a promise.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { companyOf, CROWDED_ARN, writeFixture } from './test/fixture';
import { launchBrowser } from './browser';
import { writeExplorePage, type ExplorePage } from './explorePage';

const PROMISED_USERS = 20_000;
const PROMISED_LOAD_MS = 5000;
const PROMISED_ANSWER_MS = 1000;

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
  { what: 'list of all users', hash: '#/type/okta_user', title: 'Users' },
  { what: 'what a user can reach', hash: '#/reach/00u00000000000000777', title: 'What ' },
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

async function measurePage(browser: Browser, file: string): Promise<readonly Timing[]> {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const timings = [
    await timed('page loads and answers', async () => {
      await page.goto(pathToFileURL(file).href);
      await page.locator('html[data-state=ready]').waitFor({ state: 'attached', timeout: 120_000 });
    }),
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
  return timings;
}

function line(words: string, value: string): string {
  return `  ${words.padEnd(44)}${value.padStart(12)}\n`;
}

function report(users: number, made: ExplorePage, timings: readonly Timing[]): void {
  const counts = `${made.entities.toLocaleString('en')} entities, ${made.relationships.toLocaleString('en')} relationships`;
  process.stdout.write(`${users.toLocaleString('en')} users: ${counts}\n`);
  process.stdout.write(line('size of the page', `${(made.bytes / 1_048_576).toFixed(1)} MB`));
  for (const { what, ms } of timings) process.stdout.write(line(what, `${Math.round(ms)} ms`));
}

/** What takes longer than is promised for 20,000 users. */
function brokenPromises([load, ...answers]: readonly Timing[]): readonly Timing[] {
  const slow = answers.filter(({ ms }) => ms >= PROMISED_ANSWER_MS);
  return load !== undefined && load.ms >= PROMISED_LOAD_MS ? [load, ...slow] : slow;
}

/** Makes, loads and asks one page. */
async function bench(browser: Browser, users: number): Promise<readonly Timing[]> {
  const directory = mkdtempSync(path.join(tmpdir(), 'explore-bench-'));
  try {
    writeFixture(directory, companyOf(users));
    const out = path.join(directory, 'explore.html');
    const start = performance.now();
    const made = writeExplorePage({ directory, out });
    const making = { what: 'page is made', ms: performance.now() - start };
    const timings = await measurePage(browser, out);
    report(users, made, [making, ...timings]);
    return timings;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function main(args: readonly string[]): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : [PROMISED_USERS];
  const browser = await launchBrowser();
  try {
    for (const users of sizes) {
      const timings = await bench(browser, users);
      if (users !== PROMISED_USERS) continue;
      const broken = brokenPromises(timings).map(({ what }) => what);
      const promise = `loads within ${PROMISED_LOAD_MS} ms, answers within ${PROMISED_ANSWER_MS} ms`;
      const verdict = broken.length === 0 ? 'kept' : `BROKEN by: ${broken.join('; ')}`;
      process.stdout.write(`  promise (${promise}): ${verdict}\n`);
      if (broken.length > 0) process.exitCode = 1;
    }
  } finally {
    await browser.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
