import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Log } from '../src/server/log.ts';
import { type LocalServer, startLocalServer } from './local-server.ts';
import { cacheDir } from './project.ts';

/** Where the demo's server listens, unless that is taken when it starts for the first time. */
const demoPort = 7_381;

const profileFlag = '--user-data-dir=';

/** Where the demo keeps its data: as asked on the command line, else apart from what people really work with. */
export function demoProfile(args: readonly string[]): string {
  const asked = args.filter((arg) => arg.startsWith(profileFlag)).at(-1) ?? profileFlag;
  const folder = asked.slice(profileFlag.length);
  return folder === '' ? join(cacheDir, 'demo') : resolve(folder);
}

/** The demo's server keeps its data in the demo's profile: who deletes that begins anew with both. */
export async function startDemoServer(profileDir: string, log: Log): Promise<LocalServer> {
  const folder = join(profileDir, 'demo-server');
  // The app lets nobody else into its folder, whoever makes it.
  await mkdir(profileDir, { recursive: true, mode: 0o700 });
  return startLocalServer({ folder, organisation: 'Demo', port: demoPort, log });
}

export interface DemoStart {
  /** What is to be run: see `appEntry`. */
  readonly entry: string;
  readonly profileDir: string;
  /** Enrols the laptop; undefined where it has been, or where there is no server. */
  readonly ownerLink: string | undefined;
  readonly canSandbox: boolean;
  /** What people have added: for Chromium or for the app. */
  readonly args: readonly string[];
}

/** Electron's command line for the demo. */
export function demoArguments({ entry, profileDir, ownerLink, canSandbox, args }: DemoStart): readonly string[] {
  return [
    `${profileFlag}${profileDir}`,
    ...(canSandbox ? [] : ['--no-sandbox']),
    // So that the demo is still connected when it starts again, without a word with anybody's key store.
    '--password-store=basic',
    entry,
    '--demo',
    ...(ownerLink === undefined ? [] : [`--enrol=${ownerLink}`]),
    ...args.filter((arg) => !arg.startsWith(profileFlag)),
  ];
}
