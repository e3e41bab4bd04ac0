import { deriveEntryId, type OperationId } from '../ids.ts';
import { holdingOf } from './account.ts';
import { comeBack } from './come-back.ts';
import type { Charge, Draw, Entry, Reversal } from './entry.ts';
import { type CreditLedger, post } from './ledger.ts';
import type { Billing } from './posted.ts';

/**
 * Returns `credits` of a charge that stands, and posts that. What was taken last comes back first: debt, then lots in
 * reverse draw order. Debt that a lot has repaid meanwhile comes back to that lot. What comes back to a lot whose time
 * has ended expires at once; what came from a lease that is over goes on from there (see `comeBack`).
 */
export function reverse(
  ledger: CreditLedger,
  { charge, returned }: Billing,
  credits: number,
  operation: OperationId,
  at: number,
): readonly Entry[] {
  const { type, operation: charged, ticket, subject } = charge;
  const { draws, debt } = takeBack(charge, returned, credits);
  const owed = Math.min(debt, holdingOf(ledger.account, type).debt);
  const reversal: Reversal = {
    kind: 'reversal',
    id: deriveEntryId(charge.id, 'reversal', returned + credits),
    at,
    type,
    charge: charge.id,
    charged,
    operation,
    ...(ticket === undefined ? {} : { ticket }),
    ...(subject === undefined ? {} : { subject }),
    whole: returned + credits === charge.credits,
    credits,
    draws,
    debt: owed,
    repaid: unpay(ledger, type, debt - owed),
  };
  post(ledger, reversal);
  return [reversal, ...comeBack(ledger, [...reversal.draws, ...reversal.repaid], reversal)];
}

/** The part of a charge that comes back, when `returned` of it have come back before. */
function takeBack(charge: Charge, returned: number, credits: number): { draws: Draw[]; debt: number } {
  let skip = returned;
  let missing = credits;
  function part(of: number): number {
    const skipped = Math.min(skip, of);
    skip -= skipped;
    const taken = Math.min(missing, of - skipped);
    missing -= taken;
    return taken;
  }
  const debt = part(charge.debt);
  const draws = [...charge.draws]
    .reverse()
    .map(({ lot, credits: drawn }) => ({ lot, credits: part(drawn) }))
    .filter((each) => each.credits > 0);
  return { draws, debt };
}

/** Lots that have repaid debt give that up again, the latest first. */
function unpay({ account }: CreditLedger, type: string, credits: number): Draw[] {
  if (credits === 0) return [];
  const payers = [...account.lots.values()].filter(({ lot, repaid }) => lot.type === type && repaid > 0).reverse();
  const draws: Draw[] = [];
  let missing = credits;
  for (const { lot, repaid } of payers) {
    const taken = Math.min(missing, repaid);
    if (taken > 0) draws.push({ lot: lot.id, credits: taken });
    missing -= taken;
  }
  return draws;
}
