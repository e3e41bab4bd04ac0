import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Charge, Entry } from '../../src/shared/credit/entry.ts';
import { openCreditLedger } from '../../src/shared/credit/ledger.ts';
import { openReplay } from '../../src/shared/credit/replay.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { sum } from './bookkeeper.ts';
import { happeningsOf } from './happenings.ts';
import { openLaptop, type Laptop } from './laptop.ts';
import { openTally } from './tally.ts';
import { policies, worldsWithoutExpiry, type World } from './worlds.ts';

const runs = 10_000;
const tally = openTally({
  charges: 2,
  'zero charges': 0.5,
  'charges into debt': 0.05,
  reversals: 0.2,
  'partial reversals': 0.03,
  refills: 0.1,
  'voids before their action': 0.1,
  'subjects paid for again': 0.1,
});

/**
 * What comes in any order has the same meaning: operations at the door, metered actions, voids, packs, bonuses and
 * lasting grants. Not promised, and left out: choices of policies and plans, whose order is their meaning; prices that
 * depend on whether credits are left (`orElse`); parts of what is paid once; and lots that end, because what a charge that
 * comes late still finds depends on what had expired by then. The server's order decides those.
 */
function isInAnyOrder({ kind, ...operation }: Operation): boolean {
  if (kind === 'choosePolicy' || kind === 'changePlan') return false;
  if (kind === 'uploadLeads') return false;
  return !('withoutWatermark' in operation && operation.withoutWatermark);
}

/** Lots last for ever, and what is paid once is taken back as a whole. */
function lasting(operation: Operation, all: readonly Operation[]): Operation {
  if (operation.kind === 'grantCredits') {
    const { endsAt: _endsAt, ...lot } = operation.lot;
    return { ...operation, lot };
  }
  if (operation.kind !== 'voidAction') return operation;
  const { credits: _credits, ...whole } = operation;
  const target = all.find(({ id }) => id === operation.target);
  return target !== undefined && policies.once.has(target.kind) ? whole : operation;
}

function operationsOf(world: World): { begin: readonly Operation[]; rest: readonly Operation[] } {
  const all = happeningsOf(world).map(({ operation }) => operation);
  const begun = all.length - world.steps.length;
  const rest = all.slice(begun).filter(isInAnyOrder);
  return { begin: all.slice(0, begun), rest: rest.map((operation) => lasting(operation, all)) };
}

const deliveries = worldsWithoutExpiry.chain((world) => {
  const { begin, rest } = operationsOf(world);
  const twice = [...rest, ...rest];
  return fc.record({
    world: fc.constant(world),
    begin: fc.constant(begin),
    rest: fc.constant(rest),
    delivered: fc.shuffledSubarray(twice, { minLength: twice.length, maxLength: twice.length }),
  });
});

/** What each operation has cost in the end, and what is left. */
function meaningOf(entries: readonly Entry[], { holdings }: Laptop['ledger']['account']) {
  const charges = entries.filter((entry): entry is Charge => entry.kind === 'charge');
  const standing = new Map<string, number>();
  for (const { id, operation, credits } of charges) {
    const returned = entries.flatMap((each) => (each.kind === 'reversal' && each.charge === id ? [each.credits] : []));
    const cost = (standing.get(operation) ?? 0) + credits - sum(returned);
    if (cost > 0) standing.set(operation, cost);
    else standing.delete(operation);
  }
  const balances = [...holdings.values()].flatMap(({ type, balance }) =>
    balance === 0 ? [] : [`${type} ${String(balance)}`],
  );
  return { standing, balances: balances.sort() };
}

function settleAll(operations: readonly Operation[]) {
  const laptop = openLaptop();
  const entries = operations.flatMap((operation) => laptop.settle(operation));
  return { meaning: meaningOf(entries, laptop.ledger.account), entries };
}

function replayAll(operations: readonly Operation[]) {
  const replay = openReplay(openCreditLedger(policies));
  const entries = operations.flatMap((operation) => {
    const taken = replay.settle(operation);
    return taken.kind === 'done' ? taken.entries : [];
  });
  return { meaning: meaningOf(entries, replay.ledger.account), entries };
}

describe('order and duplication', () => {
  afterAll(() => tally.check(runs));

  it('X-4 II-6 ZP-2 AP-2 change nothing where credits never expire: the same charges, the same balance', () => {
    fc.assert(
      fc.property(deliveries, ({ begin, rest, delivered }) => {
        const straight = settleAll([...begin, ...rest]);
        const mixed = settleAll([...begin, ...delivered]);
        expect(mixed.meaning).toEqual(straight.meaning);
        expect(replayAll([...begin, ...delivered]).meaning).toEqual(straight.meaning);

        for (const entry of mixed.entries) tally.countEntry(entry);
        const placeOf = new Map(delivered.map(({ id }, place) => [id, place] as const).reverse());
        for (const { kind, id, ...operation } of rest) {
          if (kind !== 'voidAction' || !('target' in operation)) continue;
          const target = placeOf.get(operation.target) ?? Infinity;
          if (target > (placeOf.get(id) ?? 0)) tally.count('voids before their action');
        }
        const again = mixed.entries.filter(
          (entry) => entry.kind === 'charge' && entry.again && entry.subject !== undefined,
        );
        tally.count('subjects paid for again', again.length);
      }),
      { numRuns: runs, seed: 20_261_127 },
    );
  });
});
