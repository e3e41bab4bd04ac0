import { defineConfig } from 'vitest/config';

const never = ['test/e2e/**', 'node_modules/**'];
/** Tests that need PostgreSQL, which is started once for all of them and only when one of them runs. */
const onDatabases = ['test/server/**/*.test.ts'];

export default defineConfig({
  test: {
    // Component tests ask for a DOM in their first line: `// @vitest-environment jsdom`.
    environment: 'node',
    // Dexie looks for IndexedDB when it is loaded.
    setupFiles: ['fake-indexeddb/auto'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
          exclude: [...never, ...onDatabases],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: onDatabases,
          globalSetup: ['test/server/start-postgresql.ts'],
          // Databases are slow to start.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
