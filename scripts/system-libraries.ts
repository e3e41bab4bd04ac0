import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runProgram } from './run-program.ts';

/** Debian's names for what Electron links to or loads later; newer releases renamed some of them, with `t64` at the end. */
const electronPackages = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6', 'dbus'] as const;
const displayPackages = ['xvfb'] as const;

/** What this system lacks to run Electron. */
export interface Lack {
  /** Shared libraries by their file names, such as `libgbm.so.1`. */
  readonly libraries: readonly string[];
  /** There is neither a display nor the server that stands in for one. */
  readonly display: boolean;
}

/**
 * On Linux, looks for what Electron needs of the system, and as root on Debian and its kin installs what is missing.
 * Returns undefined when all is there, else what is missing and what to do, for people.
 */
export async function ensureSystemLibraries(executable: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  const lack = await findLack(executable);
  if (isNothing(lack)) return undefined;
  if (!(await isOnPath('apt-get'))) return nameLack(lack);
  if (process.getuid?.() !== 0) return `${nameLack(lack)} Run: ${installCommand(await realNames(packagesFor(lack)))}`;

  console.error(`Installing system libraries (apt-get): ${packagesFor(lack).join(' ')} ...`);
  const problem = await installPackages(packagesFor(lack));
  const left = await findLack(executable);
  return isNothing(left) ? undefined : [problem, nameLack(left)].filter(Boolean).join('\n');
}

/** True where Linux has a screen to show windows on; other systems always have one. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/** The libraries that the output of `ldd` reports missing, each once. */
export function missingLibraries(lddOutput: string): readonly string[] {
  return [...new Set([...lddOutput.matchAll(/^\s*(\S+) => not found$/gm)].map(([, library = '']) => library))];
}

/** The Debian packages to install for what is lacking. */
export function packagesFor(lack: Lack): readonly string[] {
  return [...(lack.libraries.length > 0 ? electronPackages : []), ...(lack.display ? displayPackages : [])];
}

/** Of the wanted packages, the names this release of the system knows them by. */
export function chooseNames(wanted: readonly string[], known: readonly string[]): readonly string[] {
  return wanted.map((name) => (known.includes(`${name}t64`) ? `${name}t64` : name));
}

async function findLack(executable: string): Promise<Lack> {
  const { output } = await runProgram('ldd', [executable], { output: 'keep' });
  return { libraries: missingLibraries(output), display: !hasDisplay() && !(await isOnPath('Xvfb')) };
}

function isNothing(lack: Lack): boolean {
  return lack.libraries.length === 0 && !lack.display;
}

function nameLack({ libraries, display }: Lack): string {
  const sentences: string[] = [];
  if (libraries.length > 0)
    sentences.push(`Electron cannot start without these system libraries: ${libraries.join(', ')}.`);
  if (display) sentences.push('There is no display, and Xvfb, which stands in for one, is not installed.');
  return sentences.join(' ');
}

function installCommand(packages: readonly string[]): string {
  return `sudo apt-get update && sudo apt-get install --yes ${packages.join(' ')}`;
}

async function realNames(wanted: readonly string[]): Promise<readonly string[]> {
  const { output } = await runProgram('apt-cache', ['search', '--names-only', `^(${wanted.join('|')})(t64)?$`], {
    output: 'keep',
  });
  return chooseNames(
    wanted,
    output.split('\n').map((line) => line.split(' ', 1)[0] ?? ''),
  );
}

/** Returns apt-get's own words when it failed. */
export async function installPackages(wanted: readonly string[]): Promise<string | undefined> {
  const settings = { output: 'keep', env: { DEBIAN_FRONTEND: 'noninteractive' } } as const;
  const update = await runProgram('apt-get', ['update'], settings);
  const install = await runProgram(
    'apt-get',
    ['install', '--yes', '--no-upgrade', '--no-install-recommends', ...(await realNames(wanted))],
    settings,
  );
  return install.exitCode === 0 ? undefined : `${update.exitCode === 0 ? '' : update.output}${install.output}`.trim();
}

export async function isOnPath(program: string): Promise<boolean> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = await Promise.allSettled(folders.map((folder) => access(join(folder, program), constants.X_OK)));
  return found.some(({ status }) => status === 'fulfilled');
}
