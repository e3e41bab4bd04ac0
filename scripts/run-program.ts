import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { commandFile, projectRoot } from './project.ts';

export interface ProgramEnding {
  /** As shells count: 128 and more after a signal, 127 when there is no such program. */
  readonly exitCode: number;
  /** What it wrote to both streams; empty when they were shown to the person. */
  readonly output: string;
}

export interface ProgramSettings {
  readonly output: 'show' | 'keep';
  /** On top of this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** What is still to be done once the program has ended: before this process ends by the same signal, too. */
  readonly afterwards?: () => Promise<void>;
}

const programMissing = 127;
const forwardedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a program in the project's folder. A signal that asks this process to end goes to the program first. */
export async function runProgram(
  command: string,
  args: readonly string[],
  settings: ProgramSettings,
): Promise<ProgramEnding> {
  const kept = settings.output === 'keep';
  const child = spawn(command, args, {
    cwd: projectRoot,
    env: { ...process.env, ...settings.env },
    stdio: kept ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));

  let askedToEnd: NodeJS.Signals | undefined;
  function forward(signal: NodeJS.Signals): void {
    askedToEnd = signal;
    child.kill(signal);
  }
  for (const signal of forwardedSignals) process.on(signal, forward);
  const exitCode = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      chunks.push(Buffer.from(error.message));
      resolve(programMissing);
    });
    child.once('close', (code, signal) => resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]));
  });
  await settings.afterwards?.();
  for (const signal of forwardedSignals) process.off(signal, forward);
  if (askedToEnd !== undefined) process.kill(process.pid, askedToEnd);
  return { exitCode, output: Buffer.concat(chunks).toString() };
}

/** Runs a command of an installed package on the project's Node. */
export function runTool(
  packageName: string,
  command: string,
  args: readonly string[],
  settings: ProgramSettings,
): Promise<ProgramEnding> {
  return runProgram(process.execPath, [commandFile(packageName, command), ...args], settings);
}
