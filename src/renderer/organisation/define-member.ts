import type { Ledger } from '../ledger/ledger.ts';

/** What a member may spend in a period, by credit type; no limit where a type is not named. */
export type Limits = Readonly<Record<string, number>>;

/**
 * Adds a member or replaces the limits of one (ZP-8); records nothing where they hold already. Throws
 * `NotRecordedError` when the disk does not take it.
 */
export async function defineMember(ledger: Ledger, actor: string, member: string, limits: Limits): Promise<void> {
  await ledger.act(actor, ({ books }) => {
    const before = books.credits.account.contract.members[member];
    const holds = before !== undefined && isSame(before, limits);
    return { intents: holds ? [] : [{ kind: 'defineMember', member, limits: { ...limits } }], outcome: undefined };
  });
}

function isSame(a: Limits, b: Limits): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((type) => a[type] === b[type]);
}
