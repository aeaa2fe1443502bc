/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: [
    '<rootDir>/src/**/*.test.ts',
    '<rootDir>/test/**/*.test.ts',
    '<rootDir>/packages/**/*.test.ts',
  ],
  globalSetup: '<rootDir>/test/harness/globalSetup.js',
  globalTeardown: '<rootDir>/test/harness/globalTeardown.js',
  setupFiles: ['<rootDir>/test/harness/storage.js', '<rootDir>/test/harness/withoutNotices.js'],
  // Types are checked by `npm run type-check`; npm start compiles with the same.
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' } } }] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.j1-integration'],
  testTimeout: 120_000,
};
