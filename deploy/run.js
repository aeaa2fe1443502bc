#!/usr/bin/env node
// @ts-check
'use strict';

/**
 * Runs `j1-integration run` unattended: in a container, from cron, in a pipeline. It adds
 * what the command itself lacks: a work directory that is gone afterwards, a log without
 * credentials, and an exit code that distinguishes an incomplete run from a complete one.
 *
 * Exit codes: 0 for a complete run, 2 for one that reached JupiterOne although steps failed (their
 * types were sent as partial, so nothing of them is deleted), 1 for one that JupiterOne did not take
 * over, 128 and the signal's number for one that was stopped.
 */

const { spawn } = require('node:child_process');
const { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } = require('node:fs');
const { constants, tmpdir } = require('node:os');
const path = require('node:path');
const { createInterface } = require('node:readline');
const { brotliDecompressSync } = require('node:zlib');

const COMPLETE = 0;
const NOT_FINALIZED = 1;
const INCOMPLETE = 2;

const ROOT = path.resolve(__dirname, '..');
const CLI = path.join(ROOT, 'node_modules/@jupiterone/integration-sdk-cli/bin/j1-integration');

/** Makes V8 collect garbage before much of it has gathered (docs/decisions/0010-memory.md). */
const V8_FLAGS = ['--heap-growing-percent=15', '--max-semi-space-size=8'];

/** What the CLI prints last, whether it finalized the job or aborted it. */
const JOB_STATUS = /Synchronization job status: (\w+)/;

/**
 * Step results after which a type is whole, or not collected at all: whatever else is incomplete. The
 * same list as in packages/cli/collected/summary.ts, which is not part of the image.
 */
const WHOLE = ['success', 'cached', 'disabled'];

/**
 * Takes credentials out of a line of the log. The SDK prints whole HTTP requests, headers included,
 * when an upload fails.
 *
 * @param {string} line
 */
function withoutCredentials(line) {
  let text = line;
  const { JUPITERONE_API_KEY, OKTA_API_KEY, OKTA_PRIVATE_KEY } = process.env;
  for (const secret of [JUPITERONE_API_KEY, OKTA_API_KEY, ...linesOf(OKTA_PRIVATE_KEY)]) {
    if (secret?.trim()) text = text.replaceAll(secret.trim(), '[REDACTED]');
  }
  return text.replace(/\b(Bearer|SSWS|DPoP) +[^\s'"\\,\]]+/g, '$1 [REDACTED]');
}

/**
 * Shows what a line holds that would move a cursor or turn the line around: the SDK prints names as they
 * are when an upload fails. As src/visible.ts does it, which is compiled in the image alone.
 *
 * @param {string} line
 */
function visible(line) {
  return line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => {
      return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
    }).join(''),
  );
}

/**
 * The lines of a private key that hold more of it than a frame; its line breaks may be written as \\n.
 *
 * @param {string} [key]
 */
function linesOf(key = '') {
  return key.split(/\\n|\s+/).filter((line) => line.length > 20);
}

/**
 * The directory that the CLI takes for the project: it reads `src` and writes `.j1-integration`
 * there. It is in the temporary directory because the installation may be read-only.
 */
function createProject() {
  const project = mkdtempSync(path.join(tmpdir(), 'okta-'));
  const sources = existsSync(path.join(ROOT, 'src')) ? 'src' : 'dist';
  symlinkSync(path.join(ROOT, sources), path.join(project, 'src'));
  return project;
}

/**
 * What the run came to, as an exit code.
 *
 * @param {string} project
 * @param {string | undefined} jobStatus as JupiterOne named it at the end
 */
function judge(project, jobStatus) {
  const summary = path.join(project, '.j1-integration', 'summary.json');
  if (jobStatus === undefined || jobStatus === 'ABORTED' || !existsSync(summary)) {
    return NOT_FINALIZED;
  }
  const bytes = readFileSync(summary);
  // Under INTEGRATION_FILE_COMPRESSION_ENABLED the SDK writes brotli, which does not begin as JSON.
  const json = bytes.subarray(0, 1).toString() === '{' ? bytes : brotliDecompressSync(bytes);
  /** @type {{ integrationStepResults: { status: string }[] }} */
  const { integrationStepResults: steps } = JSON.parse(json.toString('utf8'));
  return steps.every(({ status }) => WHOLE.includes(status)) ? COMPLETE : INCOMPLETE;
}

/**
 * A reader of the beginning only (`| head`) closes the pipe: the run goes on, unread, and clears up at
 * its end. Any other failure ends the process as it would without us.
 */
function tolerateClosedPipe() {
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/** @param {string} instanceId */
async function run(instanceId) {
  const project = createProject();
  try {
    const baseUrl = process.env.JUPITERONE_API_BASE_URL;
    const command = ['run', '-i', instanceId, '-p', project, ...process.argv.slice(2)];
    if (baseUrl) command.push('--api-base-url', baseUrl);
    const child = spawn(process.execPath, [...V8_FLAGS, CLI, ...command], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
      process.on(signal, () => child.kill(signal));
    }

    /** @type {string | undefined} */
    let jobStatus;
    createInterface({ input: child.stdout }).on('line', (line) => {
      jobStatus = JOB_STATUS.exec(line)?.[1] ?? jobStatus;
      console.log(visible(withoutCredentials(line)));
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      console.error(visible(withoutCredentials(line)));
    });
    const { code, signal } = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code, signal }));
    });
    if (signal) return 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)];
    return code === 0 ? judge(project, jobStatus) : NOT_FINALIZED;
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

async function main() {
  const instanceId = process.env.INTEGRATION_INSTANCE_ID;
  if (!instanceId) {
    console.error(
      'INTEGRATION_INSTANCE_ID is not set: the id of the integration instance in JupiterOne.',
    );
    return NOT_FINALIZED;
  }
  return run(instanceId);
}

module.exports = { judge };

if (require.main === module) {
  tolerateClosedPipe();
  void main().then((exitCode) => {
    process.exitCode = exitCode;
  });
}
