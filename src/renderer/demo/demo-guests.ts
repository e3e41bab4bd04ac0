import type { Money, TicketDraft } from '../../shared/ticket.ts';
import { companies, namePools, notes } from './demo-names.ts';
import { drawOne, drawWeighted, seededRandom } from './seeded.ts';
import { showcaseGuests } from './showcase-guests.ts';

const demoGuestCount = 500;

/** The type that the demo's second list admits. */
export const vipType = 'VIP';

interface DemoTicketType {
  readonly name: string;
  /** In cents; free ones carry no fee and so cost a credit each. */
  readonly cents: number;
}

const ticketTypes: readonly (readonly [DemoTicketType, weight: number])[] = [
  [{ name: 'General admission', cents: 4_500 }, 38],
  [{ name: 'Early bird', cents: 3_500 }, 16],
  [{ name: 'Student', cents: 2_000 }, 8],
  [{ name: vipType, cents: 12_000 }, 5],
  [{ name: 'Sponsor guest', cents: 0 }, 16],
  [{ name: 'Friends of the house', cents: 0 }, 9],
  [{ name: 'Press', cents: 0 }, 4],
  [{ name: 'Crew', cents: 0 }, 4],
];

type Trouble = Partial<Pick<TicketDraft, 'status' | 'paid'>>;

const troubles: readonly (readonly [Trouble, weight: number])[] = [
  [{}, 92],
  [{ status: 'canceled' }, 3],
  [{ status: 'unapproved' }, 2],
  [{ paid: false }, 3],
];

/**
 * The demo's guest list, the same in every run but for its times, which stand around `now` (UTC milliseconds): first
 * one guest for everything that can happen at a door, then a crowd.
 */
export function demoGuests(now: number): readonly TicketDraft[] {
  const random = seededRandom(2_026);
  const guests: TicketDraft[] = showcaseGuests(now).map((guest, index) => ({ ...aGuest(index), ...guest }));
  for (let order = 1; guests.length < demoGuestCount; order += 1)
    guests.push(...drawOrder(random, order, guests.length));
  return guests.slice(0, demoGuestCount);
}

/** What every guest has who is nothing special; `index` counts from 0. */
function aGuest(index: number) {
  return {
    code: `GALA-${String(index + 1).padStart(4, '0')}`,
    orderCode: `S${String(index + 1).padStart(3, '0')}`,
    position: 1,
    ticketType: 'General admission',
    fee: 'per-ticket',
    price: euros(4_500),
    status: 'valid',
    paid: true,
    attention: false,
  } as const satisfies Partial<TicketDraft>;
}

/** One to five tickets of one kind, bought together. */
function drawOrder(random: () => number, order: number, index: number): readonly TicketDraft[] {
  const { name: ticketType, cents } = drawWeighted(random, ticketTypes);
  const size = drawWeighted(random, [
    [1, 55],
    [2, 30],
    [3, 8],
    [4, 5],
    [5, 2],
  ]);
  const trouble = drawWeighted(random, troubles);
  const pool = drawOne(random, namePools);
  const family = drawOne(random, pool.family);
  const company = ticketType === 'Sponsor guest' || ticketType === 'Press' ? drawOne(random, companies) : undefined;
  return Array.from({ length: size }, (_, place): TicketDraft => {
    const given = drawOne(random, pool.given);
    const note = random() < 0.015 ? drawOne(random, notes) : undefined;
    return {
      ...aGuest(index + place),
      orderCode: `G${String(order).padStart(3, '0')}`,
      position: place + 1,
      name: `${given} ${random() < 0.7 ? family : drawOne(random, pool.family)}`,
      email: `${plain(given)}.${plain(family)}@example.org`,
      ticketType,
      fee: cents === 0 ? 'none' : 'per-ticket',
      price: euros(cents),
      attention: ticketType === vipType,
      ...trouble,
      ...(company === undefined ? {} : { company }),
      ...(note === undefined ? {} : { note }),
    };
  });
}

function euros(cents: number): Money {
  return { minor: cents, currency: 'EUR' };
}

/** A name as it stands in an email address. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
