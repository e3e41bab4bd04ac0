import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { check, lock, type LockOptions } from 'proper-lockfile';
import * as v from 'valibot';

/** That this process alone uses a folder. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Who has the folder, for the one who may not. */
const holderSchema = v.object({ process: v.number(), host: v.string(), run: v.string() });
type Holder = v.InferOutput<typeof holderSchema>;

/** A holder shows every half of this that it is alive; after that long without, the folder is free. */
const staleMs = 4_000;
const attemptMs = 200;
/** Long enough for another one to have taken over what both found abandoned. */
const settleMs = 300;

/** Tells this run from another one with the same process number, as in a container that was started again. */
const thisRun: Holder = { process: process.pid, host: hostname(), run: randomUUID() };

/**
 * Makes the folder if need be and takes it for this process. Refuses while another process has it, with words for
 * people; waits a few seconds for the lock of one that ended without giving it back. `onLost` is told when the lock was
 * taken away after all, because this process stood still for too long: stop writing.
 */
export async function lockFolder(folder: string, onLost: (error: Error) => void): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const holderFile = join(folder, 'holder.json');
  const release = await takeLock(folder, holderFile, {
    ...lockPlace(folder),
    update: staleMs / 2,
    onCompromised: () =>
      onLost(new Error(`Another process has taken the folder ${folder} over. This one has stopped using it.`)),
  });
  return {
    async release() {
      await rm(holderFile, { force: true });
      // Already taken away: then it is not ours to give back.
      await release().catch(() => undefined);
    },
  };
}

function lockPlace(folder: string) {
  return { lockfilePath: join(folder, 'lock'), stale: staleMs };
}

async function takeLock(folder: string, holderFile: string, options: LockOptions): Promise<() => Promise<void>> {
  // A process that slept with its machine is given the time to show itself.
  if (isRunning(await readHolder(holderFile)) && !(await check(folder, lockPlace(folder))))
    await pause(staleMs / 2 + attemptMs);
  const giveUpAt = Date.now() + staleMs * 1.5;
  let release = await tryLock(folder, options);
  const hadToWait = release === undefined;
  while (release === undefined) {
    const holder = await readHolder(holderFile);
    if (isRunning(holder) || Date.now() > giveUpAt) throw heldBy(folder, holder);
    await pause(attemptMs);
    release = await tryLock(folder, options);
  }
  await writeFile(holderFile, JSON.stringify(thisRun));
  if (hadToWait) {
    await pause(settleMs);
    const holder = await readHolder(holderFile);
    if (holder?.run !== thisRun.run) throw heldBy(folder, holder);
  }
  return release;
}

async function tryLock(folder: string, options: LockOptions): Promise<(() => Promise<void>) | undefined> {
  try {
    return await lock(folder, options);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOCKED') return undefined;
    throw error;
  }
}

async function readHolder(holderFile: string): Promise<Holder | undefined> {
  try {
    return v.parse(holderSchema, JSON.parse(await readFile(holderFile, 'utf8')));
  } catch {
    // Absent, or just being written.
    return undefined;
  }
}

/** True when the holder is a live process of this machine. Of other machines nothing is known. */
function isRunning(holder: Holder | undefined): boolean {
  if (holder === undefined || holder.host !== thisRun.host) return false;
  if (holder.process === process.pid) return holder.run === thisRun.run;
  try {
    return process.kill(holder.process, 0);
  } catch (error) {
    // Not allowed to send it a signal: so it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function heldBy(folder: string, holder: Holder | undefined): Error {
  if (holder?.run === thisRun.run) return new Error(`The folder ${folder} is open already, in this very process.`);
  const who = holder === undefined ? 'Another process' : `Process ${holder.process} on ${holder.host}`;
  return new Error(
    `${who} is using the folder ${folder}. Stop that one first, or start this one with another folder: two at once would damage the data.`,
  );
}
