import canonicalize from 'canonicalize';
import type { OperationId } from '../ids.ts';
import type { Operation } from '../operation.ts';
import { act, type Acted } from './act.ts';
import { agree } from './agree.ts';
import type { Entry } from './entry.ts';
import { type ArrivalOf, openHistories } from './histories.ts';
import type { CreditLedger } from './ledger.ts';
import { type HistoryChange, settle } from './settle.ts';

/** An operation that has been taken before; `conflict` when it then said something else. */
export interface Repeated {
  readonly kind: 'duplicate' | 'conflict';
}

/** Takes operations one after the other and keeps the ledger's side of their story. */
export interface Replay {
  readonly ledger: CreditLedger;
  /** Does what the policy lets it, as the laptop on which it happens. */
  act(operation: Operation): Acted | Repeated;
  /** Accepts what has happened elsewhere, whatever the policy. */
  settle(operation: Operation): { readonly kind: 'done'; readonly entries: readonly Entry[] } | Repeated;
}

export function openReplay(ledger: CreditLedger, arrivalOf: ArrivalOf = () => undefined): Replay {
  const taken = new Map<OperationId, Operation>();
  const histories = openHistories(arrivalOf);

  function repeated(operation: Operation): Repeated | undefined {
    const before = taken.get(operation.id);
    if (before === undefined) return undefined;
    return { kind: canonicalize(before) === canonicalize(operation) ? 'duplicate' : 'conflict' };
  }

  function keep(operation: Operation, change: HistoryChange | undefined): void {
    taken.set(operation.id, operation);
    histories.keep(change);
  }

  return {
    ledger,
    act(operation) {
      const before = repeated(operation);
      if (before !== undefined) return before;
      const change = histories.changeOf(operation);
      const acted = act(ledger, operation, change);
      if (acted.kind === 'done') keep(operation, change);
      return acted;
    },
    settle(operation) {
      const before = repeated(operation);
      if (before !== undefined) return before;
      const change = histories.changeOf(operation);
      keep(operation, change);
      return { kind: 'done', entries: settle(ledger, operation, change) };
    },
  };
}

/** Lets an organisation begin under a policy at an instant (UTC milliseconds) without an operation that says so. */
export function beginUnder(
  ledger: CreditLedger,
  policies: readonly string[],
  timeZone: string,
  at: Operation['at'],
): readonly Entry[] {
  return agree(ledger, { id: startId, at, policies: [...policies], timeZone });
}

const startId = '00000000-0000-7000-8000-000000000000' as OperationId;
