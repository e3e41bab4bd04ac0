import { copyFile, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What the name of a file that is not finished yet ends in. */
export const temporarySuffix = '.tmp';

/**
 * Writes a whole file so that a crash or power cut at any moment leaves the old content or the new one, never a mixture,
 * and the new one once the promise resolves. One write at a time to a path: its temporary file has a fixed name.
 */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  await replaceDurably(path, await writeBeside(path, content));
}

/** Copies a file in the same way. */
export async function copyDurably(from: string, to: string): Promise<void> {
  await replaceDurably(to, await prepareBeside(to, (temporaryPath) => copyFile(from, temporaryPath)));
}

/** The first half of a durable write: the content, on the disk, in a file beside `path`. Returns that file's path. */
export function writeBeside(path: string, content: string | Uint8Array): Promise<string> {
  return prepareBeside(path, (temporaryPath) => writeFile(temporaryPath, content));
}

/** The second half: puts the finished file in the other one's place. */
export async function replaceDurably(path: string, temporaryPath: string): Promise<void> {
  await rename(temporaryPath, path);
  await syncFolder(dirname(path));
}

/** Makes names that were added to or removed from a folder survive a power cut. Windows needs (and offers) no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform !== 'win32') await sync(folder, 'r');
}

async function prepareBeside(path: string, fill: (temporaryPath: string) => Promise<void>): Promise<string> {
  const temporaryPath = `${path}${temporarySuffix}`;
  try {
    await fill(temporaryPath);
    await sync(temporaryPath, 'r+');
    return temporaryPath;
  } catch (error) {
    await rm(temporaryPath, { force: true });
    throw error;
  }
}

async function sync(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
