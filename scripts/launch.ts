import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { appEntry } from './build.ts';
import { resolveRuntime } from './runtime.ts';
import { canSandbox } from './sandbox.ts';

export interface LaunchSettings {
  /** Where the app keeps its data: a folder of its own for every test, the same one again for a restart. */
  readonly profileDir: string;
  /** On top of this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** What follows the app on the command line: its own arguments, and Chromium's flags as well. */
  readonly args?: readonly string[];
  /**
   * Keeps the enrolment's token in a plain file, for restarts on systems without a key store, and so that no test touches
   * the key store of whoever runs it.
   */
  readonly keepToken?: boolean;
  /** What to run: see `appEntry`. The app itself unless said otherwise. */
  readonly entry?: string;
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  /** The first window, as soon as it exists; what it shows may still be loading. */
  readonly window: Page;
}

/** Starts the built app in a real Electron under Playwright. Needs a display: see withDisplay. */
export async function launchApp({ profileDir, env, args, keepToken, entry }: LaunchSettings): Promise<LaunchedApp> {
  const runtime = await resolveRuntime();
  // Playwright asks the `electron` package in this process for the program, and that package asks this variable.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.distPath;
  const app = await _electron.launch({
    args: [
      `--user-data-dir=${profileDir}`,
      ...(keepToken === true ? ['--password-store=basic'] : []),
      entry ?? appEntry('production'),
      ...(args ?? []),
    ],
    env: { ...inheritedEnvironment(), ...env },
    chromiumSandbox: await canSandbox(runtime),
  });
  try {
    return { app, window: await app.firstWindow() };
  } catch (error) {
    await app.close();
    throw error;
  }
}

function inheritedEnvironment(): Record<string, string> {
  // Editors built on Electron leave this one in their terminals, and Electron would then be a plain Node.
  const { ELECTRON_RUN_AS_NODE: _runAsNode, ...rest } = process.env;
  return Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
