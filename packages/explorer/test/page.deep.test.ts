/** The explorer in a real browser, offline: it answers, by pointer and by keyboard alone; hostile names stay names. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { findBrowser, launchBrowser } from '../browser';
import { goTo, openPage, writeFixturePage, type OpenPage } from './browserPage';
import { temporaryDirectory, type TemporaryDirectory } from './collection';
import { ADA, AWS, ENGINEERING, GITHUB, GRACE, HOSTILE_NAMES, WIKI } from './fixtureActors';
import { notTested } from '../../../test/harness/notTested';

/** How many points of the picture are drawn on, an expression for the page. */
const DRAWN_PIXELS = `[...document.querySelectorAll('#picture canvas')].map((canvas) =>
  canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
    .filter((value, at) => at % 4 === 3 && value > 0).length
).reduce((sum, count) => sum + count, 0)`;

/** The width of the document, an expression for the page; the picture takes its own a few frames after the window. */
const SETTLED_WIDTH = `(async () => {
  const width = () => document.documentElement.scrollWidth;
  for (let frame = 0; frame < 60 && width() > innerWidth; frame += 1) {
    await new Promise(requestAnimationFrame);
  }
  return width();
})()`;

// A browser on a busy machine may draw later than a test looks; what is wrong fails twice.
jest.retryTimes(1, { logErrorsBeforeRetry: true });

const executable = findBrowser();
const isRequired = process.env.REQUIRE_BROWSER === '1';

if (executable === undefined && !isRequired) {
  notTested(
    'the explorer was NOT tried in a browser: no Chromium found (install one or set CHROME_PATH)',
  );
} else {
  describe('the explorer in a browser', inBrowser);
}

