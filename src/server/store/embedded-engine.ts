import { PGlite, types } from '@electric-sql/pglite';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DurableFolder, flushFolder, flushPath } from './durable-folder.ts';
import type { EngineStart } from './embedded-messages.ts';

/** Node's, which its own types leave out. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

/** Starts PGlite in this thread, on what the folder holds or on a new database. */
export async function startEngine({ folder, engineFolder }: EngineStart): Promise<PGlite> {
  const files = engineFolder === undefined ? {} : await loadEngineFiles(engineFolder);
  if (folder === undefined) return PGlite.create({ ...files, parsers });
  const data = join(folder, 'data');
  if (!existsSync(data)) await createData(data, files);
  return openData(data, files);
}

type EngineFiles = Awaited<ReturnType<typeof loadEngineFiles>> | Record<string, never>;

async function loadEngineFiles(engineFolder: string) {
  const [pgliteWasmModule, initdbWasmModule, fsBundle] = await Promise.all([
    readFile(join(engineFolder, 'pglite.wasm')).then((bytes) => WebAssembly.compile(bytes)),
    readFile(join(engineFolder, 'initdb.wasm')).then((bytes) => WebAssembly.compile(bytes)),
    readFile(join(engineFolder, 'pglite.data')).then((bytes) => new Blob([bytes])),
  ]);
  return { pgliteWasmModule, initdbWasmModule, fsBundle };
}

/** Made under another name first: a crash in between leaves no half database. */
async function createData(data: string, files: EngineFiles): Promise<void> {
  const unfinished = `${data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const engine = await openData(unfinished, files);
  await engine.close();
  flushFolder(unfinished);
  renameSync(unfinished, data);
  flushPath(dirname(data));
}

function openData(data: string, files: EngineFiles): Promise<PGlite> {
  return PGlite.create({
    ...files,
    parsers,
    dataDir: data,
    fs: new DurableFolder(data),
    relaxedDurability: false,
    startParams: [...PGlite.defaultStartParams.filter((word) => word !== '-F'), '-c', 'wal_sync_method=fsync'],
  });
}

/** Bigger numbers than JavaScript counts exactly are none of ours; JSON is parsed by whoever knows its schema. */
const parsers = {
  [types.INT8]: Number,
  [types.JSON]: (text: string) => text,
  [types.JSONB]: (text: string) => text,
};
