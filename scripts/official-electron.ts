import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from './project.ts';
import { runProgram } from './run-program.ts';

const packageDir = join(projectRoot, 'node_modules', 'electron');

/** A network that blocks the server often lets it hang: after so long without a byte the download is given up. */
const silenceLimitMs = 20_000;

/** The version that package.json pins. */
export function officialVersion(): string {
  const { version }: { readonly version: string } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  return version;
}

/** The folder of Electron's own release, if it is completely there. */
export function officialDist(): string | undefined {
  const dist = join(packageDir, 'dist');
  // Electron's installer writes path.txt last.
  const pathFile = join(packageDir, 'path.txt');
  if (!existsSync(pathFile) || !existsSync(join(dist, readFileSync(pathFile, 'utf8')))) return undefined;
  return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '') === officialVersion() ? dist : undefined;
}

/** Installs Electron's release into its package. Returns what went wrong, in a few words. */
export async function installOfficialElectron(): Promise<string | undefined> {
  try {
    await downloadToCache();
  } catch (error) {
    return reasonOf(error);
  }
  // It finds the release in the cache, checks and unpacks it.
  const { exitCode, output } = await runProgram(process.execPath, [join(packageDir, 'install.js')], { output: 'keep' });
  if (exitCode !== 0) return output.trim();
  return officialDist() === undefined ? 'its installer left no complete release' : undefined;
}

/** Electron's installer sets no time limit, so its own download library is called first, with one. */
async function downloadToCache(): Promise<void> {
  const requireFromElectron = createRequire(join(packageDir, 'install.js'));
  const { downloadArtifact }: ElectronGet = requireFromElectron('@electron/get');
  const silence = new AbortController();
  const timer = setTimeout(
    () => silence.abort(new Error(`no answer for ${silenceLimitMs / 1000} seconds`)),
    silenceLimitMs,
  );
  try {
    await downloadArtifact({
      version: officialVersion(),
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: requireFromElectron('./checksums.json'),
      cacheRoot: process.env.electron_config_cache,
      downloadOptions: {
        signal: silence.signal,
        getProgressCallback: async () => void timer.refresh(),
      },
    });
  } finally {
    clearTimeout(timer);
  }
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

/** The part used here of the library that Electron's installer brings. */
interface ElectronGet {
  readonly downloadArtifact: (artifact: {
    readonly version: string;
    readonly artifactName: string;
    readonly platform: string;
    readonly arch: string;
    readonly checksums: Readonly<Record<string, string>>;
    readonly cacheRoot: string | undefined;
    readonly downloadOptions: {
      readonly signal: AbortSignal;
      readonly getProgressCallback: () => Promise<void>;
    };
  }) => Promise<string>;
}
