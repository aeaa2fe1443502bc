/**
 * Gives the whole test run one temporary folder, which globalTeardown removes: whatever a test leaves
 * there, also one that fails, is gone afterwards. Workers and the processes that tests start inherit it.
 */
const { existsSync, mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const removeFolder = require('./globalTeardown');

module.exports = () => {
  const folder = mkdtempSync(join(tmpdir(), 'okta-jest-'));
  process.env.OKTA_JEST_FOLDER = folder;
  process.env.OKTA_JEST_TMPDIR = process.env.TMPDIR ?? '';
  process.env.TMPDIR = folder;
  process.env.OKTA_JEST_HAD_GRAPH = existsSync('.j1-integration') ? 'yes' : 'no';
  // Jest tears down neither when it is interrupted nor when it finds no test.
  process.once('exit', removeFolder);
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      removeFolder();
      process.kill(process.pid, signal);
    });
  }
};
