import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { projectNode } from '../../scripts/packages.mjs';
import { projectRoot } from '../../scripts/project.ts';

/** How the command ended, and what it wrote. */
export interface CreditsRun {
  readonly exitCode: number | null;
  readonly output: string;
  readonly complaints: string;
}

interface CreditsFacts {
  /** The script to start; the one that npm starts where `run.mjs credits` is given. */
  readonly script?: readonly string[];
  /** Where the person types. */
  readonly folder?: string;
  readonly standardInput?: string | Uint8Array;
}

/** Runs `npm run credits -- ARGS` as npm does, in a process of its own. */
export function runCredits(
  args: readonly string[],
  { script = ['credits.ts'], folder = projectRoot, standardInput = '' }: CreditsFacts = {},
): Promise<CreditsRun> {
  const [file = '', ...first] = script;
  const child = spawn(projectNode(projectRoot), [join(projectRoot, 'scripts', file), ...first, ...args], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], INIT_CWD: folder },
  });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  // A command that refuses its arguments does not wait for its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(standardInput);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      resolve({ exitCode, output: Buffer.concat(output).toString(), complaints: Buffer.concat(complaints).toString() });
    });
  });
}

/** A folder with these files, for the time of one test. */
export function aFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'admit-credits-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}
