import { NodeFS } from '@electric-sql/pglite/nodefs';
import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What this file needs to know of Emscripten's file system on Node. */
interface NodeFiles {
  readonly NODEFS: { readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number } };
}

/**
 * A folder whose files PostgreSQL can flush to the disk. PGlite's own leaves that out, so that a power cut could lose or
 * tear what was committed. Needs `wal_sync_method=fsync`: of the ways to flush, only this one reaches the file system.
 */
export class DurableFolder extends NodeFS {
  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const preRun = [...(emscriptenOpts.preRun ?? []), addFlushing] as typeof emscriptenOpts.preRun & {};
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}

function addFlushing(files: NodeFiles): void {
  files.NODEFS.stream_ops.fsync = ({ nfd }) => {
    fsyncSync(nfd);
    return 0;
  };
}

/** Flushes all files and folders below a folder, and itself. */
export function flushFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) flushFolder(path);
    else flushPath(path);
  }
  flushPath(folder);
}

/** Windows can neither open a folder as a file nor needs to: it keeps names itself. */
export function flushPath(path: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r+');
  } catch {
    if (process.platform === 'win32') return;
    descriptor = openSync(path, 'r');
  }
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
