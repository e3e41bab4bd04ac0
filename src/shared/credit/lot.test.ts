import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { aLot } from '../../../test/builders/facts.ts';
import type { EntryId } from '../ids.ts';
import { compareBurnOrder, isUsable, type Lot, lotSchema, mostCredits } from './lot.ts';

const id = (name: string) => name as EntryId;

/** Lots that differ from the plain one in one thing, or that let a stronger reason win over all weaker ones. */
const plain = aLot({ id: id('m'), credits: 10, startsAt: 100 });
const rows: readonly { readonly name: string; readonly first: Partial<Lot>; readonly later: Partial<Lot> }[] = [
  { name: 'lower priority', first: { priority: -1 }, later: {} },
  { name: 'no priority is 0', first: {}, later: { priority: 1 } },
  { name: 'priority before scope', first: { priority: 1 }, later: { priority: 2, scope: ['printBadge'] } },
  { name: 'for some actions before for all', first: { scope: ['printBadge'] }, later: {} },
  { name: 'for fewer actions', first: { scope: ['printBadge'] }, later: { scope: ['printBadge', 'sendEmail'] } },
  { name: 'scope before end', first: { scope: ['printBadge'], endsAt: 900 }, later: { endsAt: 200 } },
  { name: 'earlier end', first: { endsAt: 200 }, later: { endsAt: 201 } },
  { name: 'one that ends before one that does not', first: { endsAt: 200 }, later: {} },
  { name: 'end before paid', first: { endsAt: 200, source: 'pack' }, later: { source: 'bonus' } },
  { name: 'free before paid', first: { source: 'bonus' }, later: { source: 'pack' } },
  { name: 'free before paid, though newer', first: { source: 'welcome', startsAt: 500 }, later: {} },
  { name: 'older', first: { startsAt: 99 }, later: {} },
  { name: 'older, whatever the name', first: { id: id('z'), startsAt: 99 }, later: { id: id('a') } },
  { name: 'name, where all else is equal', first: { id: id('a') }, later: { id: id('b') } },
];

describe('burn order', () => {
  it.each(rows)('burns first: $name', ({ first, later }) => {
    const one = { ...plain, ...first };
    const other = { ...plain, ...later };
    expect(compareBurnOrder(one, other)).toBeLessThan(0);
    expect(compareBurnOrder(other, one)).toBeGreaterThan(0);
  });

  it('is the same lot to itself, so that sorting is stable', () => {
    expect(compareBurnOrder(plain, { ...plain })).toBe(0);
    expect(compareBurnOrder({ ...plain, scope: ['a'] }, { ...plain, scope: ['b'] })).toBe(0);
  });
});

describe('a lot may pay', () => {
  const lot = aLot({ credits: 1, startsAt: 100, endsAt: 200, scope: ['printBadge'] });

  it.each([
    { name: 'not a millisecond before its start', action: 'printBadge', at: 99, pays: false },
    { name: 'from its start on', action: 'printBadge', at: 100, pays: true },
    { name: 'in the last millisecond', action: 'printBadge', at: 199, pays: true },
    { name: 'not at its end', action: 'printBadge', at: 200, pays: false },
    { name: 'not for an action outside its scope', action: 'sendEmail', at: 150, pays: false },
  ])('$name', ({ action, at, pays }) => {
    expect(isUsable(lot, action, at)).toBe(pays);
  });

  it('for anything and for ever, where it says nothing of that (GM-10, AI-7, AP-6, II-8)', () => {
    expect(isUsable(aLot({ credits: 1 }), 'anything', 8_640_000_000_000_000)).toBe(true);
  });
});

describe('integers only', () => {
  it.each([0.5, 2 ** 53, 0, -1, Number.NaN, Infinity])('a lot of %s credits is refused', (credits) => {
    expect(v.safeParse(lotSchema, aLot({ credits })).success).toBe(false);
  });

  it('a lot is as large as sums of many stay exact, and no larger', () => {
    expect(v.safeParse(lotSchema, aLot({ credits: mostCredits })).success).toBe(true);
    expect(v.safeParse(lotSchema, aLot({ credits: mostCredits + 1 })).success).toBe(false);
  });

  it('a lot that ends when it starts, or before, is none', () => {
    expect(v.safeParse(lotSchema, aLot({ credits: 1, startsAt: 5, endsAt: 6 })).success).toBe(true);
    expect(v.safeParse(lotSchema, aLot({ credits: 1, startsAt: 5, endsAt: 5 })).success).toBe(false);
  });
});
