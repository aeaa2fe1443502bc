/** `npm run graph`: a drawing that needs no network and is none the worse for hostile names. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { findRun } from '../../cli/collected/run';
import { isOwnPage, writeOwnPage } from '../../cli/storage/ownPage';
import { notTested } from '../../../test/harness/notTested';
import { findBrowser, launchBrowser } from '../browser';
import { drawingOf, drawingPage, MOST_NODES } from '../drawing/drawing';
import { readCollectedGraph } from '../pack/collectedGraph';
import { openPage, writeFixturePage } from './browserPage';
import { temporaryDirectory, type TemporaryDirectory } from './collection';

let storage: TemporaryDirectory;
let out: string;
beforeEach(() => {
  storage = temporaryDirectory();
  out = path.join(storage.directory, 'graph.html');
});
afterEach(() => {
  storage.remove();
});

function writeDrawing(): void {
  writeFixturePage(storage.directory);
  const drawing = drawingOf(readCollectedGraph(findRun(storage.directory)));
  writeOwnPage(out, [drawingPage(drawing)]);
}

test('it loads nothing, and no name ends its data', () => {
  writeDrawing();
  const page = readFileSync(out, 'utf8');
  expect(page).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)=/);
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).toContain(`default-src 'none'`);
});

test('a graph with too many nodes is not drawn', () => {
  const graph = { ...readCollectedGraph({ entities: [], relationships: [] }) };
  expect(() => drawingOf({ ...graph, serialCount: MOST_NODES + 1 })).toThrow(
    'The graph has 3,001 nodes',
  );
});

describe('a page takes the place of one of ours alone', () => {
  test('and both commands make such', () => {
    writeDrawing();
    expect(isOwnPage(out)).toBe(true);
    expect(isOwnPage(path.join(storage.directory, 'explore.html'))).toBe(true);
    writeOwnPage(out, ['later']);
    expect(readFileSync(out, 'utf8')).toBe('later');
  });

  test.each(['a file', 'a directory', 'a link to a file', 'a link that leads nowhere'])(
    'not of %s',
    (what) => {
      const thesis = path.join(storage.directory, 'thesis.html');
      writeFileSync(thesis, 'years of work');
      if (what === 'a file') writeFileSync(out, 'years of work');
      else if (what === 'a directory') mkdirSync(out);
      else symlinkSync(what === 'a link to a file' ? thesis : 'gone', out);
      expect(() => {
        writeOwnPage(out, ['page']);
      }).toThrow(`${out} exists, and this command did not write it`);
      expect(readFileSync(thesis, 'utf8')).toBe('years of work');
    },
  );
});

if (findBrowser() === undefined && process.env.REQUIRE_BROWSER !== '1') {
  notTested('the drawing was NOT tried in a browser: no Chromium found');
} else {
  test('it draws every node and names every type, offline', async () => {
    writeDrawing();
    const browser = await launchBrowser();
    try {
      const { page, misdeeds } = await openPage(browser, pathToFileURL(out).href);
      expect(await page.locator('#types').innerText()).toMatch(/okta_user \(\d+\)/);
      expect(await page.locator('#drawing canvas').count()).toBeGreaterThan(0);
      expect(misdeeds).toEqual([]);
    } finally {
      await browser.close();
    }
  });
}
