import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { parse, resolve } from 'node:path';

/** Chrome 114 and Node 18: what the oldest runtime the app is tested on has (Electron 25). */
const oldestChrome = 'chrome114';
const oldestNode = 'node18';

/** `--mode bench` builds the same main process around the measuring page, into a folder of its own. */
export default defineConfig(({ mode }) => {
  const out = mode === 'bench' ? 'out/bench' : 'out';
  const root = resolve(mode === 'bench' ? 'test/bench' : 'src/renderer');
  const pages = mode === 'bench' ? ['index.html'] : ['index.html', 'crash.html'];
  const commonJs = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' } as const;
  return {
    main: {
      build: {
        target: oldestNode,
        outDir: `${out}/main`,
        externalizeDeps: false,
        rolldownOptions: { input: { main: resolve('src/main/main.ts') }, output: commonJs },
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
