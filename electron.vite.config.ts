import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, parse, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Chrome 114 and Node 18: what the oldest runtime the app is tested on has (Electron 25). */
const oldestChrome = 'chrome114';
const oldestNode = 'node18';

/** What the hub's database reads while it starts, put beside its program. */
function bringDatabaseFiles(): Plugin {
  const packageDir = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  return {
    name: 'bring-database-files',
    async generateBundle() {
      for (const fileName of ['pglite.wasm', 'initdb.wasm', 'pglite.data']) {
        this.emitFile({ type: 'asset', fileName, source: await readFile(join(packageDir, fileName)) });
      }
    },
  };
}

/** `--mode bench` builds the same main process around the measuring page, into a folder of its own. */
export default defineConfig(({ mode }) => {
  const out = mode === 'bench' ? 'out/bench' : 'out';
  const root = resolve(mode === 'bench' ? 'test/bench' : 'src/renderer');
  const pages = mode === 'bench' ? ['index.html'] : ['index.html', 'crash.html'];
  const commonJs = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' } as const;
  return {
    main: {
      plugins: [bringDatabaseFiles()],
      build: {
        target: oldestNode,
        outDir: `${out}/main`,
        externalizeDeps: false,
        rolldownOptions: {
          input: {
            main: resolve('src/main/main.ts'),
            // Processes and threads of their own: the venue's server, and its database.
            hub: resolve('src/server/hub-process.ts'),
            'embedded-worker': resolve('src/server/store/embedded-worker.ts'),
          },
          output: commonJs,
        },
      },
    },
    preload: {
      build: {
        target: oldestNode,
        outDir: `${out}/preload`,
        externalizeDeps: false,
        rolldownOptions: { input: { preload: resolve('src/preload/preload.ts') }, output: commonJs },
      },
    },
    renderer: {
      root,
      plugins: [react()],
      worker: { format: 'es' },
      build: {
        target: oldestChrome,
        outDir: resolve(`${out}/renderer`),
        // Inlined files would be data: URLs, which the content security policy refuses.
        assetsInlineLimit: 0,
        rolldownOptions: { input: Object.fromEntries(pages.map((page) => [parse(page).name, resolve(root, page)])) },
      },
    },
  };
});
