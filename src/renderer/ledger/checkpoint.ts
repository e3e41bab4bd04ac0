import { restoreAccount, takeSnapshot } from '../../shared/credit/snapshot.ts';
import type { JournalLine } from '../../shared/journal-line.ts';
import type { Books, Checkpoint } from './books.ts';
import type { LedgerDatabase } from './database.ts';

/** Raise it when the engine, or a built-in policy, makes another account of the same entries. */
const engine = 1;

/**
 * The stored account, if it is of this history and this engine. It only saves time: with none, or a damaged one, the
 * account is made of the log from its first row.
 */
export async function readCheckpoint(
  database: LedgerDatabase,
  lines: readonly JournalLine[],
): Promise<Checkpoint | undefined> {
  try {
    const stored = await database.checkpoints.get('account');
    if (stored?.engine !== engine || lines[stored.seq - 1]?.hash !== stored.hash) return undefined;
    return { seq: stored.seq, account: restoreAccount(stored.snapshot) };
  } catch {
    return undefined;
  }
}

/** Stores the account as it is now. A failure is no harm: the next start takes longer. */
export async function writeCheckpoint(database: LedgerDatabase, { head, credits }: Books): Promise<void> {
  const snapshot = takeSnapshot(credits.account);
  await database.checkpoints.put({ id: 'account', ...head, engine, snapshot }).catch(() => undefined);
}
