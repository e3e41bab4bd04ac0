import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { listId } from '../../../test/builders/facts.ts';
import { matchDrafts } from '../../shared/guest-list/match.ts';
import { ticketDraftSchema } from '../../shared/ticket.ts';
import { demoGuests } from './demo-guests.ts';

const now = Date.UTC(2026, 10, 21, 19, 30);
const guests = demoGuests(now);
const count = (test: (guest: (typeof guests)[number]) => boolean) => guests.filter((guest) => test(guest)).length;

describe('the demo’s guests', () => {
  it('are 500 sound tickets, each with a code of its own but for one pair', () => {
    expect(guests).toHaveLength(500);
    for (const guest of guests) v.parse(ticketDraftSchema, guest);
    expect(new Set(guests.map(({ code }) => code)).size).toBe(499);
  });

  it('are the same in every run', () => {
    expect(demoGuests(now)).toEqual(guests);
  });

  it('are a believable crowd: mostly paid, many free, some of everything else', () => {
    expect(count(({ fee }) => fee === 'none')).toBeGreaterThan(150);
    expect(count(({ fee }) => fee === 'none')).toBeLessThan(200);
    for (const status of ['canceled', 'unapproved', 'blocked'] as const) {
      expect(count((guest) => guest.status === status)).toBeGreaterThan(0);
    }
    expect(count(({ paid }) => !paid)).toBeGreaterThan(5);
    expect(count(({ attention }) => attention)).toBeGreaterThan(10);
    expect(count(({ position }) => position > 1)).toBeGreaterThan(100);
    expect(new Set(guests.map(({ ticketType }) => ticketType)).size).toBeGreaterThan(8);
  });

  it('only two tickets have times at which they do not admit', () => {
    expect(count(({ validFromAt = 0, validUntilAt = Infinity }) => now < validFromAt || now >= validUntilAt)).toBe(2);
  });

  it('imported again, nobody is added', () => {
    const list = listId('main');
    const { issued } = matchDrafts([], guests, list);
    expect(matchDrafts(issued, guests, list)).toMatchObject({ issued: [], changed: [], unchanged: 500 });
  });
});
