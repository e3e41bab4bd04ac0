import { act } from '../../src/shared/credit/act.ts';
import { holdingOf } from '../../src/shared/credit/account.ts';
import type { Entry } from '../../src/shared/credit/entry.ts';
import { leasesOf, sliceLease } from '../../src/shared/credit/lease.ts';
import {
  branchLedger,
  type CreditLedger,
  openCreditLedger,
  openPolicies,
  record,
} from '../../src/shared/credit/ledger.ts';
import { settle } from '../../src/shared/credit/settle.ts';
import type { Operation, OperationOf } from '../../src/shared/operation.ts';
import { auditBooks } from '../builders/audit-books.ts';
import { deviceId } from '../builders/facts.ts';
import { aHandBack, aLoss, aTake, leaseId } from '../builders/leases.ts';
import { aPolicy } from '../builders/policies.ts';
import { claim } from './bookkeeper.ts';

/** Nothing goes below zero; an email costs 1 for each recipient, a print 5. */
const refusing = openPolicies([aPolicy()]);

interface Row {
  readonly operation: Operation;
  readonly entries: readonly Entry[];
}

/** The server's log and ledger. Every line of it is audited. */
export interface Server {
  readonly rows: readonly Row[];
  readonly ledger: CreditLedger;
  settle(operation: Operation): readonly Entry[];
}

export function openServer(): Server {
  const rows: Row[] = [];
  const ledger = openCreditLedger(refusing);
  return {
    rows,
    ledger,
    settle(operation) {
      const entries = settle(ledger, operation);
      rows.push({ operation, entries });
      auditBooks(ledger.account);
      claim(holdingOf(ledger.account, 'credit').debt === 0, 'nobody has spent what there was not (X-5)');
      return entries;
    },
  };
}

/** A laptop that spends what it holds alone, by what it last heard of the server. */
export interface Spender {
  readonly name: string;
  /** What it has done and the server has not got. */
  readonly queue: Operation[];
  ledger(): CreditLedger;
  /** False where its policy does not let it. */
  act(operation: Operation): boolean;
  /** Sends everything, and hears everything. */
  sync(server: Server): readonly Entry[];
}

export function openSpender(name: string): Spender {
  let ledger = openCreditLedger(refusing, 'held-only');
  const queue: Operation[] = [];
  return {
    name,
    queue,
    ledger: () => ledger,
    act(operation) {
      const branch = branchLedger(ledger);
      const acted = act(branch, operation);
      if (acted.kind !== 'done') return false;
      ledger = branch;
      queue.push(operation);
      claim(holdingOf(ledger.account, 'credit').debt === 0, 'a laptop does not spend what it does not hold');
      return true;
    },
    sync(server) {
      const entries = queue.splice(0).flatMap((operation) => server.settle(operation));
      ledger = openCreditLedger(refusing, 'held-only');
      for (const row of server.rows)
        claim(record(ledger, row.operation, row.entries).length === 0, 'rows do not contradict');
      return entries;
    },
  };
}

/** What the server gives a laptop that asks for so many credits; nothing where there are none. */
export function lend(
  { ledger }: Server,
  { id, ms, to, credits, notAfterAt }: { id: string; ms: number; to: string; credits: number; notAfterAt: number },
): OperationOf<'takeLease'> | undefined {
  const slices = sliceLease(ledger, 'credit', credits, ms);
  if (slices.length === 0) return undefined;
  const open = leasesOf(ledger).find(({ holder, state }) => holder === deviceId(to) && state === 'open');
  const take = aTake({ id, ms, device: 'server' }, { lease: id, holder: to, notAfterAt });
  return { ...take, slices: [...slices], lease: open?.lease ?? leaseId(id) };
}

/** Gives back, or writes off, what a laptop holds; nothing where it holds nothing. */
export function endLease(
  ledger: CreditLedger,
  how: 'return' | 'write-off',
  { id, ms, of }: { id: string; ms: number; of: string },
): Operation | undefined {
  const found = leasesOf(ledger).find(({ holder, state }) => holder === deviceId(of) && state !== 'returned');
  if (found === undefined || (how === 'write-off' && found.state !== 'open')) return undefined;
  const { lease } = found;
  if (how === 'write-off') return { ...aLoss({ id, ms, device: 'owner' }), lease };
  return { ...aHandBack({ id, ms, device: of }), lease };
}
