// `npm start`: builds the app and opens it with a demo event, connected to a server of its own; without a display, takes the
// tour instead.
import { join } from 'node:path';
import { openJsonLog } from '../src/server/json-log.ts';
import { appEntry, buildApp } from './build.ts';
import { demoArguments, demoProfile, startDemoServer } from './demo.ts';
import type { LocalServer } from './local-server.ts';
import { runScript } from './problem.ts';
import { projectRoot } from './project.ts';
import { runProgram } from './run-program.ts';
import { describeRuntime, resolveRuntime } from './runtime.ts';
import { canSandbox } from './sandbox.ts';
import { hasDisplay } from './system-libraries.ts';

async function start(args: readonly string[]): Promise<number> {
  if (!hasDisplay()) return takeTour();
  await buildApp('production');
  const runtime = await resolveRuntime();
  const isSandboxed = await canSandbox(runtime);
  if (!isSandboxed) console.error("This system gives Chromium's sandbox no room, so the demo runs without it.");
  const profileDir = demoProfile(args);
  const server = await serveDemo(profileDir);
  console.error(`Starting Admit on ${describeRuntime(runtime)} ...`);
  const { exitCode } = await runProgram(
    runtime.executable,
    demoArguments({
      entry: appEntry('production'),
      profileDir,
      ownerLink: server?.ownerLink,
      canSandbox: isSandboxed,
      args,
    }),
    { output: 'show', afterwards: async () => server?.close() },
  );
  return exitCode;
}

/** The demo goes on without a server where there can be none: another demo may be running already. */
async function serveDemo(profileDir: string): Promise<LocalServer | undefined> {
  try {
    const server = await startDemoServer(profileDir, openJsonLog('silent'));
    console.error(`The demo's server is at ${server.address}. Its data is in ${profileDir}.`);
    return server;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`The demo runs without its server: ${reason}`);
    return undefined;
  }
}

async function takeTour(): Promise<number> {
  console.error('There is no display to open a window on, so this takes the tour and saves its screenshots.');
  const { exitCode } = await runProgram(process.execPath, [join(import.meta.dirname, 'tour.ts')], { output: 'show' });
  if (exitCode === 0) console.log(`The screenshots are in ${join(projectRoot, 'out', 'tour')}.`);
  return exitCode;
}

await runScript(() => start(process.argv.slice(2)));
