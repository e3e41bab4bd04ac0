// Plain JavaScript for Node 20: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** @typedef {{ readonly version?: string, readonly optional?: boolean }} LockedPackage */
/** @typedef {{ readonly packages: Readonly<Record<string, LockedPackage>> }} Lockfile */

/**
 * The Node that the project pins as a package, so that its tools run on one version whatever the machine has.
 * @param {string} root
 */
export function projectNode(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * Another text than at the last set-up means that there is something to set up.
 * @param {string} root
 */
export function setUpKey(root) {
  const lockfile = readFileSync(join(root, 'package-lock.json'));
  const lockHash = createHash('sha256').update(lockfile).digest('hex');
  return [lockHash, process.platform, process.arch, process.env.ELECTRON_OVERRIDE_DIST_PATH ?? ''].join('\n');
}

/**
 * Installs what package-lock.json names, unless somebody already ran npm here. Returns what went wrong, for people.
 * @param {string} root
 * @returns {string | undefined}
 */
export function installPackages(root) {
  if (arePackagesInstalled(root)) return undefined;
  console.error('Installing packages (npm ci). The first time this takes a minute or two ...');
  const { command, args, shell } = npmCommand(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  const npm = spawnSync(command, args, { cwd: root, shell, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (npm.error !== undefined) {
    return `npm could not be started (${npm.error.message}). It comes with Node.js: install it from https://nodejs.org and try again.`;
  }
  if (npm.status !== 0) {
    return `${npm.stdout}${npm.stderr}\nThe packages could not be installed; npm says why above. When that is put right, run "npm ci" and then this command again.`;
  }
  if (!doesProjectNodeRun(root)) {
    return 'The packages are installed, but the project\'s own Node is not: npm did not run its install script. Run "npm rebuild node --ignore-scripts=false" and then this command again.';
  }
  return undefined;
}

/**
 * npm writes node_modules/.package-lock.json last, so one that agrees with the lock file stands for a finished install.
 * @param {string} root
 */
function arePackagesInstalled(root) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const installed = JSON.parse(readFileSync(installedFile, 'utf8'));
  return doesInstallMatch(locked, installed) && doesProjectNodeRun(root);
}

/**
 * True when every package of the lock file is installed at its version. Optional ones may be missing: npm leaves out
 * those made for other systems.
 * @param {Lockfile} locked
 * @param {Lockfile} installed
 */
export function doesInstallMatch(locked, installed) {
  return Object.entries(locked.packages).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = installed.packages[path];
    return found === undefined ? optional === true : found.version === version;
  });
}

/** @param {string} root */
function doesProjectNodeRun(root) {
  return spawnSync(projectNode(root), ['--version']).status === 0;
}

/**
 * The npm that called us where there is one: it may stand under another name than `npm` on the path, or not on it at all.
 * @param {readonly string[]} args
 */
function npmCommand(args) {
  const { npm_execpath: caller, npm_node_execpath: callersNode } = process.env;
  if (caller !== undefined && basename(caller) === 'npm-cli.js') {
    return { command: callersNode ?? process.execPath, args: [caller, ...args], shell: false };
  }
  return { command: 'npm', args: [...args], shell: process.platform === 'win32' };
}
