import { describe, expect, it } from 'vitest';
import { aGrant, deviceId } from '../../../test/builders/facts.ts';
import { aLoss, aTake } from '../../../test/builders/leases.ts';
import { aPolicy, aType } from '../../../test/builders/policies.ts';
import { openTill } from '../../../test/builders/till.ts';
import { draw, type Reach, usableCredits } from './draw.ts';

const refused = aType();

/**
 * `start` has 10 that nobody holds. The south holds 8 until 100 and 6 until 1,000; the north 5; the lost one 4, which are
 * written off. The west has never held anything.
 */
function openWorld() {
  const till = openTill({ policy: aPolicy({ creditTypes: [refused] }), credits: 0 });
  till.take(aGrant({ id: 'start', ms: 0 }, 10, { terms: ['plain'] }));
  till.take(aGrant({ id: 'a', ms: 0 }, 8));
  till.take(aGrant({ id: 'b', ms: 1 }, 6, { scope: ['sendEmail'], terms: ['letterhead'] }));
  till.take(aGrant({ id: 'c', ms: 2 }, 9));
  till.take(aTake({ id: '1', ms: 3 }, { lease: 'A', slices: { a: 8 }, notAfterAt: 100 }));
  till.take(aTake({ id: '2', ms: 4 }, { lease: 'B', slices: { b: 6 }, notAfterAt: 1_000 }));
  till.take(aTake({ id: '3', ms: 5 }, { lease: 'C', holder: 'north', slices: { c: 5 } }));
  till.take(aTake({ id: '4', ms: 6 }, { lease: 'D', holder: 'lost', slices: { c: 4 } }));
  till.take(aLoss({ id: '5', ms: 7 }, 'D'));
  return till.ledger.account;
}

type Case = readonly [who: string | undefined, reach: Reach, at: number, credits: number, draws: string, debt: number];

const cases: readonly Case[] = [
  // Whoever has never held a part draws what nobody holds, unless only held parts count.
  ['west', 'own', 10, 12, 'start 10', 2],
  ['west', 'late', 10, 12, 'start 10', 2],
  ['west', 'held', 10, 12, '', 12],
  // A holder draws its own part alone: the narrower scope first.
  ['south', 'held', 10, 12, 'b 6, a 6', 0],
  ['south', 'own', 10, 12, 'b 6, a 6', 0],
  ['south', 'own', 10, 20, 'b 6, a 8', 6],
  // What has happened is not refused: what nobody holds comes last.
  ['south', 'late', 10, 20, 'b 6, a 8, start 6', 0],
  ['south', 'late', 10, 30, 'b 6, a 8, start 10', 6],
  // What was held for too long comes after what was not.
  ['south', 'held', 100, 12, 'b 6', 6],
  ['south', 'own', 100, 12, 'b 6', 6],
  ['south', 'late', 100, 12, 'b 6, a 6', 0],
  ['south', 'late', 2_000, 16, 'b 6, a 8, start 2', 0],
  // The others’ parts are never drawn from.
  ['north', 'late', 10, 99, 'c 5, start 10', 84],
  // What was written off is found again.
  ['lost', 'held', 10, 9, 'c 4', 5],
  ['lost', 'late', 10, 9, 'c 4, start 5', 0],
  // Without a laptop, whatever the organisation has counts; what was written off it has not.
  [undefined, 'own', 10, 99, 'start 10, b 6, a 8, c 5', 70],
  ['south', 'own', 10, 0, '', 0],
];

describe('drawing', () => {
  it.each(cases)(
    'X-5 by %s, %s, at %i: %i credits are of %j, and %i of nothing',
    (who, reach, at, credits, draws, debt) => {
      const asked = { action: 'sendEmail', at, device: who === undefined ? undefined : deviceId(who) };
      const drawn = draw(openWorld(), refused, asked, credits, reach);
      expect(drawn.draws.map((each) => `${each.lot.split('/')[0] ?? ''} ${String(each.credits)}`).join(', ')).toBe(
        draws,
      );
      expect(drawn.debt).toBe(debt);
      expect(usableCredits(openWorld(), refused, asked, reach)).toBeGreaterThanOrEqual(credits - debt);
    },
  );

  it('another action draws from what it may use alone', () => {
    const asked = { action: 'printBadge', at: 10, device: deviceId('south') };
    expect(draw(openWorld(), refused, asked, 12, 'own')).toMatchObject({ draws: [{ credits: 8 }], debt: 4 });
  });

  it('names the terms of the lots that it drew from', () => {
    const asked = { action: 'sendEmail', at: 10, device: deviceId('south') };
    expect([...draw(openWorld(), refused, asked, 1, 'own').terms]).toEqual(['letterhead']);
    expect([...draw(openWorld(), refused, asked, 16, 'late').terms]).toEqual(['letterhead', 'plain']);
  });

  it('says what of it is found again', () => {
    const asked = { action: 'sendEmail', at: 10, device: deviceId('lost') };
    expect(draw(openWorld(), refused, asked, 3, 'own').revived.map(({ credits }) => credits)).toEqual([3]);
  });

  it('GM-9 of a type that goes negative, leases do not count', () => {
    const asked = { action: 'sendEmail', at: 10, device: deviceId('south') };
    const drawn = draw(openWorld(), aType({ atZero: 'negative' }), asked, 12, 'held');
    expect(drawn.draws.map(({ lot }) => lot)).toEqual(['start']);
    expect(drawn.debt).toBe(2);
  });

  it('changes nothing', () => {
    const world = openWorld();
    const before = structuredClone([...world.lots.values()]);
    draw(world, refused, { action: 'sendEmail', at: 10, device: deviceId('south') }, 99, 'late');
    expect([...world.lots.values()]).toEqual(before);
  });
});
