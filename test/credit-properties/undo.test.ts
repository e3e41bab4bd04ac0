import fc from 'fast-check';
import { afterAll, describe, it } from 'vitest';
import { type Intent, intentOf } from '../../src/shared/credit/intent.ts';
import { ruleOf } from '../../src/shared/credit/ledger.ts';
import { quote } from '../../src/shared/credit/quote.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { anOperation, anUndo } from '../builders/facts.ts';
import { happeningsOf, meteredKinds, operationOf } from './happenings.ts';
import { type Laptop, openLaptop } from './laptop.ts';
import { expectSame } from './picture.ts';
import type { RecipeKind } from './recipes.ts';
import { openTally } from './tally.ts';
import { stepAfter, worlds } from './worlds.ts';

const runs = 10_000;
const tally = openTally({
  charges: 0.2,
  'zero charges': 0.1,
  'charges into debt': 0.02,
  'charges from several lots': 0.02,
  undos: 0.05,
  voids: 0.2,
  'partial voids': 0.05,
  refusals: 0.1,
});

/** What the account holds, and what everybody may still do at that price. */
function standOf({ ledger }: Laptop, intents: readonly Intent[]): unknown {
  const { holdings, lots } = ledger.account;
  const held = [...holdings.values()].flatMap(({ type, balance, debt, burning }) =>
    balance === 0 && debt === 0 ? [] : [{ type, balance, debt, burning }],
  );
  const left = [...lots.values()].map((each) => [each.lot.id, each.left, each.repaid]);
  const answers = intents.map((intent) => quote(ledger, intent));
  tally.count('refusals', answers.filter(({ kind }) => kind === 'refusal').length);
  return { held, left, answers };
}

/** What takes an operation back: an undo at the door, a void or several elsewhere. */
function takeBack(operation: Operation, credits: number, inParts: boolean, ms: number): readonly Operation[] {
  if (operation.kind === 'checkIn' || operation.kind === 'checkOut') {
    const undo = anUndo({ id: 'undo', ms, ticket: operation.ticketId }, 'none');
    return [{ ...undo, at: { ...undo.at, n: 900 }, target: operation.id }];
  }
  const facts = { target: operation.id, reason: 'Failed' };
  if (!inParts || credits === 0) return [anOperation('voidAction', { id: 'void', ms }, facts)];
  return Array.from({ length: credits }, (_, part) =>
    anOperation('voidAction', { id: `void ${String(part)}`, ms }, { ...facts, credits: 1 }),
  );
}

describe('a charge that is taken back', () => {
  afterAll(() => tally.check(runs));

  it('X-3 GM-6 leaves what the account holds, where, and what everybody may do as they were', () => {
    const last = stepAfter([0]);
    fc.assert(
      fc.property(worlds, last, fc.boolean(), (world, step, inParts) => {
        const laptop = openLaptop();
        const happenings = happeningsOf(world);
        for (const happening of happenings) laptop.take(happening);
        const operations = happenings.map(({ operation }) => operation);
        const ms = Math.max(...operations.map(({ at }) => at.ms));
        const metered = meteredKinds(world.chosen);
        function next(kind: RecipeKind | undefined): Operation {
          const operation = operationOf(world, kind ?? 'refuseScan', step, ms, operations);
          operations.push(operation);
          return operation;
        }
        // So that everything that is due by then has been posted.
        laptop.settle(next('refuseScan'));
        const operation = next(metered[step.pick % metered.length]);
        const intents = [operation, next(metered[step.target % metered.length])].flatMap(
          (each) => intentOf(each) ?? [],
        );
        const staysPaid = intents.some(({ action }) => ruleOf(laptop.ledger, action)?.rule.once?.reopens === false);
        const probes = ['Ana', 'Ben', 'Cas'].flatMap((member) => intents.map((intent) => ({ ...intent, member })));
        const anew = staysPaid ? [] : probes.map(({ operation: _operation, ...probe }) => probe);

        const before = standOf(laptop, anew);
        const entries = laptop.settle(operation);
        for (const entry of entries) tally.countEntry(entry);
        const charge = entries.find((entry) => entry.kind === 'charge');
        const back = takeBack(operation, charge?.kind === 'charge' ? charge.credits : 0, inParts, ms);
        for (const each of back) laptop.settle(each);
        expectSame(standOf(laptop, anew), before);

        if (back[0]?.kind === 'undo') tally.count('undos');
        else tally.count(back.length > 1 ? 'partial voids' : 'voids');
      }),
      { numRuns: runs, seed: 20_261_129 },
    );
  });
});
