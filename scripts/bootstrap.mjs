// Plain JavaScript for Node 20: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages, projectNode, setUpKey } from './packages.mjs';

/** @typedef {{ readonly exitCode: number | null, readonly signal: NodeJS.Signals | null }} Ending */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.cache', 'admit', 'set-up.txt');

/** What set-up.ts exits with when a step is left to the person: the script goes on, and the next run checks again. */
export const setUpLeftToPerson = 3;

/** Scripts that need the packages and neither Electron nor a display. */
const scriptsOnPackagesAlone = ['credits', 'server'];

/**
 * Sets the project up if that is still to be done, runs `scripts/NAME.ts` and ends as it ended.
 * @param {readonly string[]} commandLine the script's name and its arguments
 */
export async function bootstrap([name, ...args]) {
  const script = join(root, 'scripts', `${name}.ts`);
  if (name === undefined || !existsSync(script)) {
    console.error(`There is no script "${name ?? ''}". There are: ${scriptNames().join(', ')}.`);
    process.exit(1);
  }
  if (!isSetUp()) {
    const ending = scriptsOnPackagesAlone.includes(name) ? setUpPackages() : await setUp();
    if (ending.exitCode !== 0 && ending.exitCode !== setUpLeftToPerson) return endAs(ending);
  }
  endAs(await runOnProjectNode([script, ...args]));
}

function scriptNames() {
  return Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts);
}

function isSetUp() {
  return existsSync(projectNode(root)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === setUpKey(root);
}

/** @returns {Ending} */
function setUpPackages() {
  const problem = installPackages(root);
  if (problem !== undefined) console.error(problem);
  return { exitCode: problem === undefined ? 0 : 1, signal: null };
}

/** @returns {Promise<Ending>} */
async function setUp() {
  const packages = setUpPackages();
  if (packages.exitCode !== 0) return packages;
  const ending = await runOnProjectNode([join(root, 'scripts', 'set-up.ts')]);
  if (ending.exitCode === 0) {
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, setUpKey(root));
  }
  return ending;
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<Ending>}
 */
function runOnProjectNode(args) {
  // Tools find the project's own Node and each other first, as under `npm run`.
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const child = spawn(projectNode(root), args, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } });
  const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve({ exitCode, signal });
    });
  });
}

/** @param {Ending} ending */
function endAs({ exitCode, signal }) {
  if (signal === null) process.exit(exitCode ?? 1);
  // Whoever waits for this process sees the same signal; the exit code stands for systems that cannot show it.
  process.exitCode = 128 + constants.signals[signal];
  process.kill(process.pid, signal);
}
