/** Removes what globalSetup made, and all that the tests left in it; the second time does nothing. */
const { rmSync } = require('node:fs');

module.exports = () => {
  const { OKTA_JEST_FOLDER, OKTA_JEST_TMPDIR } = process.env;
  if (!OKTA_JEST_FOLDER) return;
  delete process.env.OKTA_JEST_FOLDER;
  // In watch mode the same process runs the tests again.
  if (OKTA_JEST_TMPDIR) process.env.TMPDIR = OKTA_JEST_TMPDIR;
  else delete process.env.TMPDIR;
  rmSync(OKTA_JEST_FOLDER, { recursive: true, force: true, maxRetries: 5 });
};
