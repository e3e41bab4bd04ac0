import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Charge, Entry } from '../../src/shared/credit/entry.ts';
import { holdingOf } from '../../src/shared/credit/account.ts';
import { admissionItems, type Intent, intentOf } from '../../src/shared/credit/intent.ts';
import { type Quote, quote, type Refusal, type Unmetered } from '../../src/shared/credit/quote.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { claim } from './bookkeeper.ts';
import { happeningsOf } from './happenings.ts';
import { type Laptop, openLaptop } from './laptop.ts';
import { expectSame, fingerprintOf } from './picture.ts';
import { openTally } from './tally.ts';
import { worldsInOrder } from './worlds.ts';

const runs = 10_000;
const tally = openTally({
  quotes: 0.7,
  'quotes of nothing': 0.5,
  'quotes with debt': 0.02,
  'quotes over a boundary': 0.1,
  unmetered: 0.1,
  'refusals for credits': 0.1,
  'refusals at a limit': 0.005,
  requotes: 0.02,
});

type Answer = Quote | Refusal | Unmetered;

/** What a screen asks about: for a check-in, what the ticket's history makes of it. */
function askedOf(laptop: Laptop, operation: Operation): Intent | undefined {
  const intent = intentOf(operation);
  if (operation.kind !== 'checkIn' || intent === undefined) return intent;
  const admissions = laptop.changeOf(operation)?.history.admissions ?? [];
  const place = admissions.findIndex(({ id }) => id === operation.id);
  return place === -1 ? undefined : { ...intent, items: admissionItems(operation.fee, place > 0) };
}

/** What a person was told of an operation before the one that came in between. */
function toldBefore(laptop: Laptop, next: Operation | undefined): Answer | undefined {
  const asked = next && next.kind !== 'checkIn' ? intentOf(next) : undefined;
  return asked && quote(laptop.ledger, asked);
}

function costOf(answer: Answer): string {
  const { credits, terms } = answer.kind === 'quote' ? answer : { credits: 0, terms: [] };
  return `${String(credits)} ${[...terms].sort().join(' ')}`;
}

/** The act posted what the quote said, and nothing else that costs or gives back. */
function compareCharge(answer: Answer, operation: Operation, entries: readonly Entry[]): void {
  const money = entries.filter(({ kind }) => kind === 'charge' || kind === 'reversal');
  // Leaving costs nothing and has no line (GM-5).
  if (answer.kind !== 'quote' || operation.kind === 'checkOut') return expect(money).toEqual([]);
  const [charge, ...others] = money as Charge[];
  expect(others).toEqual([]);
  expect(charge).toMatchObject({ kind: 'charge', operation: operation.id, type: answer.type.id });
  const posted = { ...charge, terms: charge?.terms ?? [] };
  const { lines, credits, draws, debt, terms } = answer;
  const picked = {
    rules: posted.rules,
    credits: posted.credits,
    draws: posted.draws,
    debt: posted.debt,
    terms: posted.terms,
  };
  expectSame(picked, { rules: lines, credits, draws, debt, terms });
}

function countAnswer(answer: Answer, entries: readonly Entry[]): void {
  if (answer.kind === 'unmetered') return tally.count('unmetered');
  if (answer.kind === 'refusal') {
    return tally.count(answer.reason === 'limit' ? 'refusals at a limit' : 'refusals for credits');
  }
  tally.count(answer.credits === 0 ? 'quotes of nothing' : 'quotes');
  if (answer.debt > 0) tally.count('quotes with debt');
  if (entries.some(({ kind }) => kind === 'expiry' || kind === 'grant')) tally.count('quotes over a boundary');
}

function refuse(laptop: Laptop, operation: Operation, refusal: Refusal, before: string): void {
  claim(refusal.need > refusal.have, 'a refusal needs more than there is');
  claim(
    refusal.reason === 'limit' || refusal.type.atZero !== 'negative',
    'what may go negative is never refused (GM-9)',
  );
  expectSame(laptop.act(operation), { kind: 'refused', refusal });
  expectSame(fingerprintOf(laptop.ledger), before);
}

describe('a quote', () => {
  afterAll(() => tally.check(runs));

  it('X-2 is what the act costs; a refusal changes nothing; another price than was said is asked about again', () => {
    fc.assert(
      fc.property(worldsInOrder, (world) => {
        const laptop = openLaptop();
        const happenings = happeningsOf(world);
        let told: Answer | undefined;
        for (const [index, { operation, how }] of happenings.entries()) {
          const asked = askedOf(laptop, operation);
          const before = fingerprintOf(laptop.ledger);
          const answer = asked && quote(laptop.ledger, asked);
          if (index % 3 === 0) expectSame(fingerprintOf(laptop.ledger), before);
          const early = told;
          told = toldBefore(laptop, happenings[index + 1]?.operation);

          if (how === 'settle' || answer === undefined) {
            laptop.take({ operation, how });
          } else if (answer.kind === 'refusal') {
            refuse(laptop, operation, answer, before);
            countAnswer(answer, []);
          } else {
            const said = early === undefined || early.kind === 'refusal' ? answer : early;
            const { credits, terms } = said.kind === 'quote' ? said : { credits: 0, terms: [] };
            const first = laptop.act(operation, { credits, terms });
            expect(first.kind).toBe(costOf(said) === costOf(answer) ? 'done' : 'requote');
            if (first.kind === 'requote') {
              tally.count('requotes');
              expectSame(first.quote, answer);
              expectSame(fingerprintOf(laptop.ledger), before);
            }
            const fresh = answer.kind === 'quote' ? answer : { credits: 0, terms: [] };
            const acted = first.kind === 'requote' ? laptop.act(operation, fresh) : first;
            const entries = acted.kind === 'done' ? acted.entries : [];
            compareCharge(answer, operation, entries);
            if (answer.kind === 'quote') {
              const { balance } = holdingOf(laptop.ledger.account, answer.type.id);
              claim(balance === answer.balanceAfter, 'the balance is what the quote said');
            }
            countAnswer(answer, entries);
          }
        }
      }),
      { numRuns: runs, seed: 20_261_128 },
    );
  });
});
