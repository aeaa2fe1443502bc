/** The page of `npm run report` in a headless Chromium: accessible, printable, without network, and narrow. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { findBrowser, launchBrowser } from '../packages/explorer/browser';
import { report } from '../packages/cli/report/report';
import { invocationConfig } from '../src';
import { list, record } from '../src/json';
import { collectLocal } from './harness/collect';
import { notTested } from './harness/notTested';

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

const AXE = path.join(__dirname, '../node_modules/axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

if (findBrowser() === undefined && process.env.REQUIRE_BROWSER !== '1') {
  notTested('the report was NOT checked in a browser: no Chromium found (or set CHROME_PATH)');
} else {
  describe('the report of the sample org', inBrowser);
}

function inBrowser(): void {
  let directory: string;
  let collected: string;
  let browser: Browser;

  beforeAll(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'okta-report-'));
    const sample = await collectLocal();
    collected = sample.dir;
    for (const format of ['html', 'junit']) {
      const output = path.join(directory, `report.${format}`);
      const graph = path.join(sample.dir, '.j1-integration');
      const argv = ['--graph', graph, '--format', format, '--framework', 'nist'];
      const code = await report([...argv, '--output', output], {
        steps: () => Promise.resolve(invocationConfig.integrationSteps),
        write: () => undefined,
        complain: () => undefined,
        now: Date.now,
        env: {},
        workingDirectory: directory,
      });
      expect(code).toBe(0);
    }
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(directory, { recursive: true });
    rmSync(collected, { recursive: true });
  });

  async function open(colorScheme: 'light' | 'dark', width: number) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    await context.setOffline(true);
    const page = await context.newPage();
    const address = pathToFileURL(path.join(directory, 'report.html')).href;
    const misdeeds: string[] = [];
    page.on('request', (request) => {
      if (request.url() !== address) misdeeds.push(request.url());
    });
    page.on('console', (message) => misdeeds.push(message.text()));
    await page.goto(address);
    return { page, context, misdeeds };
  }

  it.each([
    ['light', 1440, 'screen'],
    ['dark', 1440, 'screen'],
    ['light', 390, 'screen'],
    ['dark', 1024, 'print'],
  ] as const)('is accessible: %s, %i pixels wide, on %s', async (colours, width, media) => {
    const { page, context, misdeeds } = await open(colours, width);
    await page.emulateMedia({ media, colorScheme: colours });
    await page.evaluate(readFileSync(AXE, 'utf8'));
    const options = JSON.stringify({ runOnly: RULES, resultTypes: ['violations'] });
    const found: unknown = await page.evaluate(`axe.run(document, ${options})`);
    const violations = list(record(found)['violations']).map((one) => {
      const { id, nodes } = record(one);
      return [id, ...list(nodes).map((node) => record(node)['html'])];
    });
    expect(violations).toEqual([]);
    expect(misdeeds).toEqual([]);
    await context.close();
  });

  it.each([390, 768, 1440, 1920])('does not scroll sideways at %i pixels', async (width) => {
    const { page, context } = await open('light', width);
    const overflow: unknown = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
    await context.close();
  });

  it('prints all rows on white, and no J1QL', async () => {
    const { page, context } = await open('dark', 1024);
    const rows = page.locator('#administrators details.answer table').first();
    expect(await rows.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await rows.isVisible()).toBe(true);
    expect(await page.locator('pre:visible').count()).toBe(0);
    const background: unknown = await page.evaluate(
      'getComputedStyle(document.body).backgroundColor',
    );
    expect(background).toBe('rgb(255, 255, 255)');
    const printed = await page.pdf();
    expect(printed.subarray(0, 5).toString()).toBe('%PDF-');
    await context.close();
  });

  it('leads from each ranked finding to its section', async () => {
    const { page, context } = await open('light', 1440);
    const broken: unknown = await page.evaluate(
      `[...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href'))
        .filter((href) => document.querySelector(href) === null)`,
    );
    expect(broken).toEqual([]);
    expect(await page.locator('main a[href^="#"]').count()).toBeGreaterThan(20);
    await context.close();
  });

  it('is well-formed XML as JUnit', async () => {
    const { page, context } = await open('light', 1440);
    const xml = JSON.stringify(readFileSync(path.join(directory, 'report.junit'), 'utf8'));
    const counted: unknown = await page.evaluate(
      `(() => {
        const parsed = new DOMParser().parseFromString(${xml}, 'application/xml');
        const count = (name) => parsed.getElementsByTagName(name).length;
        return { errors: count('parsererror'), some: count('testcase') > 20 && count('failure') > 5 };
      })()`,
    );
    expect(counted).toEqual({ errors: 0, some: true });
    await context.close();
  });
}
