/** A headless Chromium for the explorer's benchmark, screenshots and tests: found on the machine, never downloaded. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser to use: CHROME_PATH where it is set, else one in a usual place; undefined where there is none. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment.CHROME_PATH;
  const places = named === undefined || named === '' ? USUAL_PLACES : [named];
  return places.find((place) => existsSync(place));
}

/** Starts it. The caller closes it. Throws where no browser is found. */
export async function launchBrowser(executablePath = findBrowser()): Promise<Browser> {
  if (executablePath === undefined) {
    throw new Error('No Chromium was found. Install one, or set CHROME_PATH to its executable.');
  }
  return chromium.launch({ executablePath, args: FLAGS });
}
