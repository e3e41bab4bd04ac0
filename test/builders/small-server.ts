import { openCreditLedger } from '../../src/shared/credit/ledger.ts';
import { policies } from '../../src/shared/credit/policies/built-in.ts';
import { openReplay } from '../../src/shared/credit/replay.ts';
import type { Operation } from '../../src/shared/operation.ts';
import type { PulledRow } from '../../src/renderer/ledger/base.ts';
import type { Ledger } from '../../src/renderer/ledger/ledger.ts';

/** A server's log and what decides there, without the server: rows in the order in which operations came. */
export interface SmallServer {
  readonly rows: PulledRow[];
  record(operation: Operation): void;
  /** Takes what a laptop has not got back. */
  takeFrom(ledger: Ledger): void;
  /** Gives a laptop the rows that it has not got, so many at a time. */
  giveTo(ledger: Ledger, atOnce?: number): Promise<void>;
  /** Both. */
  sync(ledger: Ledger): Promise<void>;
  /** What it has of each credit type. */
  balances(): Readonly<Record<string, number>>;
}

export function aSmallServer(): SmallServer {
  const replay = openReplay(openCreditLedger(policies));
  const server: SmallServer = {
    rows: [],
    record(operation) {
      const settled = replay.settle(operation);
      if (settled.kind !== 'done') return;
      server.rows.push({ position: server.rows.length + 1, operation, entries: [...settled.entries] });
    },
    takeFrom(ledger) {
      for (const { operation } of ledger.server.unsent(0, Infinity)) server.record(operation);
    },
    async giveTo(ledger, atOnce = 100) {
      while (ledger.server.pulledTo() < server.rows.length) {
        const from = ledger.server.pulledTo();
        await ledger.server.takeIn(server.rows.slice(from, from + atOnce));
      }
    },
    async sync(ledger) {
      server.takeFrom(ledger);
      await server.giveTo(ledger);
    },
    balances: () =>
      Object.fromEntries([...replay.ledger.account.holdings.values()].map(({ type, balance }) => [type, balance])),
  };
  return server;
}
