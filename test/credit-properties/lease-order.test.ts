import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { holdingOf } from '../../src/shared/credit/account.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { anEmail, aVoid } from '../builders/account-facts.ts';
import { aGrant } from '../builders/facts.ts';
import { aHandBack, aLoss, aTake } from '../builders/leases.ts';
import { openServer } from './fleet.ts';
import { openTally } from './tally.ts';

const runs = 5_000;
const names = ['south', 'north', 'west'] as const;
const tally = openTally({
  charges: 2,
  reversals: 0.3,
  'hand-backs': 0.5,
  'write-offs': 0.5,
  revivals: 0.1,
  'other orders': 0.8,
});

/** What three laptops and the owner do, each in its own order, and in which order they are heard. */
interface Story {
  /** By each laptop, of the 20 credits that it holds. */
  readonly spent: readonly (readonly number[])[];
  readonly voided: readonly { readonly of: number; readonly place: number; readonly by: number }[];
  readonly returns: readonly boolean[];
  readonly lost: readonly number[];
  readonly order: readonly number[];
}

const spentByOne = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
const stories = fc.record<Story>({
  spent: fc.array(spentByOne, { minLength: 3, maxLength: 3 }),
  voided: fc.array(fc.record({ of: fc.nat(2), place: fc.nat(3), by: fc.nat(2) }), { maxLength: 4 }),
  returns: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  lost: fc.subarray([0, 1, 2]),
  order: fc.array(fc.nat(3), { minLength: 20, maxLength: 60, size: 'max' }),
});

/** What each laptop has to say, and the owner last. */
function queuesOf({ spent, voided, returns, lost }: Story): Operation[][] {
  const queues = names.map((device, who): Operation[] => [
    ...(spent[who] ?? []).map((credits, place) =>
      anEmail({ id: `${device} ${String(place)}`, ms: 10 + place, device }, credits),
    ),
    ...voided.flatMap(({ of, place, by }, index) =>
      by === who ? [aVoid({ id: `void ${String(index)}`, ms: 30, device }, `${names[of] ?? ''} ${String(place)}`)] : [],
    ),
    ...(returns[who] === true ? [aHandBack({ id: `return ${device}`, ms: 50, device }, device)] : []),
  ]);
  const owner = lost.map((who) => aLoss({ id: `loss ${String(who)}`, ms: 20, device: 'owner' }, names[who]));
  return [...queues, owner];
}

function run(story: Story, order: readonly number[]) {
  const server = openServer();
  server.settle(aGrant({ id: 'start', ms: 0, device: 'owner' }, 80));
  for (const holder of names) {
    server.settle(aTake({ id: `lease ${holder}`, ms: 1 }, { lease: holder, holder, slices: { start: 20 } }));
  }
  const rest = queuesOf(story);
  const mixed = order.flatMap((who) => rest[who]?.splice(0, 1) ?? []);
  const heard = [...mixed, ...rest.flat()];
  const entries = heard.flatMap((operation) => server.settle(operation));
  const { granted, spent, refunded, expired, balance } = holdingOf(server.ledger.account, 'credit');
  const lots = [...server.ledger.account.lots.values()].map(({ lot, left, writtenOff }) => [lot.id, left, writtenOff]);
  return { heard, entries, meaning: { granted, spent, refunded, expired, balance, lots } };
}

describe('the order in which laptops are heard', () => {
  afterAll(() => tally.check(runs));

  it('X-5 X-6 does not matter: the same is spent, given back, lost and left', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const straight = run(story, []);
        const mixed = run(story, story.order);
        expect(mixed.meaning).toEqual(straight.meaning);
        for (const entry of mixed.entries) tally.countEntry(entry);
        if (mixed.heard.some(({ id }, place) => id !== straight.heard[place]?.id)) tally.count('other orders');
      }),
      { numRuns: runs, seed: 20_261_206 },
    );
  });
});
