import type { Acted } from '../src/shared/credit/act.ts';
import { postDue } from '../src/shared/credit/due.ts';
import type { Entry, PricedLine } from '../src/shared/credit/entry.ts';
import { type CreditLedger, openCreditLedger, openPolicies } from '../src/shared/credit/ledger.ts';
import { type Lock, lockOf } from '../src/shared/credit/lock.ts';
import type { Notice } from '../src/shared/credit/notice.ts';
import { builtInPolicies } from '../src/shared/credit/policies/built-in.ts';
import type { Policy } from '../src/shared/credit/policy.ts';
import type { Refusal } from '../src/shared/credit/quote.ts';
import { beginUnder, openReplay, type Repeated } from '../src/shared/credit/replay.ts';
import type { OperationId } from '../src/shared/ids.ts';
import type { Operation } from '../src/shared/operation.ts';
import { unreachable } from '../src/shared/unreachable.ts';
import type { OperationLine } from './operation-lines.ts';

type Told =
  | Entry
  | ({ readonly kind: 'notice' } & Notice)
  | ToldRefusal
  | { readonly kind: Repeated['kind']; readonly operation: OperationId }
  | {
      readonly kind: 'locked';
      readonly type: string;
      readonly balance: number;
      readonly unlockedBy: ToldPurchase | null;
    }
  | { readonly kind: 'unlocked' }
  | { readonly kind: 'balance'; readonly operation?: OperationId; readonly balances: Readonly<Record<string, number>> }
  | { readonly kind: 'bad-line'; readonly reason: string };

/** What `replay` prints, one JSON object a line; docs/credits.md describes each kind. */
export type ReplayLine = { readonly line: number } & Told;

type ToldRefusal = {
  readonly kind: 'refusal';
  readonly operation: OperationId;
  readonly action: Operation['kind'];
  readonly type: string;
  readonly need: number;
  readonly have: number;
  readonly rules: readonly PricedLine[];
} & (
  | { readonly reason: 'credits'; readonly arrival: { readonly at: number; readonly credits: number } | null }
  | { readonly reason: 'limit'; readonly limit: number; readonly renewsAt: number }
);

interface ToldPurchase {
  readonly bundle: string;
  readonly quantity: number;
}

/** Under what the organisation begins. */
export interface Beginning {
  readonly policies: readonly Policy[];
  readonly timeZone: string;
}

/**
 * Does one operation after the other as a laptop would, and tells what each brings about. The organisation begins under
 * the policies at the first operation's time; what that brings has line 0.
 */
export async function* replayOperations(
  lines: AsyncIterable<OperationLine>,
  { policies, timeZone }: Beginning,
): AsyncGenerator<ReplayLine> {
  const others = builtInPolicies.filter(({ id }) => policies.every((policy) => policy.id !== id));
  const ledger = openCreditLedger(openPolicies([...policies, ...others]));
  const replay = openReplay(ledger);
  let hasBegun = false;
  for await (const each of lines) {
    const { line } = each;
    if ('reason' in each) {
      yield { line, kind: 'bad-line', reason: each.reason };
      continue;
    }
    const { operation } = each;
    if (!hasBegun) {
      hasBegun = true;
      const names = policies.map(({ id }) => id);
      for (const entry of beginUnder(ledger, names, timeZone, operation.at)) yield { line: 0, ...entry };
      yield { line: 0, kind: 'balance', balances: balancesOf(ledger) };
    }
    const notices = ledger.account.notices.length;
    const lock = lockOf(ledger);
    const { length: conflicts } = ledger.conflicts;
    for (const told of tellActed(ledger, operation, replay.act(operation))) yield { line, ...told };
    for (const _ of ledger.conflicts.slice(conflicts)) yield { line, kind: 'conflict', operation: operation.id };
    for (const notice of ledger.account.notices.slice(notices)) yield { line, kind: 'notice', ...notice };
    for (const told of tellLock(lock, lockOf(ledger))) yield { line, ...told };
    yield { line, kind: 'balance', operation: operation.id, balances: balancesOf(ledger) };
  }
}

function tellActed(ledger: CreditLedger, operation: Operation, acted: Acted | Repeated): readonly Told[] {
  switch (acted.kind) {
    case 'done':
      return acted.entries;
    case 'refused':
      // A refused operation posts nothing, and yet its time has come: what was due by then is why it was refused.
      return [...postDue(ledger, operation.at.ms), tellRefusal(operation, acted.refusal)];
    case 'duplicate':
    case 'conflict':
      return [{ kind: acted.kind, operation: operation.id }];
    case 'requote':
      throw new Error('Nothing was quoted, so nothing can cost otherwise');
    default:
      return unreachable(acted);
  }
}

function tellRefusal({ id: operation, kind: action }: Operation, refusal: Refusal): ToldRefusal {
  const { type, need, have, lines: rules } = refusal;
  const told = { kind: 'refusal', operation, action, type: type.id, need, have, rules } as const;
  switch (refusal.reason) {
    case 'credits':
      return { ...told, reason: refusal.reason, arrival: refusal.arrival ?? null };
    case 'limit':
      return { ...told, reason: refusal.reason, limit: refusal.limit, renewsAt: refusal.renewsAt };
    default:
      return unreachable(refusal);
  }
}

function tellLock(before: Lock | undefined, now: Lock | undefined): readonly Told[] {
  if ((before === undefined) === (now === undefined)) return [];
  if (now === undefined) return [{ kind: 'unlocked' }];
  const { type, balance, unlockedBy: purchase } = now;
  const unlockedBy = purchase === undefined ? null : { bundle: purchase.bundle.id, quantity: purchase.quantity };
  return [{ kind: 'locked', type: type.id, balance, unlockedBy }];
}

/** The balance of each credit type that the organisation's policies know, then of others that it still holds. */
function balancesOf({ policies, account }: CreditLedger): Readonly<Record<string, number>> {
  const chosen = account.contract.policies.flatMap((id) => policies.byId.get(id)?.creditTypes ?? []);
  const balances = new Map(chosen.map(({ id }) => [id, 0]));
  for (const { type, balance } of account.holdings.values()) balances.set(type, balance);
  return Object.fromEntries(balances);
}
