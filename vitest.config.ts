import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    // Component tests ask for a DOM in their first line: `// @vitest-environment jsdom`.
    environment: 'node',
    testTimeout: 30_000,
  },
});
