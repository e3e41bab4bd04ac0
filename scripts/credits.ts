// `npm run credits -- replay --policy NAME|FILE OPERATIONS`: what operations bring about under credit policies, one JSON
// object a line on standard output; what is wrong with the input stands on standard error.
import { pipeline } from 'node:stream/promises';
import { creditsUsage, readCreditsArguments } from './credits-arguments.ts';
import { fileErrorWords, openInput } from './input-file.ts';
import { readOperationLines } from './operation-lines.ts';
import { policySlips } from './policy-slips.ts';
import { runScript } from './problem.ts';
import { type ReplayLine, replayOperations } from './replay-operations.ts';
import { loadPolicies } from './replay-policies.ts';

/** Everything was taken; some lines were not; nothing could be. */
const exitCodes = { done: 0, someBad: 1, wrong: 2 } as const;

async function runCredits(args: readonly string[]): Promise<number> {
  const wanted = readCreditsArguments(args);
  if (typeof wanted === 'string') return giveUp(`${wanted}\n${creditsUsage}`);
  const policies = await loadPolicies(wanted.policies, wanted.plans);
  if (typeof policies === 'string') return giveUp(policies);
  for (const words of policies.flatMap(policySlips)) console.error(printable(words));
  const input = await openOperations(wanted.file);
  if (typeof input === 'string') return giveUp(input);
  return print(replayOperations(readOperationLines(input), { policies, timeZone: wanted.timeZone }));
}

async function openOperations(path: string): Promise<AsyncIterable<Uint8Array> | string> {
  if (path === '-') return process.stdin;
  const file = await openInput(path);
  return typeof file === 'string' ? file : file.createReadStream();
}

function giveUp(words: string): number {
  console.error(printable(words));
  return exitCodes.wrong;
}

async function print(replay: AsyncIterable<ReplayLine>): Promise<number> {
  let bad = 0;
  async function* toText(): AsyncGenerator<string> {
    for await (const told of replay) {
      const problem = problemOf(told);
      if (problem !== undefined) {
        bad += 1;
        console.error(printable(`Line ${String(told.line)}: ${problem}`));
      }
      yield `${JSON.stringify(told, showTime)}\n`;
    }
  }
  try {
    await pipeline(toText, process.stdout, { end: false });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    // Whoever reads the output may have seen enough, as `head` does; that is nothing to complain about.
    if (code !== 'EPIPE') return giveUp(`The operations cannot be read to their end: ${fileErrorWords(error)}`);
  }
  if (bad > 0) console.error(`${bad === 1 ? '1 line was' : `${String(bad)} lines were`} not taken; all others were.`);
  return bad > 0 ? exitCodes.someBad : exitCodes.done;
}

function problemOf(told: ReplayLine): string | undefined {
  if (told.kind === 'bad-line') return told.reason;
  if (told.kind === 'conflict') return `Another operation has the id ${told.operation}, and says something else.`;
  return undefined;
}

/** Instants as people read them: 2026-01-31T09:00:00.000Z. */
function showTime(key: string, value: unknown): unknown {
  const isInstant = (key === 'at' || key.endsWith('At')) && typeof value === 'number' && Math.abs(value) <= maxDateMs;
  return isInstant ? new Date(value).toISOString() : value;
}

const maxDateMs = 8_640_000_000_000_000;

/** Text from a file may hold what commands a terminal. */
function printable(text: string): string {
  return text.replace(/(?!\n)\p{Cc}/gu, '\uFFFD');
}

await runScript(() => runCredits(process.argv.slice(2)));
