/** The explorer page of the fixture in a headless Chromium that is offline and tells of everything it should not do. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { writeExplorePage } from '../explorePage';
import { SMALL, writeFixture } from './fixture';
import { EVALUATION } from './fixtureFindings';

export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests other than the page's own file, errors, warnings of the console, dialogs. */
  readonly misdeeds: string[];
}

/** Writes fixture and page; answers the address of the page. */
export function writeFixturePage(directory: string): string {
  writeFixture(directory, SMALL);
  const out = path.join(directory, 'explore.html');
  writeExplorePage({ directory, out, evaluation: EVALUATION });
  return pathToFileURL(out).href;
}

function watch(page: Page, address: string, misdeeds: string[]): void {
  page.on('request', (request) => {
    const url = request.url();
    const isOwn = url.split('#')[0] === address || /^(data|blob):/.test(url);
    if (!isOwn) misdeeds.push(`request ${url}`);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) misdeeds.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => misdeeds.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    misdeeds.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
}

/** Opens the page with the network off and waits until it answers. */
export async function openPage(
  browser: Browser,
  address: string,
  options: { readonly hash?: string; readonly colorScheme?: 'light' | 'dark' } = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  await context.setOffline(true);
  const page = await context.newPage();
  const misdeeds: string[] = [];
  watch(page, address, misdeeds);
  await page.goto(`${address}${options.hash ?? ''}`);
  await page.locator('html[data-state=ready]').waitFor({ state: 'attached' });
  return { page, context, misdeeds };
}

/** Goes to a view and waits for its title. */
export async function goTo(page: Page, hash: string, title: string | RegExp): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}
