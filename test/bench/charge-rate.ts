// Charges badge prints on ledgers of two sizes and prints how long one charge takes. A process of its own: its heap is
// then nobody else's.
import { v7 } from 'uuid';
import { type CreditLedger, openCreditLedger } from '../../src/shared/credit/ledger.ts';
import { policies } from '../../src/shared/credit/policies/built-in.ts';
import { settle } from '../../src/shared/credit/settle.ts';
import type { OperationOf } from '../../src/shared/operation.ts';
import { aGrant, anOperation, ticketId } from '../builders/facts.ts';
import { spreadOf } from './percentiles.ts';

/** Microseconds a charge. */
export interface ChargeTimes {
  /** The median of batches of 1,000, on ledgers of up to 10,000 charges. */
  readonly smallUs: number;
  /** The same on a ledger that has a million. */
  readonly largeUs: number;
  /** The mean of half a million there: with the pauses in which garbage is collected and tables grow. */
  readonly largeMeanUs: number;
}

const small = 10_000;
const large = 1_000_000;
const measured = 100_000;
const batch = 1_000;
const startedAt = Date.parse('2026-11-20T20:00Z');
let made = 0;

/** A ledger with a pack that outlasts every charge made here. */
function openLedger(): CreditLedger {
  const ledger = openCreditLedger(policies);
  settle(ledger, aGrant({ id: 'pack', ms: startedAt }, 100_000_000));
  return ledger;
}

function printsOf(count: number): readonly OperationOf<'printBadge'>[] {
  const template = anOperation('printBadge', { id: 'print', ms: startedAt }, { ticketId: ticketId('T-0') });
  return Array.from({ length: count }, () => {
    made += 1;
    const at = { ...template.at, ms: startedAt + made };
    const id = v7() as typeof template.id;
    return { ...template, id, at, wallAt: at.ms, ticketId: ticketId(`T-${String(made)}`) };
  });
}

/** Microseconds a charge for each batch of 1,000. Its operations have just been made, as at a door, whatever the ledger's size. */
function charge(ledger: CreditLedger, count: number): readonly number[] {
  return Array.from({ length: count / batch }, () => {
    const prints = printsOf(batch);
    const before = performance.now();
    for (const print of prints) settle(ledger, print);
    return ((performance.now() - before) * 1_000) / batch;
  });
}

function measure(): ChargeTimes {
  for (let round = 0; round < 20; round += 1) charge(openLedger(), small);
  // All are kept, as an app keeps its ledger: collecting garbage costs by what survives.
  const kept = Array.from({ length: measured / small }, openLedger);
  const smallUs = kept.flatMap((ledger) => charge(ledger, small));
  const ledger = openLedger();
  for (let round = 0; round < large / measured; round += 1) charge(ledger, measured);
  const largeUs = Array.from({ length: 5 }, () => charge(ledger, measured)).flat();
  const largeMeanUs = largeUs.reduce((sum, us) => sum + us, 0) / largeUs.length;
  return { smallUs: spreadOf(smallUs).p50, largeUs: spreadOf(largeUs).p50, largeMeanUs };
}

console.log(JSON.stringify(measure()));
