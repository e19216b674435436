import { defineConfig } from 'vitest/config';
import { hasRealData } from './test/support/realData.ts';

const common = { globalSetup: ['test/support/requireNode24.ts'], testTimeout: 20_000, hookTimeout: 60_000 };
const results = process.env['RAGSTONE_TEST_RESULTS'];
// In CI, missing data must fail the tests that need it; elsewhere it is a reported skip.
const real =
  hasRealData() || process.env['CI'] !== undefined
    ? 'test/**/*.real.test.ts'
    : 'test/support/withoutRealData.test.ts';

// A test's project follows from its place and name: `*.real.test.ts` reads the real data beside the
// project, `*.engine.test.ts` runs llama.cpp on a tiny model, `test/e2e/cli` starts the command line, `test/e2e/browser` starts a browser.
export default defineConfig({
  test: {
    // The command-line tests wait for their processes most of the time.
    maxWorkers: 2,
    reporters: results === undefined ? ['default'] : ['default', ['json', { outputFile: results }]],
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/support/**', '**/*.real.test.ts', '**/*.engine.test.ts'],
          isolate: false,
        },
      },
      { test: { ...common, name: 'real-data', include: [real], isolate: false, testTimeout: 120_000 } },
      // Each engine runs on one thread of its own; with more than there are cores all of them are many times slower, so
      // these files have both workers to themselves.
      {
        test: {
          ...common,
          name: 'engine',
          include: ['test/**/*.engine.test.ts'],
          isolate: false,
          sequence: { groupOrder: 1 },
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
