import { open } from 'node:fs/promises';

type HandleMethod = 'datasync' | 'sync' | 'truncate' | 'write';

/** Where every open file's methods are, so that a test can put a fault in their place. */
export async function findHandleMethods(): Promise<Record<HandleMethod, unknown>> {
  const handle = await open(process.execPath, 'r');
  await handle.close();
  return Object.getPrototypeOf(handle);
}