function inBrowser(): void {
  let storage: TemporaryDirectory;
  let browser: Browser;
  let address: string;
  let open: OpenPage;
  let page: Page;

  beforeAll(async () => {
    storage = temporaryDirectory();
    address = writeFixturePage(storage.directory);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    storage.remove();
  });
  beforeEach(async () => {
    open = await openPage(browser, address);
    page = open.page;
  });
  afterEach(async () => {
    expect(open.misdeeds).toEqual([]);
    await open.context.close();
  });

  const title = () => page.getByRole('heading', { level: 1 });
  const details = () => page.getByRole('complementary', { name: 'Details' });
  const announced = () => page.getByRole('status');
  const focusedText = () => page.evaluate<string>('document.activeElement.textContent');

  /** Presses Tab until the element with this text has the focus. */
  async function tabTo(text: string | RegExp): Promise<void> {
    const isIt = (found: string) => (typeof text === 'string' ? found === text : text.test(found));
    for (let presses = 0; presses < 120; presses += 1) {
      await page.keyboard.press('Tab');
      const label = await page.evaluate<string>(
        'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent',
      );
      if (isIt(label.trim())) return;
    }
    throw new Error(`Tab never came to ${String(text)}.`);
  }

  /** The names of the cards, as the arrow keys come to them. */
  async function walkedCards(): Promise<string[]> {
    const names = new Set<string>();
    await page.locator('#picture').focus();
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowRight', 'ArrowRight', 'ArrowRight']) {
      await page.keyboard.press(key);
      names.add((await announced().innerText()).split(', ')[0]!);
    }
    return [...names].sort();
  }

  it('shows what a user needs to reach an application, and how Okta comes to it', async () => {
    await goTo(page, `#/reach/${ADA}`, 'What Ada Lovelace can reach');
    const row = page.getByRole('row', { name: /^AWS Production/ });
    await row.getByRole('link', { name: /^two factors, phishing-resistant/ }).click();
    await page
      .getByRole('heading', { level: 1, name: 'What Ada Lovelace needs to reach AWS Production' })
      .waitFor();
    const steps = page.getByRole('table', { name: 'What AWS Production then demands' });
    const rows = await steps.getByRole('row').allInnerTexts();
    expect(rows.slice(1).map((text) => text.replace(/\s+/g, ' '))).toEqual([
      'First, by Cloud accounts Managed devices device: registered, managed two factors, phishing-resistant every time',
      'Else, by Cloud accounts Everybody else nothing: it applies no access ',
    ]);
    const session = page.getByRole('table', { name: /^Before that, a session/ });
    await session.getByText('a second factor').waitFor();
    expect(await walkedCards()).toEqual(
      expect.arrayContaining(['AWS Production', 'Cloud accounts', 'Engineering']),
    );
    await steps.getByRole('button', { name: 'Managed devices' }).click();
    await details().getByRole('heading', { name: 'Managed devices' }).waitFor();
  });

  it('shows with an application which policy protects it', async () => {
    await goTo(page, `#/who/${AWS}`, 'Who can reach AWS Production');
    const rules = page.getByRole('table', { name: 'What protects it: the policy Cloud accounts' });
    await rules.getByText('members of Engineering').waitFor();
    await details().getByText('Protected by').waitFor();
  });

  describe('opens on the overview', () => {
    it('with numbers, each a link to the list that it counts', async () => {
      await expect(title().textContent()).resolves.toBe('How acme stands');
      const cards = page.getByRole('list', { name: 'In numbers' });
      await cards.getByRole('link', { name: /^79 % Active users with MFA/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor();
      await page.getByText('15 items of type okta_user', { exact: true }).waitFor();
      await page.goBack();
      await cards.getByRole('link', { name: /^1 Administrators without MFA/ }).click();
      await page.getByRole('heading', { level: 1, name: /administrators have no/ }).waitFor();
    });

    it('with a number that is not known as such', async () => {
      const card = page.getByRole('link', { name: /phishing-resistant factor not fully known/ });
      await expect(card.innerText()).resolves.toMatch(/^not known/);
    });

    it('with charts whose bars are lists', async () => {
      const chart = page.getByRole('list', { name: 'Last sign-in of active users' });
      const bars = (await chart.getByRole('link').allInnerTexts()).map((text) => text.split('\n'));
      expect(bars.map(([label]) => label?.trim())).toContain('never');
      await chart.getByRole('link', { name: 'never 10' }).click();
      await page.getByText('10 items of type okta_user', { exact: true }).waitFor();
    });

    it('with the worst findings, and what is not known', async () => {
      const findings = page.getByRole('table', { name: 'Findings, the worst first' });
      const rows = await findings.locator('tbody tr').allInnerTexts();
      expect(rows.map((row) => row.split('\t').slice(1, 3).join(' ').trim())).toEqual([
        'critical 2',
        'medium 70',
      ]);
      await page.getByText('1 question cannot be answered fully').waitFor();
      await findings.getByRole('link', { name: /administrators have no second factor/ }).click();
      await page.getByRole('heading', { level: 1, name: /administrators have no/ }).waitFor();
      await page.getByRole('button', { name: 'Grace Hopper' }).waitFor();
      await expect(page.locator('#answer-body').innerText()).resolves.toContain(
        'Enrol a second factor.',
      );
    });

    it('with every type and its count', async () => {
      await expect(page.title()).resolves.toBe('acme · Okta graph explorer');
      await page.getByRole('link', { name: 'Map of types' }).click();
      await page.getByRole('heading', { level: 1, name: 'Map of types' }).waitFor();
      const types = page.getByRole('table', { name: 'Types of items' });
      const rows = await types.getByRole('row').allInnerTexts();
      const text = rows.map((row) => row.replace(/\s+/g, ' '));
      expect(text).toContain('Users okta_user User collected 134');
      expect(text).toContain('Applications okta_application Application collected 13');
      expect(text).toContain('AWS roles aws_iam_role known from elsewhere 2');
      expect(rows).toHaveLength(16);
      const relations = page.getByRole('table', { name: 'Types of relationships' });
      await relations.getByRole('link', { name: 'okta_rule_manages_user_group' }).click();
      await page.getByRole('heading', { level: 1, name: 'okta_rule_manages_user_group' }).waitFor();
      await expect(page.getByRole('cell', { name: 'Engineering' }).count()).resolves.toBe(1);
    });

    it('and says what may be missing', async () => {
      await expect(page.getByRole('banner').innerText()).resolves.toContain(
        'This run is incomplete: “build-application-creation-relationship” failed, so 1 type may lack records.',
      );
      const side = page.getByRole('navigation', { name: 'Views and types' });
      await expect(side.innerText()).resolves.toContain('1 relationship left out');
      await page.getByRole('link', { name: 'What is missing, and why' }).click();
      const steps = page.getByRole('table', { name: 'Steps that are incomplete' });
      await expect(steps.locator('tbody').innerText()).resolves.toMatch(
        /build-application-creation-relationship\s+failed\s+okta_user_created_application/,
      );
    });

    it('and offers the two great questions', async () => {
      await page.getByRole('button', { name: /What can a user reach/ }).click();
      await page.keyboard.type('ada');
      await page.getByRole('option', { name: /Ada Lovelace/ }).click();
      await page.getByRole('heading', { name: 'What Ada Lovelace can reach' }).waitFor();
      await page.getByRole('link', { name: 'Overview' }).click();
      await page.getByRole('button', { name: /Who can reach it/ }).click();
      await page.keyboard.type('a');
      const offered = await page.getByRole('option').allInnerTexts();
      expect(offered.some((text) => /\buser\b|group/.test(text))).toBe(false);
      await page.keyboard.type('ws prod');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Who can reach AWS Production' }).waitFor();
    });
  });

  describe('fits', () => {
    it.each([390, 768, 1440, 1920])(
      'a window of %d px, with the answer in sight',
      async (width) => {
        await page.setViewportSize({ width, height: 844 });
        const views = [
          ['#/overview', 'How acme stands'],
          ['#/type/okta_user', 'Users'],
          [`#/who/${AWS}`, 'Who can reach AWS Production'],
          [`#/reach/${ADA}`, 'What Ada Lovelace can reach'],
          [`#/cut/${ADA}?to=${AWS}`, 'What to remove'],
          ['#/near/00u-hostile-9-000000', 'xxx'],
          ['#/question/admins-without-mfa', 'Which administrators'],
          ['#/run', 'About this run'],
        ] as const;
        for (const [hash, heading] of views) {
          await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
          await page.locator('h1', { hasText: heading }).waitFor();
          await expect(page.evaluate(SETTLED_WIDTH)).resolves.toBeLessThanOrEqual(width);
          await page.evaluate('scrollTo(0, 0)');
          const top = await page.evaluate<number>(
            `document.getElementById('answer-title').getBoundingClientRect().top`,
          );
          expect(top).toBeLessThan(844 / 2);
        }
      },
    );
  });

  describe('lists', () => {
    const firstName = () => page.locator('tbody tr').first().locator('th').innerText();
    const sort = (heading: string) =>
      page.getByRole('columnheader', { name: heading }).getByRole('button');

    it('are sorted by any column, in both directions and back', async () => {
      await goTo(page, '#/type/okta_user_group', 'Groups');
      await sort('members (users)').click();
      await page.locator('th[aria-sort=ascending]').waitFor();
      await sort('members (users)').press('Enter');
      await page.locator('th[aria-sort=descending]').waitFor();
      await expect(firstName()).resolves.toBe('Everyone');
      await page.locator('th[aria-sort] button:focus').waitFor();
      expect(page.url()).toContain('sort=-members');
      await page.reload();
      await page.locator('th[aria-sort=descending]').waitFor();
      await sort('members (users)').click();
      await page.locator('th[aria-sort]').waitFor({ state: 'detached' });
    });

    it('show the columns that a person chooses', async () => {
      await goTo(page, '#/type/okta_user', 'Users');
      await page.locator('.chooser summary').click();
      await page.getByRole('checkbox', { name: 'department' }).check();
      await page.getByRole('columnheader', { name: 'department' }).waitFor();
      await page.getByRole('checkbox', { name: 'status', exact: true }).uncheck();
      await page
        .getByRole('columnheader', { name: 'status', exact: true })
        .waitFor({ state: 'detached' });
      expect(page.url()).toContain('column=department');
      await page.reload();
      await page.getByRole('columnheader', { name: 'department' }).waitFor();
    });

    it('count the users of applications', async () => {
      await goTo(page, '#/type/okta_application', 'Applications');
      const row = page.locator('tbody tr', { hasText: 'AWS Production' });
      await expect(row.innerText()).resolves.toMatch(/AWS Production\s+2\s/);
    });

    it('are saved as CSV, all of their rows as shown, without formulas', async () => {
      const saved = async (button: 'first' | 'last') => {
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Save as CSV' })[button]().click(),
        ]);
        return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
      };
      await goTo(page, '#/type/okta_user?sort=-name&column=email', 'Users');
      const users = await saved('first');
      expect(users.name).toBe('users.csv');
      const lines = users.text.split('\r\n');
      expect(lines[0]).toBe('\uFEFFName,email');
      expect(lines).toHaveLength(134 + 2);
      await goTo(page, '#/question/admins-without-mfa', /administrators have no/);
      const rows = await saved('last');
      expect(rows.text).toContain('"\'=HYPERLINK(""http');
    });
  });

  describe('joins any two items', () => {
    it('that a person picks', async () => {
      await page.getByRole('button', { name: /How are two items joined/ }).click();
      await page.keyboard.type('macbook');
      await page.getByRole('option', { name: /MacBook/ }).click();
      await page.getByRole('button', { name: 'Choose the other end' }).click();
      await page.keyboard.type('super admin');
      await page.getByRole('option', { name: /Super Administrator/ }).click();
      await page.getByRole('heading', { level: 1, name: /to Super Administrator$/ }).waitFor();
      const ways = page.getByRole('list', { name: 'Ways, the shortest' }).getByRole('listitem');
      await expect(ways.allInnerTexts()).resolves.toHaveLength(1);
      await expect(ways.first().innerText()).resolves.toMatch(/MacBook[^]*Ada[^]*Engineering/);
    });

    it('and says what to remove so that one no longer reaches the other', async () => {
      await goTo(page, `#/reach/${ADA}`, 'What Ada Lovelace can reach');
      await page.getByRole('link', { name: /so that GitHub is out of reach of Ada/ }).click();
      await page.getByRole('heading', { level: 1, name: /^What to remove/ }).waitFor();
      await expect(page.locator('#answer-lead').innerText()).resolves.toBe(
        '2 removals, and no fewer',
      );
      const rows = await page.locator('tbody tr').allInnerTexts();
      const text = rows.map((row) => row.replace(/\s+/g, ' '));
      expect(text[0]).toMatch(/^The assignment of Ada Lovelace to GitHub/);
      expect(text[1]).toMatch(/^The membership of Ada Lovelace in Engineering A rule fills/);
    });
  });

  describe('keeps', () => {
    it('bookmarks in the page’s own storage', async () => {
      const restart = async () => {
        await page.reload();
        await page.locator('html[data-state=ready]').waitFor({ state: 'attached' });
      };
      await goTo(page, `#/who/${AWS}`, 'Who can reach AWS Production');
      await page.getByRole('button', { name: 'Bookmark', exact: true }).click();
      await goTo(page, '#/overview', 'How acme stands');
      await restart();
      await page.getByRole('link', { name: 'Who can reach AWS Production' }).click();
      await page.getByRole('heading', { level: 1, name: 'Who can reach AWS Production' }).waitFor();
      await page.getByRole('button', { name: /^Remove the bookmark/ }).click();
      await restart();
      await expect(page.locator('#bookmarks-section').isHidden()).resolves.toBe(true);
    });
  });

  describe('finds', () => {
    it('a user by e-mail, and shows everything of her without leaving the page', async () => {
      await page.getByRole('combobox').fill('ada@example');
      await page.getByRole('option', { name: /Ada Lovelace/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Ada Lovelace' }).waitFor();
      await details().getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
      const facts = details().locator('.facts');
      await expect(facts.innerText()).resolves.toMatch(
        /^Status\s+active\s+Last sign-in\s+2026-10-30 17:05 UTC\s+Second factor\s+OKTA push/,
      );
      await expect(facts.innerText()).resolves.toMatch(/Super Administrator rule\s+Reaches/);
      await details().getByText('All properties').click();
      const text = await details().innerText();
      expect(text).toContain('okta_user');
      expect(text).toContain('isActive');
      expect(text).not.toMatch(/^active\nyes$/m);
      expect(text).toContain('2026-10-30 17:05 UTC');
      expect(text).toContain('Engineering');
      const link = details().getByRole('link', { name: /profile\/view/ });
      await expect(link.getAttribute('rel')).resolves.toBe('noopener noreferrer');
    });

    it('says so when there is nothing, and lists all when there is much', async () => {
      await page.getByRole('combobox').fill('no such thing anywhere');
      await page.getByRole('option', { name: 'Nothing found' }).waitFor();
      await page.getByRole('combobox').fill('example.com');
      await page.getByRole('option', { name: /List all/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Found for “example.com”' }).waitFor();
      await expect(page.getByRole('row').count()).resolves.toBe(51);
      await page.getByRole('link', { name: 'Last' }).click();
      await page.locator('span.page-step', { hasText: 'Last' }).waitFor();
      await expect(page.getByLabel(/^Page, of/).inputValue()).resolves.not.toBe('1');
    });
  });

  describe('tells access and its reasons', () => {
    it('shows the path from a user to an application', async () => {
      await goTo(page, `#/reach/${ADA}`, 'What Ada Lovelace can reach');
      await expect(page.locator('#answer-lead').innerText()).resolves.toBe(
        '1 admin role, 1 AWS role, 3 applications',
      );
      const row = page.getByRole('row', { name: /^AWS Production application/ });
      await expect(row.innerText()).resolves.toContain(
        'through the group Engineering, which the rule All engineers manages (role Admin)',
      );
      await row.getByRole('button', { name: /Show path/ }).click();
      await expect(announced().innerText()).resolves.toBe(
        'Ada Lovelace reaches AWS Production: through the group Engineering, ' +
          'which the rule All engineers manages (role Admin)',
      );
    });

    it('lists who can reach an application, way by way', async () => {
      await goTo(page, `#/who/${WIKI}`, 'Who can reach Company Wiki');
      const people = page.getByRole('table', { name: 'Users who can reach Company Wiki' });
      await expect(people.getByRole('row').count()).resolves.toBe(51);
      await page.getByRole('searchbox').fill('grace');
      await expect(people.getByRole('row').count()).resolves.toBe(2);
      await expect(people.innerText()).resolves.toContain('no factor');
      await goTo(page, `#/who/${AWS}`, 'Who can reach AWS Production');
      await page.getByRole('link', { name: '2 users through Engineering' }).click();
      await page.locator('tbody tr', { hasText: 'Ada Lovelace' }).waitFor();
      await expect(page.getByText('Mallory Quill').count()).resolves.toBe(0);
    });

    it('draws a path that the picture of many has no room for, and the whole again', async () => {
      await goTo(page, `#/who/${WIKI}`, 'Who can reach Company Wiki');
      await page.getByRole('searchbox').fill('grace');
      await page.getByRole('button', { name: /^Show path: Grace Hopper reaches/ }).click();
      await expect(announced().innerText()).resolves.toMatch(
        /^Grace Hopper reaches Company Wiki: /,
      );
      expect(await walkedCards()).toEqual(['Company Wiki', 'Everyone', 'Grace Hopper']);
      await page.getByRole('button', { name: 'Show the whole picture' }).click();
      expect(await walkedCards()).toEqual([
        '72 members +52 that cannot sign in',
        'Company Wiki',
        'Everyone',
      ]);
    });

    it('narrows those who reach something to those who deserve a look', async () => {
      await goTo(page, `#/who/${AWS}`, 'Who can reach AWS Production');
      const row = (name: string) => page.locator('tbody tr', { hasText: name });
      await page.getByRole('link', { name: 'no sign-in for 90 days 1' }).click();
      await row('Ada Lovelace').waitFor({ state: 'detached' });
      await expect(row('Linus Overruled').innerText()).resolves.toContain('2026-07-01');
      await page.getByRole('link', { name: 'all of them 2' }).click();
      await row('Ada Lovelace').waitFor();
      await expect(row('Ada Lovelace').innerText()).resolves.toContain('OKTA push');
    });

    it('lists apart those who could reach it if they could sign in', async () => {
      await goTo(page, `#/who/${AWS}`, 'Who can reach AWS Production');
      await expect(page.getByText('Mallory Quill').count()).resolves.toBe(0);
      await page.getByRole('link', { name: '+1 that cannot sign in' }).click();
      const unable = page.getByRole('table', {
        name: 'Users assigned to AWS Production who cannot sign in',
      });
      await expect(unable.innerText()).resolves.toContain('Mallory Quill');
      await expect(unable.innerText()).resolves.not.toContain('Ada Lovelace');
    });

    it.each([
      [`#/who/${GITHUB}`, 'Who can reach GitHub'],
      [`#/reach/${GRACE}`, 'What Grace Hopper can reach'],
    ])('marks an assignment that is not in force: %s', async (hash, heading) => {
      await goTo(page, hash, heading);
      const marked = page.getByRole('table', { name: 'Assignments that are not in force' });
      await expect(marked.locator('tbody').innerText()).resolves.toMatch(
        /Grace Hopper\s+GitHub\s+status suspended/,
      );
      const name = 'Show path: Grace Hopper reaches GitHub';
      await expect(page.getByRole('button', { name }).count()).resolves.toBe(0);
    });

    it('is the same in elements and text, time after time', async () => {
      await goTo(page, `#/who/${AWS}`, 'Who can reach AWS Production');
      const shot = path.join(storage.directory, 'who.png');
      await page.screenshot({ path: shot });
      expect(readFileSync(shot).subarray(1, 4).toString()).toBe('PNG');
      await expect(page.evaluate(DRAWN_PIXELS)).resolves.toBeGreaterThan(5000);
      expect(await page.getByRole('region', { name: 'Who can reach' }).ariaSnapshot())
        .toMatchInlineSnapshot(`
       "- region "Who can reach AWS Production":
         - heading "Who can reach AWS Production" [level=1]
         - paragraph: "2 users (+1 that cannot sign in): 1 group, 1 direct assignment"
         - paragraph:
           - link "Neighbourhood":
             - /url: "#/near/0oa-aws-production-1"
           - button "Details"
         - group "Ways in":
           - table "Ways in":
             - caption: Ways in
             - rowgroup:
               - row "Way Whom it lets in Rule that manages it":
                 - columnheader "Way"
                 - columnheader "Whom it lets in"
                 - columnheader "Rule that manages it"
             - rowgroup:
               - row "All ways 2 users by any way +1 that cannot sign in":
                 - rowheader "All ways"
                 - cell "2 users by any way +1 that cannot sign in":
                   - link "2 users by any way":
                     - /url: "#/who/0oa-aws-production-1"
                     - text: 2 users
                   - link "+1 that cannot sign in":
                     - /url: "#/who/0oa-aws-production-1?only=unable"
                 - cell
               - row "Directly assigned 1 user directly assigned":
                 - rowheader "Directly assigned"
                 - cell "1 user directly assigned":
                   - link "1 user directly assigned":
                     - /url: "#/who/0oa-aws-production-1?only=direct"
                     - text: 1 user
                 - cell
               - row "Engineering 2 users through Engineering All engineers":
                 - rowheader "Engineering":
                   - button "Engineering"
                 - cell "2 users through Engineering":
                   - link "2 users through Engineering":
                     - /url: "#/who/0oa-aws-production-1?only=00g-engineering-00001"
                     - text: 2 users
                 - cell "All engineers":
                   - button "All engineers"
         - 'group "What protects it: the policy Cloud accounts"':
           - 'table "What protects it: the policy Cloud accounts"':
             - caption: "What protects it: the policy Cloud accounts"
             - rowgroup:
               - row "Rule For It depends on It demands And":
                 - columnheader "Rule"
                 - columnheader "For"
                 - columnheader "It depends on"
                 - columnheader "It demands"
                 - columnheader "And"
             - rowgroup:
               - 'row "Managed devices members of Engineering device: registered, managed two factors, phishing-resistant every time"':
                 - rowheader "Managed devices":
                   - button "Managed devices"
                 - cell "members of Engineering"
                 - 'cell "device: registered, managed"'
                 - cell "two factors, phishing-resistant"
                 - cell "every time"
               - row "Everybody else everybody nothing no access":
                 - rowheader "Everybody else":
                   - button "Everybody else"
                 - cell "everybody"
                 - cell "nothing"
                 - cell "no access"
                 - cell
         - list "Narrow to users":
           - listitem:
             - link "all of them 2":
               - /url: "#/who/0oa-aws-production-1"
           - listitem:
             - link "no sign-in for 90 days 1":
               - /url: "#/who/0oa-aws-production-1?where=less%7ElastLoginOn%7E2026-08-04"
         - group: Columns
         - button "Save as CSV"
         - paragraph: 2 users
         - group "Users who can reach AWS Production":
           - table "Users who can reach AWS Production":
             - caption: Users who can reach AWS Production
             - rowgroup:
               - row "User Second factor Last sign-in Through what What it takes":
                 - columnheader "User":
                   - button "User"
                 - columnheader "Second factor":
                   - button "Second factor"
                 - columnheader "Last sign-in":
                   - button "Last sign-in"
                 - columnheader "Through what":
                   - button "Through what"
                 - columnheader "What it takes":
                   - button "What it takes"
             - rowgroup:
               - 'row "Ada Lovelace ada@example.com OKTA push 2026-10-30 rule through the group Engineering, which the rule All engineers manages (role Admin) Show path: Ada Lovelace reaches AWS Production: through the group Engineering, which the rule All engineers manages (role Admin) two factors, phishing-resistant (if device), else no access"':
                 - rowheader "Ada Lovelace ada@example.com":
                   - button "Ada Lovelace"
                   - text: ada@example.com
                 - cell "OKTA push"
                 - cell "2026-10-30"
                 - 'cell "rule through the group Engineering, which the rule All engineers manages (role Admin) Show path: Ada Lovelace reaches AWS Production: through the group Engineering, which the rule All engineers manages (role Admin)"':
                   - list:
                     - listitem:
                       - text: rule through the group Engineering, which the rule All engineers manages (role Admin)
                       - 'button "Show path: Ada Lovelace reaches AWS Production: through the group Engineering, which the rule All engineers manages (role Admin)"': Show path
                 - cell "two factors, phishing-resistant (if device), else no access":
                   - link "two factors, phishing-resistant (if device), else no access":
                     - /url: "#/protection/00u-ada-lovelace-0001?to=0oa-aws-production-1"
               - 'row "Linus Overruled linus@example.com enrolled 2026-07-01 direct directly assigned Show path: Linus Overruled reaches AWS Production: directly assigned rule through the group Engineering, which the rule All engineers manages (role Admin) Show path: Linus Overruled reaches AWS Production: through the group Engineering, which the rule All engineers manages (role Admin) two factors, phishing-resistant (if device), else no access"':
                 - rowheader "Linus Overruled linus@example.com":
                   - button "Linus Overruled"
                   - text: linus@example.com
                 - cell "enrolled"
                 - cell "2026-07-01"
                 - 'cell "direct directly assigned Show path: Linus Overruled reaches AWS Production: directly assigned rule through the group Engineering, which the rule All engineers manages (role Admin) Show path: Linus Overruled reaches AWS Production: through the group Engineering, which the rule All engineers manages (role Admin)"':
                   - list:
                     - listitem:
                       - text: direct directly assigned
                       - 'button "Show path: Linus Overruled reaches AWS Production: directly assigned"': Show path
                     - listitem:
                       - text: rule through the group Engineering, which the rule All engineers manages (role Admin)
                       - 'button "Show path: Linus Overruled reaches AWS Production: through the group Engineering, which the rule All engineers manages (role Admin)"': Show path
                 - cell "two factors, phishing-resistant (if device), else no access":
                   - link "two factors, phishing-resistant (if device), else no access":
                     - /url: "#/protection/00u-linus-overruled-1?to=0oa-aws-production-1""
      `);
    });
  });

  describe('grows and narrows', () => {
    it('opens a neighbourhood and adds that of a neighbour', async () => {
      await goTo(page, `#/near/${ADA}`, 'Ada Lovelace');
      await page
        .getByRole('link', { name: /^is assigned · Applications/ })
        .first()
        .click();
      await page.locator('tbody tr', { hasText: 'GitHub' }).waitFor();
      await expect(page.locator('tbody tr').count()).resolves.toBe(2);
      await page.getByRole('link', { name: 'Add the neighbours of GitHub to the picture' }).click();
      await page.getByText('added', { exact: true }).waitFor();
      expect(page.url()).toContain('add=');
      await page.goBack();
      await page
        .getByRole('link', { name: 'Add the neighbours of GitHub to the picture' })
        .waitFor();
    });

    it('filters a type by its properties', async () => {
      await goTo(page, '#/type/okta_user', 'Users');
      await page.getByLabel('Property').selectOption('mfaEnabled');
      await page.getByLabel('Value').fill('no');
      await page.getByRole('button', { name: 'Add condition' }).click();
      await page.getByRole('link', { name: 'Remove: mfaEnabled is no' }).waitFor();
      await expect(page.locator('#answer-lead').innerText()).resolves.toBe(
        '25 items of type okta_user',
      );
      await page.getByRole('link', { name: 'Remove: mfaEnabled is no' }).click();
      await page.getByText('134 items of type okta_user', { exact: true }).waitFor();
    });

    it('refuses a condition that cannot be compared, and says what to write', async () => {
      await goTo(page, '#/type/okta_user', 'Users');
      await page.getByLabel('Property').selectOption('createdOn');
      await page.getByLabel('Condition').selectOption('less');
      await page.getByLabel('Value').fill('90 days ago');
      await page.getByRole('button', { name: 'Add condition' }).click();
      await page.locator('p.note', { hasText: 'write a date such as 2026-08-01' }).waitFor();
      await expect(page.locator('#answer-lead').innerText()).resolves.toBe(
        '134 items of type okta_user',
      );
      await page.getByLabel('Value').fill('2022-01-01');
      await page.getByRole('button', { name: 'Add condition' }).click();
      await page.getByRole('link', { name: /^Remove: createdOn/ }).waitFor();
    });

    it('takes a type out of lists and pictures, and puts it back', async () => {
      await goTo(page, `#/reach/${ADA}`, 'What Ada Lovelace can reach');
      const toggle = page.getByRole('button', { name: 'Show Applications in pictures and lists' });
      await toggle.click();
      await page.getByText('1 admin role, 1 AWS role', { exact: true }).waitFor();
      await expect(toggle.getAttribute('aria-pressed')).resolves.toBe('false');
      await toggle.click();
      const lead = page.locator('#answer-lead');
      await lead.getByText('1 admin role, 1 AWS role, 3 applications').waitFor();
    });

    it('says so where an address names nothing', async () => {
      await goTo(page, '#/near/nobody', 'Not in this graph');
      await page.getByRole('link', { name: 'Back to the overview' }).click();
      await page.getByRole('heading', { level: 1, name: 'How acme stands' }).waitFor();
    });
  });

  describe('by keyboard alone', () => {
    it('goes from search to the path of an application', async () => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('grace');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Grace Hopper' }).waitFor();
      await expect(focusedText()).resolves.toBe('Grace Hopper');
      await tabTo('What can this user reach?');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'What Grace Hopper can reach' }).waitFor();
      await expect(focusedText()).resolves.toBe('What Grace Hopper can reach');
      await tabTo(/^Show path: Grace Hopper reaches Company Wiki/);
      await page.keyboard.press('Space');
      await expect(announced().innerText()).resolves.toBe(
        'Grace Hopper reaches Company Wiki: through the group Everyone',
      );
    });

    it('opens details and comes back to where it was', async () => {
      await goTo(page, `#/near/${ENGINEERING}`, 'Engineering');
      await tabTo('All engineers');
      await page.keyboard.press('Enter');
      await details().getByRole('heading', { name: 'All engineers' }).waitFor();
      await expect(focusedText()).resolves.toBe('All engineers');
      await page.keyboard.press('Escape');
      await expect(focusedText()).resolves.toBe('All engineers');
      await expect(page.evaluate('document.activeElement.tagName')).resolves.toBe('BUTTON');
    });

    it('walks through the picture and opens a card', async () => {
      await goTo(page, '#/map', 'Map of types');
      await page.locator('#picture').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      const said = await announced().innerText();
      expect(said).toMatch(/^[A-Z][\w ]+, [\d,]+, \d+ lines?$/);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: said.split(',')[0]! }).waitFor();
    });

    it('skips to the answer without leaving the view', async () => {
      await goTo(page, `#/near/${ADA}`, 'Ada Lovelace');
      await page.getByRole('link', { name: 'Skip to search' }).focus();
      await page.keyboard.press('Enter');
      await expect(page.evaluate('document.activeElement.id')).resolves.toBe('search');
      expect(page.url()).toContain(`#/near/${ADA}`);
    });
  });

  describe('treats names as names', () => {
    it('in search, titles, pictures and details', async () => {
      for (const [number, name] of HOSTILE_NAMES.entries()) {
        await page.getByRole('combobox').fill(name.slice(0, 50));
        await page.getByRole('option').first().waitFor();
        for (const view of ['near', 'reach']) {
          await page.evaluate(`location.hash = '#/${view}/00u-hostile-${number}-000000'`);
          await page.locator(`html[data-view=${view}]`).waitFor({ state: 'attached' });
          const shown = name.split('\u2028')[0]!;
          await page.locator('h1', { hasText: shown }).waitFor();
          await details()
            .locator('h2', { hasText: shown.slice(0, 100) })
            .waitFor();
        }
        await expect(details().locator('a[href^="javascript" i]').count()).resolves.toBe(0);
        await expect(page.evaluate('typeof window.pwned')).resolves.toBe('undefined');
        await expect(page.locator('main img, main iframe, aside img').count()).resolves.toBe(0);
      }
    });

    it('in lists and filters as well', async () => {
      await goTo(page, '#/type/okta_user', 'Users');
      await page.locator('tbody').getByText(HOSTILE_NAMES[1]!, { exact: true }).waitFor();
      await page.getByLabel('Property').selectOption({ label: HOSTILE_NAMES[0]! });
      await page.getByLabel('Condition').selectOption('known');
      await page.getByRole('button', { name: 'Add condition' }).click();
      await page.getByText('1 item of type okta_user', { exact: true }).waitFor();
      await expect(page.evaluate('typeof window.pwned')).resolves.toBe('undefined');
    });

    it('and lets nothing in from outside', async () => {
      const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
      await expect(policy.getAttribute('content')).resolves.toMatch(
        /^default-src 'none'; script-src 'sha256-/,
      );
      const tried = page.evaluate(
        `fetch('https://example.com').then(() => 'sent', () => 'refused')`,
      );
      await expect(tried).resolves.toBe('refused');
      const markup = page.evaluate(
        `(() => { try { document.body.innerHTML += '<b>x</b>'; return 'taken'; } catch { return 'refused'; } })()`,
      );
      await expect(markup).resolves.toBe('refused');
      expect(open.misdeeds.join('\n')).toContain('Content Security Policy');
      open.misdeeds.length = 0;
    });
  });

  describe('looks', () => {
    it('light or dark as the system does, until a person chooses', async () => {
      const isNow = (theme: string) =>
        page.locator(`html[data-theme=${theme}]`).waitFor({ state: 'attached' });
      await isNow('light');
      await page.emulateMedia({ colorScheme: 'dark' });
      await isNow('dark');
      const toggle = page.getByRole('button', { name: 'Dark' });
      await expect(toggle.getAttribute('aria-pressed')).resolves.toBe('true');
      await toggle.click();
      await isNow('light');
      await page.reload();
      await page.locator('html[data-state=ready]').waitFor({ state: 'attached' });
      await isNow('light');
    });

    it('and saves the picture as a PNG', async () => {
      await goTo(page, `#/reach/${ADA}`, 'What Ada Lovelace can reach');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save picture' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('what-ada-lovelace-can-reach.png');
      const saved = readFileSync(await download.path());
      expect(saved.subarray(1, 4).toString()).toBe('PNG');
      expect(saved.readUInt32BE(16)).toBeGreaterThan(1400);
      expect(saved.readUInt32BE(20)).toBeGreaterThan(300);
    });
  });
}
