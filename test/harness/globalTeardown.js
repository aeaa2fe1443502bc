/**
 * Removes what globalSetup made, and all that the tests left in it; the second time does nothing.
 * @throws if a test has written a graph to the checkout
 */
const { existsSync, rmSync } = require('node:fs');

module.exports = () => {
  const { OKTA_JEST_FOLDER, OKTA_JEST_TMPDIR, OKTA_JEST_HAD_GRAPH } = process.env;
  if (!OKTA_JEST_FOLDER) return;
  delete process.env.OKTA_JEST_FOLDER;
  // In watch mode the same process runs the tests again.
  if (OKTA_JEST_TMPDIR) process.env.TMPDIR = OKTA_JEST_TMPDIR;
  else delete process.env.TMPDIR;
  rmSync(OKTA_JEST_FOLDER, { recursive: true, force: true, maxRetries: 5 });
  if (OKTA_JEST_HAD_GRAPH === 'no' && existsSync('.j1-integration')) {
    throw new Error('A test has written .j1-integration to the checkout.');
  }
};
