// What bootstrap.mjs runs once the packages are installed: finds an Electron and what it needs of the system.
import { setUpLeftToPerson } from './bootstrap.mjs';
import { runScript } from './problem.ts';
import { describeRuntime, resolveRuntime } from './runtime.ts';
import { ensureSystemLibraries } from './system-libraries.ts';

async function setUp(): Promise<number> {
  const runtime = await resolveRuntime();
  const lack = await ensureSystemLibraries(runtime.executable);
  if (lack !== undefined) console.error(lack);
  console.error(`The app runs on ${describeRuntime(runtime)}.`);
  return lack === undefined ? 0 : setUpLeftToPerson;
}

await runScript(setUp);
