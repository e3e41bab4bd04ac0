import { foldHistory } from '../../src/shared/admission/history.ts';
import { act, type Acted, type Quoted } from '../../src/shared/credit/act.ts';
import type { Entry } from '../../src/shared/credit/entry.ts';
import { type CreditLedger, openCreditLedger } from '../../src/shared/credit/ledger.ts';
import { type HistoryChange, settle } from '../../src/shared/credit/settle.ts';
import { isOnTicket, type Operation } from '../../src/shared/operation.ts';
import type { Happening } from './happenings.ts';
import { policies } from './worlds.ts';

/** A row of the log: an operation with what it posted when it was accepted. */
export interface Row {
  readonly operation: Operation;
  readonly entries: readonly Entry[];
}

/** A ledger and the tickets' histories beside it. */
export interface Laptop {
  readonly ledger: CreditLedger;
  readonly rows: readonly Row[];
  act(operation: Operation, quoted?: Quoted): Acted;
  settle(operation: Operation): readonly Entry[];
  take(happening: Happening): Acted;
  /** What a ticket's history becomes through the operation. */
  changeOf(operation: Operation): HistoryChange | undefined;
}

export function openLaptop(ledger: CreditLedger = openCreditLedger(policies), before: readonly Row[] = []): Laptop {
  const rows: Row[] = [...before];

  function changeOf(operation: Operation): HistoryChange | undefined {
    if (!isOnTicket(operation)) return undefined;
    const { ticketId } = operation;
    const earlier = rows.map((row) => row.operation).filter(isOnTicket);
    const operations = [...earlier.filter((each) => each.ticketId === ticketId), operation];
    return { operations, history: foldHistory(operations) };
  }

  function actOn(operation: Operation, quoted?: Quoted): Acted {
    const acted = act(ledger, operation, changeOf(operation), quoted);
    if (acted.kind === 'done') rows.push({ operation, entries: acted.entries });
    return acted;
  }

  function settleOn(operation: Operation): readonly Entry[] {
    const entries = settle(ledger, operation, changeOf(operation));
    rows.push({ operation, entries });
    return entries;
  }

  return {
    ledger,
    rows,
    act: actOn,
    settle: settleOn,
    take({ operation, how }) {
      return how === 'act' ? actOn(operation) : { kind: 'done', entries: settleOn(operation) };
    },
    changeOf,
  };
}
