/**
 * Every view of the explorer, light, dark and on a narrow screen, checked against the rules of WCAG 2.2 A and AA that
 * axe can check.
 */
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { findBrowser, launchBrowser } from '../browser';
import { goTo, openPage, writeFixturePage } from './browserPage';
import { temporaryDirectory, type TemporaryDirectory } from './collection';
import { ADA, AWS, ENGINEERING } from './fixtureActors';
import { notTested } from '../../../test/harness/notTested';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const VIEWS: readonly (readonly [hash: string, title: string])[] = [
  ['#/overview', 'How acme stands'],
  ['#/map', 'Map of types'],
  ['#/questions', 'Managed questions'],
  ['#/question/admins-without-mfa', 'Which administrators have no second factor?'],
  ['#/run', 'About this run'],
  [`#/path/${ADA}`, 'From Ada Lovelace to …'],
  [`#/path/${ADA}?to=${AWS}`, 'From Ada Lovelace to AWS Production'],
  [
    `#/cut/${ADA}?to=${AWS}`,
    'What to remove so that Ada Lovelace no longer reaches AWS Production',
  ],
  [`#/protection/${ADA}?to=${AWS}`, 'What Ada Lovelace needs to reach AWS Production'],
  ['#/type/okta_user?sort=-login&column=login&column=status', 'Users'],
  ['#/type/okta_user?where=is~status~active', 'Users'],
  ['#/relation/okta_group_has_user', 'okta_group_has_user'],
  [`#/near/${ENGINEERING}`, 'Engineering'],
  [`#/near/${ENGINEERING}?add=${ADA}`, 'Engineering'],
  [`#/reach/${ADA}`, 'What Ada Lovelace can reach'],
  [`#/who/${AWS}`, 'Who can reach AWS Production'],
  ['#/find/example', 'Found for “example”'],
  ['#/near/nobody', 'Not in this graph'],
];

if (findBrowser() === undefined && process.env.REQUIRE_BROWSER !== '1') {
  notTested(
    'the explorer was NOT checked for accessibility: no Chromium found (install one or set CHROME_PATH)',
  );
} else {
  describe('the explorer is accessible', inBrowser);
}

function inBrowser(): void {
  let storage: TemporaryDirectory;
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    storage = temporaryDirectory();
    address = writeFixturePage(storage.directory);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    storage.remove();
  });

  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 600],
  ] as const)('in every view, %s, %i pixels wide', async (colorScheme, width) => {
    const { page, context } = await openPage(browser, address, { colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(AXE);
    const check = async (where: string): Promise<string[]> => {
      const options = JSON.stringify({ runOnly: RULES, resultTypes: ['violations'] });
      const results = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
      return results.violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ html, failureSummary }) =>
            `${where}: ${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`,
        ),
      );
    };
    const violations: string[] = [];
    for (const [hash, title] of VIEWS) {
      await goTo(page, hash, title);
      violations.push(...(await check(hash)));
    }
    await page.getByRole('combobox', { name: /Find/ }).fill('ada');
    await page.getByRole('option').first().waitFor();
    violations.push(...(await check('search')));
    expect(violations).toEqual([]);
    await context.close();
  });
}
