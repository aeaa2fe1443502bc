/**
 * Makes the pictures of the documentation from local orgs: `npm run pictures`. Needs a Chromium and
 * `script` of util-linux, which gives the run a terminal.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { launchBrowser } from '../../explorer/browser';
import { sampleId } from '../../local-okta';
import { startLocalOrg } from '../start/localOrg';
import { lastScreen, terminalPage } from './terminalPage';

const ROOT = path.join(__dirname, '../../..');
const IMAGES = path.join(ROOT, 'docs/images');

/** Long enough for the run to have met a limit: the picture shows buckets at work and waiting. */
const RUN_MS = 25_000;
const START = 'node -r ts-node/register packages/cli/start';

/** What `npm start` shows on a terminal of 110 columns after a while, on an org with limits. */
async function captureRun(): Promise<string> {
  const org = await startLocalOrg(['--users', '900', '--latency', '120']);
  const run = spawn('script', ['-qfec', `stty cols 110 rows 46; ${START}`, '/dev/null'], {
    cwd: ROOT,
    env: { ...process.env, CI: '', OKTA_ORG_URL: org.url, OKTA_API_KEY: org.apiToken },
  });
  let output = '';
  run.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  await sleep(RUN_MS);
  if (run.exitCode !== null) throw new Error(`The run ended before its picture:\n${output}`);
  run.kill('SIGTERM');
  await org.close();
  return lastScreen(output);
}

async function pictureOf(html: string, out: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'picture-'));
  const browser = await launchBrowser();
  try {
    const file = path.join(folder, 'terminal.html');
    writeFileSync(file, html);
    const page = await browser.newPage({ viewport: { width: 1100, height: 800 } });
    await page.goto(`file://${file}`);
    await page.locator('body').screenshot({ path: out });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

async function main(): Promise<void> {
  mkdirSync(IMAGES, { recursive: true });
  await pictureOf(terminalPage(await captureRun()), path.join(IMAGES, 'run.png'));
  const options = { cwd: ROOT, stdio: 'inherit', shell: true } as const;
  spawnSync(`env -u OKTA_ORG_URL -u OKTA_API_KEY ${START}`, options);
  const screenshot = 'node -r ts-node/register packages/explorer/screenshot.ts';
  spawnSync(screenshot, options);
  spawnSync(`${screenshot} --view '#/overview' --out docs/images/overview.png`, options);
  const ends = `${sampleId('00u', 'ana')}?to=${sampleId('0oa', 'admin')}`;
  const ofProtection = `--view '#/protection/${ends}' --out docs/images/protection.png`;
  spawnSync(`${screenshot} ${ofProtection}`, options);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
