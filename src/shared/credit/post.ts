import { unreachable } from '../unreachable.ts';
import type { DeviceId, EntryId } from '../ids.ts';
import { type Account, type HeldLot, openHolding } from './account.ts';
import { amend, passPeriod, usagePeriod } from './contract.ts';
import type { Charge, Draw, Entry, Expiry, Grant, Reversal, Revival, Transfer, WriteOff } from './entry.ts';
import { compareBurnOrder, type Held, type Lot } from './lot.ts';

/**
 * Takes one entry into the account's sums. Give each entry once, in the order of the ledger; `charged` is the charge
 * that a reversal is of.
 */
export function postEntry(account: Account, entry: Entry, charged: Charge | undefined): void {
  if (entry.at > account.clock) account.clock = entry.at;
  switch (entry.kind) {
    case 'grant':
      return postGrant(account, entry);
    case 'charge':
      return postCharge(account, entry);
    case 'reversal':
      return postReversal(account, entry, charged);
    case 'expiry':
      return postExpiry(account, entry);
    case 'transfer':
      return postTransfer(account, entry);
    case 'writeOff':
      return postWriteOff(account, entry);
    case 'revival':
      return postRevival(account, entry);
    case 'terms':
      account.contract = amend(account.contract, entry.change, entry.at);
      account.nextDueAt = undefined;
      return realignUsage(account, entry.at);
    default:
      return unreachable(entry);
  }
}

/** Credits that any action may use repay the debt first. */
function postGrant(account: Account, { lot, at }: Grant): void {
  const holding = openHolding(account, lot.type);
  const repays = lot.scope === undefined && lot.startsAt <= at && at < (lot.endsAt ?? Infinity);
  const repaid = repays ? Math.min(holding.debt, lot.credits) : 0;
  holding.balance += lot.credits;
  holding.granted += lot.credits;
  holding.debt -= repaid;
  hold(account, { lot, left: lot.credits - repaid, repaid, writtenOff: 0 });
  if (holding.balance >= 0) holding.negativeSince = undefined;
  if (lot.period === undefined) return;
  account.contract = passPeriod(account.contract, lot.period);
  account.nextDueAt = undefined;
}

function postCharge(account: Account, charge: Charge): void {
  const holding = openHolding(account, charge.type);
  holding.balance -= charge.credits;
  holding.spent += charge.credits;
  holding.debt += charge.debt;
  for (const draw of charge.draws) change(account, draw, -1);
  if (charge.credits > 0) countUsage(account, charge, charge.credits);
}

function postReversal(account: Account, reversal: Reversal, charged: Charge | undefined): void {
  const holding = openHolding(account, reversal.type);
  holding.balance += reversal.credits;
  holding.refunded += reversal.credits;
  holding.debt -= reversal.debt;
  for (const draw of reversal.draws) change(account, draw, 1);
  for (const draw of reversal.repaid) change(account, draw, 1, draw.credits);
  if (charged !== undefined && reversal.credits > 0) countUsage(account, charged, -reversal.credits);
}

function postExpiry(account: Account, { type, lot, credits }: Expiry): void {
  const holding = openHolding(account, type);
  holding.balance -= credits;
  holding.expired += credits;
  change(account, { lot, credits }, -1);
  account.nextDueAt = undefined;
}

/** No sum changes: the credits are the organisation's, whoever holds them. */
function postTransfer(account: Account, { from, to, credits, held }: Transfer): void {
  if (held === undefined) {
    const back = lotNamed(account, from);
    hold(account, { ...back, left: back.left - credits, ended: 'returned' }, back);
    return change(account, { lot: to, credits }, 1);
  }
  change(account, { lot: from, credits }, -1);
  const before = account.lots.get(to);
  const { left, repaid, writtenOff } = before ?? { left: 0, repaid: 0, writtenOff: 0 };
  const lot = heldLot(before?.lot ?? lotNamed(account, from).lot, to, (before?.lot.credits ?? 0) + credits, held);
  hold(account, { lot, left: left + credits, repaid, writtenOff }, before);
}

/** The part of a lot that a laptop holds. Its period had its allowance with the lot that it was split off. */
function heldLot({ period: _period, ...lot }: Lot, id: EntryId, credits: number, held: Held): Lot {
  return { ...lot, id, credits, held };
}

