// `npm start`: builds the app and opens it with a demo event; without a display, takes the tour instead.
import { join } from 'node:path';
import { appEntry, buildApp } from './build.ts';
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
  const flags = (await canSandbox(runtime)) ? [] : ['--no-sandbox'];
  if (flags.length > 0) console.error("This system gives Chromium's sandbox no room, so the demo runs without it.");
  console.error(`Starting Admit on ${describeRuntime(runtime)} ...`);
  const { exitCode } = await runProgram(runtime.executable, [...flags, appEntry('production'), '--demo', ...args], {
    output: 'show',
  });
  return exitCode;
}

async function takeTour(): Promise<number> {
  console.error('There is no display to open a window on, so this takes the tour and saves its screenshots.');
  const { exitCode } = await runProgram(process.execPath, [join(import.meta.dirname, 'tour.ts')], { output: 'show' });
  if (exitCode === 0) console.log(`The screenshots are in ${join(projectRoot, 'out', 'tour')}.`);
  return exitCode;
}

await runScript(() => start(process.argv.slice(2)));
