import { EventEmitter, once } from 'node:events';
import fs from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { findHandleMethods } from './handle-methods.ts';

type Outcome = 'crashed' | 'finished';
type Call = (...args: unknown[]) => Promise<unknown>;

const changingCalls = ['copyFile', 'mkdir', 'rename', 'rm', 'writeFile'] as const;
const changingHandleCalls = ['datasync', 'sync', 'truncate', 'write'] as const;

/**
 * Runs `work` as it is, but lets it make only `changes` changes to the file system: the next one happens by half, where it
 * is a write, and nothing after it happens at all, as when the process is killed there. Real files, real calls.
 */
export async function crashAfter(changes: number, work: () => Promise<unknown>): Promise<Outcome> {
  const handleMethods = await findHandleMethods();
  const opened: FileHandle[] = [];
  const undo: (() => void)[] = [];
  const crash = new EventEmitter();
  const crashed = once(crash, 'now').then((): Outcome => 'crashed');
  let left = changes;

  function limit<Name extends string>(owner: Record<Name, unknown>, name: Name): void {
    const original = owner[name] as Call;
    undo.push(() => (owner[name] = original));
    owner[name] = async function limited(this: unknown, ...args: unknown[]) {
      left -= 1;
      if (left >= 0) return original.apply(this, args);
      const halved = left === -1 ? halveWrite(name, args) : undefined;
      if (halved !== undefined) await original.apply(this, halved);
      crash.emit('now');
      return new Promise(() => undefined);
    };
  }

  for (const name of changingCalls) limit(fs, name);
  for (const name of changingHandleCalls) limit(handleMethods, name);
  const { open } = fs;
  undo.push(() => (fs.open = open));
  fs.open = async (...args) => {
    const handle = await open(...args);
    opened.push(handle);
    return handle;
  };
  syncBuiltinESMExports();
  try {
    return await Promise.race([work().then((): Outcome => 'finished'), crashed]);
  } finally {
    for (const restore of undo.toReversed()) restore();
    syncBuiltinESMExports();
    await Promise.all(opened.map((handle) => handle.close()));
  }
}

function halveWrite(name: string, args: unknown[]): unknown[] | undefined {
  if (name === 'write') {
    const [bytes, start, length, position] = args;
    return [bytes, start, Math.floor(Number(length) / 2), position];
  }
  if (name !== 'writeFile') return undefined;
  const bytes = Buffer.from(args[1] as string | Uint8Array);
  return [args[0], bytes.subarray(0, Math.floor(bytes.length / 2))];
}
