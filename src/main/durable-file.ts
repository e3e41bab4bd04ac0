import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a whole file so that a crash or power cut at any moment leaves the old content or the new one, never a mixture,
 * and the new one once the promise resolves. One write at a time to a path: its temporary file has a fixed name.
 */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  await replaceDurably(path, await writeBeside(path, content));
}

/** The first half of a durable write: the content, on the disk, in a file beside `path`. Returns that file's path. */
export async function writeBeside(path: string, content: string | Uint8Array): Promise<string> {
  const temporaryPath = `${path}${temporarySuffix}`;
  try {
    const file = await open(temporaryPath, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    return temporaryPath;
  } catch (error) {
    await rm(temporaryPath, { force: true });
    throw error;
  }
}

/** The second half: puts the finished file in the other one's place. */
export async function replaceDurably(path: string, temporaryPath: string): Promise<void> {
  try {
    await rename(temporaryPath, path);
  } catch (error) {
    await rm(temporaryPath, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** What the name of a file that is not finished yet ends in. */
export const temporarySuffix = '.tmp';

/** Makes names that were added to or removed from a folder survive a power cut. Windows needs (and offers) no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
