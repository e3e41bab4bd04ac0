import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { problem, runScript } from './problem.ts';
import { projectRoot } from './project.ts';
import { runTool } from './run-program.ts';

/** `production` is the app; `bench` is its main process around the page that measures. As in electron.vite.config.ts. */
export type BuildMode = 'production' | 'bench';

/** Everything that a build is made from, test files aside. */
const sources: Readonly<Record<BuildMode, readonly string[]>> = {
  production: ['src/**/*', '*.json', 'electron.vite.config.ts'],
  bench: ['src/**/*', 'test/bench/**/*', '*.json', 'electron.vite.config.ts'],
};

/** What Electron is to run: a folder with a package.json, or a script. */
export function appEntry(mode: BuildMode): string {
  return mode === 'production' ? projectRoot : join(buildDir(mode), 'main', 'main.cjs');
}

/** Builds the app, unless the last build was made from the very same sources. Quiet unless it fails; then it throws. */
export async function buildApp(mode: BuildMode): Promise<void> {
  const stampFile = join(buildDir(mode), 'built-from.txt');
  const fingerprint = await fingerprintFiles(projectRoot, sources[mode]);
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === fingerprint) return;
  await rm(stampFile, { force: true });
  const { exitCode, output } = await runTool('electron-vite', 'electron-vite', ['build', '--mode', mode], {
    output: 'keep',
  });
  if (exitCode !== 0) throw problem(`${output.trim()}\nThe app could not be built; the reason stands above.`);
  await mkdir(dirname(stampFile), { recursive: true });
  await writeFile(stampFile, fingerprint);
}

/** A hash over the names and contents of the files that the patterns find below the folder; tests do not count. */
export async function fingerprintFiles(folder: string, patterns: readonly string[]): Promise<string> {
  const files: string[] = [];
  for await (const entry of glob([...patterns], { cwd: folder, withFileTypes: true })) {
    if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) files.push(join(entry.parentPath, entry.name));
  }
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const content = await readFile(file);
    hash.update(`${relative(folder, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function buildDir(mode: BuildMode): string {
  return join(projectRoot, 'out', mode === 'production' ? '' : mode);
}

async function buildAsAsked(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { mode: { type: 'string', default: 'production' } } });
  if (values.mode !== 'production' && values.mode !== 'bench') {
    throw problem(`There is no mode "${values.mode}". There are: ${Object.keys(sources).join(', ')}.`);
  }
  await buildApp(values.mode);
  return 0;
}

if (import.meta.main) await runScript(() => buildAsAsked(process.argv.slice(2)));
