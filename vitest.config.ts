import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    // Component tests ask for a DOM in their first line: `// @vitest-environment jsdom`.
    environment: 'node',
    // Dexie looks for IndexedDB when it is loaded.
    setupFiles: ['fake-indexeddb/auto'],
    testTimeout: 30_000,
  },
});
