import type { Charge, Entry, Expiry, Grant, Reversal } from '../../src/shared/credit/entry.ts';
import type { Lot } from '../../src/shared/credit/lot.ts';
import type { OperationId } from '../../src/shared/ids.ts';
import { policies } from './worlds.ts';

/** What a bookkeeper who knows nothing of the engine has written down of one credit type. */
interface Page {
  granted: number;
  spent: number;
  refunded: number;
  expired: number;
  debt: number;
  /** Rules whose next crossing sends a notice. */
  readonly armed: Set<string>;
}

interface KeptLot {
  readonly lot: Lot;
  left: number;
}

interface KeptCharge {
  readonly charge: Charge;
  returned: number;
  /** What has come back to each lot that it drew from. */
  readonly back: Map<string, number>;
}

interface KeptNotice {
  readonly type: string;
  readonly rule: string;
  readonly balance: number;
  readonly operation: OperationId;
}

/** The books kept by hand, from the entries alone. */
export interface Bookkeeper {
  readonly pages: ReadonlyMap<string, Page>;
  readonly lots: ReadonlyMap<string, KeptLot>;
  readonly charges: ReadonlyMap<string, KeptCharge>;
  readonly notices: readonly KeptNotice[];
  /** Debt that lots have repaid so far. */
  readonly repaid: () => number;
  balance(type: string): number;
  /** Writes an operation's entries down. Throws when one is against the rules. */
  write(operation: OperationId, entries: readonly Entry[]): void;
}

export function openBookkeeper(): Bookkeeper {
  const pages = new Map<string, Page>();
  const lots = new Map<string, KeptLot>();
  const charges = new Map<string, KeptCharge>();
  const notices: KeptNotice[] = [];
  let repaid = 0;

  function page(type: string): Page {
    let found = pages.get(type);
    if (found === undefined) {
      found = { granted: 0, spent: 0, refunded: 0, expired: 0, debt: 0, armed: new Set() };
      pages.set(type, found);
    }
    return found;
  }

  function lotNamed(id: string): KeptLot {
    const found = lots.get(id);
    if (found === undefined) throw new Error(`There is no lot ${id}`);
    return found;
  }

  function writeGrant({ lot, at }: Grant): void {
    const on = page(lot.type);
    claim(!lots.has(lot.id), `lot ${lot.id} is granted once`);
    const { startsAt, endsAt = Infinity, scope } = lot;
    const pays = scope === undefined && startsAt <= at && at < endsAt ? Math.min(on.debt, lot.credits) : 0;
    on.granted += lot.credits;
    on.debt -= pays;
    repaid += pays;
    lots.set(lot.id, { lot, left: lot.credits - pays });
    arm(lot.type);
  }

  function writeCharge(charge: Charge): void {
    const on = page(charge.type);
    const { id, action, at, credits, debt, draws, rules } = charge;
    claim(!charges.has(id), `charge ${id} is made once`);
    claim(sum(rules.map((line) => line.credits)) === credits, 'the rules come to the price');
    claim(sum(draws.map((draw) => draw.credits)) + debt === credits, 'draws and debt come to the price');
    const usable = [...lots.values()]
      .filter(({ lot, left }) => left > 0 && lot.type === charge.type && mayPay(lot, action, at))
      .sort((a, b) => compareBurning(a.lot, b.lot));
    for (const [index, draw] of draws.entries()) {
      const held = lotNamed(draw.lot);
      claim(mayPay(held.lot, action, at), `lot ${draw.lot} may pay for ${action} at ${String(at)}`);
      claim(usable[index] === held, `lot ${draw.lot} burns in its turn`);
      const isLast = index === draws.length - 1 && debt === 0;
      claim(isLast || draw.credits === held.left, `lot ${draw.lot} is used up before the next one`);
      take(held, draw.credits);
    }
    claim(debt === 0 || draws.length === usable.length, 'there is debt only when every usable lot is empty');
    on.spent += credits;
    on.debt += debt;
    charges.set(id, { charge, returned: 0, back: new Map() });
  }

  function writeReversal({ type, charge: id, credits, draws, debt, repaid: unpaid, whole }: Reversal): void {
    const on = page(type);
    const kept = charges.get(id);
    if (kept === undefined) throw new Error(`There is no charge ${id}`);
    claim(sum([...draws, ...unpaid].map((draw) => draw.credits)) + debt === credits, 'a reversal returns what it says');
    kept.returned += credits;
    claim(kept.returned <= kept.charge.credits, `charge ${id} is returned once`);
    claim(whole === (kept.returned === kept.charge.credits), 'a whole reversal leaves nothing of the charge');
    for (const draw of draws) {
      kept.back.set(draw.lot, (kept.back.get(draw.lot) ?? 0) + draw.credits);
      take(lotNamed(draw.lot), -draw.credits);
    }
    compareReturned(kept);
    for (const draw of unpaid) take(lotNamed(draw.lot), -draw.credits);
    repaid -= sum(unpaid.map((draw) => draw.credits));
    on.refunded += credits;
    on.debt -= debt;
  }

  function writeExpiry({ type, lot: id, credits }: Expiry): void {
    const held = lotNamed(id);
    claim(held.lot.endsAt !== undefined, `lot ${id} has an end`);
    claim(credits > 0, 'an expiry takes something');
    take(held, credits);
    claim(held.left === 0, `nothing is left of lot ${id} after its end`);
    page(type).expired += credits;
  }

  function balance(type: string): number {
    const { granted, spent, refunded, expired } = page(type);
    return granted - spent + refunded - expired;
  }

  function writeEntry(entry: Entry): void {
    switch (entry.kind) {
      case 'grant':
        return writeGrant(entry);
      case 'charge':
        return writeCharge(entry);
      case 'reversal':
        return writeReversal(entry);
      case 'expiry':
        return writeExpiry(entry);
      case 'terms':
        return;
      case 'transfer':
      case 'writeOff':
      case 'revival':
        throw new Error('Nothing is set aside for laptops in these worlds');
    }
  }

  /** Credits that came in count before the operation that they came with: it may cross again. */
  function arm(type: string): void {
    for (const { id, below } of policies.types.get(type)?.notices ?? []) {
      if (balance(type) >= below) page(type).armed.add(id);
    }
  }

  /** One notice of a balance that has been at a rule's number or above, and is below it once an operation is over. */
  function tell(operation: OperationId): void {
    for (const [type, { armed }] of pages) {
      arm(type);
      for (const { id: rule, below } of policies.types.get(type)?.notices ?? []) {
        if (balance(type) < below && armed.delete(rule)) {
          notices.push({ type, rule, balance: balance(type), operation });
        }
      }
    }
  }

  return {
    pages,
    lots,
    charges,
    notices,
    repaid: () => repaid,
    balance,
    write(operation, entries) {
      for (const entry of entries) writeEntry(entry);
      tell(operation);
    },
  };
}

