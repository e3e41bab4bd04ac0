// What bootstrap.mjs runs once the packages are installed: finds an Electron and what it needs of the system.
import { runScript } from './problem.ts';
import { describeRuntime, resolveRuntime } from './runtime.ts';
import { ensureSystemLibraries } from './system-libraries.ts';

/** bootstrap.mjs knows it: something is left to the person to do, and the script goes on meanwhile. */
const leftToPerson = 3;

async function setUp(): Promise<number> {
  const runtime = await resolveRuntime();
  const lack = await ensureSystemLibraries(runtime.executable);
  if (lack !== undefined) console.error(lack);
  console.error(`The app runs on ${describeRuntime(runtime)}.`);
  return lack === undefined ? 0 : leftToPerson;
}

await runScript(setUp);