function postWriteOff(account: Account, { type, lot, credits }: WriteOff): void {
  const holding = openHolding(account, type);
  holding.balance -= credits;
  holding.expired += credits;
  const lost = lotNamed(account, lot);
  const { left, writtenOff } = lost;
  hold(account, { ...lost, left: left - credits, writtenOff: writtenOff + credits, ended: 'written-off' }, lost);
}

function postRevival(account: Account, { type, lot, credits }: Revival): void {
  const holding = openHolding(account, type);
  holding.balance += credits;
  holding.expired -= credits;
  const lost = lotNamed(account, lot);
  hold(account, { ...lost, left: lost.left + credits, writtenOff: lost.writtenOff - credits }, lost);
}

/** Takes credits out of a lot (`sign` -1) or puts them back; `unpaid` of them had repaid debt. */
function change(account: Account, { lot: id, credits }: Draw, sign: 1 | -1, unpaid = 0): void {
  const held = lotNamed(account, id);
  hold(account, { ...held, left: held.left + sign * credits, repaid: held.repaid - unpaid }, held);
}

function lotNamed(account: Account, id: EntryId): HeldLot {
  const held = account.lots.get(id);
  if (held === undefined) throw new Error(`The ledger draws from lot ${id}, which was never granted`);
  return held;
}

/** Keeps what is left of a lot, and its place among those that burn. */
function hold(account: Account, held: HeldLot, before?: HeldLot): void {
  account.lots.set(held.lot.id, held);
  if (held.lot.held !== undefined) return lease(account, held, held.lot.held.holder);
  const burned = before !== undefined && before.left > 0;
  const burns = held.left > 0;
  if (burned === burns) return;
  const holding = openHolding(account, held.lot.type);
  const { endsAt = Infinity } = held.lot;
  if (!burns) {
    holding.burning = holding.burning.filter((id) => id !== held.lot.id);
    // What was due next may have been the end of this lot: with nothing left in it, nothing expires.
    if (account.nextDueAt === endsAt) account.nextDueAt = undefined;
    return;
  }
  holding.burning = insert(account, holding.burning, held);
  if (account.nextDueAt !== undefined) account.nextDueAt = Math.min(account.nextDueAt, endsAt);
}

/** Keeps the place of a lot among those of its holder: with credits left, or some that were written off and may be found. */
function lease(account: Account, { lot, left, writtenOff }: HeldLot, holder: DeviceId): void {
  const holding = openHolding(account, lot.type);
  const known = holding.leased[holder];
  const listed = known?.includes(lot.id) === true;
  const burns = left + writtenOff > 0;
  if (known !== undefined && listed === burns) return;
  const others = known?.filter((id) => id !== lot.id) ?? [];
  holding.leased = { ...holding.leased, [holder]: burns ? insert(account, others, { lot }) : others };
}

function insert(account: Account, burning: readonly EntryId[], { lot }: Pick<HeldLot, 'lot'>): readonly EntryId[] {
  const place = burning.findIndex((id) => {
    const other = account.lots.get(id);
    return other !== undefined && compareBurnOrder(lot, other.lot) < 0;
  });
  return place < 0 ? [...burning, lot.id] : [...burning.slice(0, place), lot.id, ...burning.slice(place)];
}

/** Counts towards the period that runs; what belongs to an earlier one no longer matters. */
function countUsage(account: Account, { type, member, at }: Charge, credits: number): void {
  const holding = openHolding(account, type);
  let { usage } = holding;
  if (usage === undefined || at >= usage.period.endsAt) {
    if (credits < 0) return;
    usage = { period: usagePeriod(account.contract, type, at), spent: 0, byMember: new Map() };
  }
  if (at < usage.period.startsAt) return;
  usage.spent += credits;
  usage.byMember.set(member, (usage.byMember.get(member) ?? 0) + credits);
  holding.usage = usage;
}

/** Another plan can count its periods otherwise: what was used counts on, unless a new period begins with the plan. */
function realignUsage({ holdings, contract, clock }: Account, at: number): void {
  for (const holding of holdings.values()) {
    const { type, usage } = holding;
    if (usage === undefined || clock >= usage.period.endsAt) continue;
    const period = usagePeriod(contract, type, clock);
    const isNew = period.startsAt !== usage.period.startsAt && period.startsAt >= at;
    holding.usage = isNew ? undefined : { ...usage, period };
  }
}