/** What came last comes back first, so that a charge keeps its first draws. */
function compareReturned({ charge, returned, back }: KeptCharge): void {
  let keeps = charge.credits - returned;
  for (const { lot, credits } of charge.draws) {
    const kept = Math.min(keeps, credits);
    keeps -= kept;
    claim((back.get(lot) ?? 0) === credits - kept, `lot ${lot} has back what charge ${charge.id} took last`);
  }
}

function take(held: KeptLot, credits: number): void {
  held.left -= credits;
  claim(held.left >= 0, `lot ${held.lot.id} holds nothing less than 0`);
  claim(held.left <= held.lot.credits, `lot ${held.lot.id} holds no more than was granted`);
}

function mayPay({ startsAt, endsAt = Infinity, scope }: Lot, action: string, at: number): boolean {
  return startsAt <= at && at < endsAt && (scope?.includes(action) ?? true);
}

/** By priority, narrowest scope, earliest end, free before paid, oldest, name. */
function compareBurning(a: Lot, b: Lot): number {
  const [first, second] = [burningKey(a), burningKey(b)];
  for (const [index, part] of first.entries()) {
    const other = second[index] ?? part;
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

function burningKey({ priority = 0, scope, endsAt = Infinity, source, startsAt, id }: Lot) {
  return [priority, scope?.length ?? Infinity, endsAt, source === 'pack' ? 1 : 0, startsAt, id] as const;
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

export function claim(holds: boolean, what: string): void {
  if (!holds) throw new Error(`It does not hold that ${what}`);
}
