/**
 * The SDK clears and writes its directory in every run, and by default that is `.j1-integration` of the
 * checkout, where `npm start` would find a graph that it did not write. Each test file has its own.
 */
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

// It measures the directory while another run in this process clears it.
process.env.DISABLE_DISK_USAGE_METRIC = 'true';
process.env.JUPITERONE_INTEGRATION_STORAGE_DIRECTORY = mkdtempSync(join(tmpdir(), 'okta-runs-'));
