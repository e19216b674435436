import { defineConfig } from 'vitest/config';

const common = { globalSetup: ['test/support/requireNode24.ts'], testTimeout: 20_000 };

// A test's project follows from its place and name: `*.real.test.ts` reads the real data next to the
// project, `test/e2e/cli` starts the command line, `test/e2e/browser` starts a browser.
const results = process.env['RAGSTONE_TEST_RESULTS'];

export default defineConfig({
  test: {
    reporters: results === undefined ? ['default'] : ['default', ['json', { outputFile: results }]],
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', '**/*.real.test.ts'],
          isolate: false,
        },
      },
      {
        test: {
          ...common,
          name: 'real-data',
          include: ['test/**/*.real.test.ts'],
          isolate: false,
          testTimeout: 120_000,
        },
      },
      { test: { ...common, name: 'cli', include: ['test/e2e/cli/**/*.test.ts'], testTimeout: 120_000 } },
      {
        test: {
          ...common,
          name: 'browser',
          include: ['test/e2e/browser/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
});
