import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';
import type { Runtime } from './runtime.ts';

/**
 * True where Chromium can set up its own sandbox. On Linux it cannot for root, nor where the system keeps user namespaces
 * from ordinary programs (many containers; Ubuntu since 23.10) and `chrome-sandbox` is not owned by root; without
 * `--no-sandbox` Electron would refuse to start there. The packaged app never gets that flag.
 */
export async function canSandbox({ distPath }: Runtime): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  if (process.getuid?.() === 0) return false;
  return (await mayMakeNamespaces()) || (await isOwnedByRoot(join(distPath, 'chrome-sandbox')));
}

async function mayMakeNamespaces(): Promise<boolean> {
  const { exitCode } = await runProgram('unshare', ['--user', '--map-root-user', 'true'], { output: 'keep' });
  return exitCode === 0;
}

const setUserIdBit = 0o4000;

async function isOwnedByRoot(helper: string): Promise<boolean> {
  const found = await stat(helper).catch(() => undefined);
  return found !== undefined && found.uid === 0 && (found.mode & setUserIdBit) !== 0;
}
