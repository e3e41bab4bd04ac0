import { defineConfig } from '@playwright/test';

/** Every test drives the real app, with a profile folder of its own. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  timeout: 120_000,
  expect: { timeout: 10_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  outputDir: 'out/test-results',
  reporter: [['list'], ['json', { outputFile: 'out/e2e.json' }]],
});
