import { latestCounting } from '../../shared/credit/counted-by.ts';
import type { Policies } from '../../shared/credit/ledger.ts';
import { appendRows, type SettledOperation } from './append-rows.ts';
import { readArrivals } from './arrivals.ts';
import type { Queryable } from './database.ts';
import { type LogEnd, writeLogEnd } from './log-end.ts';
import type { Authority } from './sender.ts';
import { settleBatch } from './settle-batch.ts';
import { accountText, fileWhatMatters, openLedger, writeExpiries } from './settling-ledger.ts';

/** With what operations are settled. */
export interface Terms {
  /** UTC milliseconds. */
  readonly now: number;
  readonly policies: Policies;
}

export interface Applied {
  readonly end: LogEnd;
  /** The places that the operations have taken, in their order; undefined for one that could not be settled. */
  readonly positions: readonly (number | undefined)[];
}

/** Settles operations that may come in, and adds them to the log that is locked and ends there. */
export async function applyOperations(
  transaction: Queryable,
  authority: Pick<Authority, 'organisation' | 'device'>,
  end: LogEnd,
  reads: readonly SettledOperation['read'][],
  { now, policies }: Terms,
): Promise<Applied> {
  if (reads.length === 0) return { end, positions: [] };
  const { organisation } = authority;
  const operations = reads.map(({ operation }) => operation);
  const before = openLedger(end.account, policies);
  const rows = await fileWhatMatters(transaction, organisation, before, operations);
  const openArrivals = await readArrivals(transaction, organisation, operations);
  const untilAt = latestCounting(before.account, now);
  const { ledger, entries } = settleBatch({ ledger: before, rows, openArrivals, untilAt }, operations);

  const settled = reads.flatMap((read, index) => {
    const posted = entries[index];
    return posted === undefined ? [] : [{ read, entries: posted }];
  });
  if (settled.length === 0) return { end, positions: reads.map(() => undefined) };
  await writeExpiries(
    transaction,
    organisation,
    settled.flatMap((each) => each.entries),
  );
  const next = { ...(await appendRows(transaction, authority, end, settled)), account: accountText(ledger) };
  await writeLogEnd(transaction, organisation, next);
  return { end: next, positions: number(entries, end.position) };
}

function number(entries: readonly unknown[], before: number): readonly (number | undefined)[] {
  let position = before;
  return entries.map((posted) => (posted === undefined ? undefined : (position += 1)));
}
