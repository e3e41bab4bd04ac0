import type { Operation, OperationOf } from '../../src/shared/operation.ts';
import { aCheckIn, aCheckOut, anOperation, anUndo, aTicket, instant, listId } from '../builders/facts.ts';
import type { Side, Venue, VenueLaptop } from './venue.ts';

/** What people do, in words of a test. */
export const acts = ['checkIn', 'checkOut', 'undo', 'issue', 'email', 'void', 'pack', 'import'] as const;
export type Act = (typeof acts)[number];

/** Names operations: the same in every run of one venue. */
export function openNames(run: string) {
  let made = 0;
  return () => `${run} ${String((made += 1))}`;
}

/** Everything costs something from here on. */
export function agreement(laptop: VenueLaptop, id: string, ms: number): Operation {
  const when = { id, ms, device: laptop.name };
  return anOperation('choosePolicy', when, { policies: ['guest-manager'], timeZone: 'UTC' });
}

/**
 * Four guests, of whom one has arrived already, and what brings them into the list. Different numbers: other guest lists,
 * with the same guests and others. All lists agree on who has arrived: what a check-in costs depends on what was known
 * where it was settled first, and two lists that contradict each other may be settled in different orders.
 */
export function guestList(laptop: VenueLaptop, id: string, ms: number, number: number): OperationOf<'importTickets'> {
  const tickets = [0, 1, 2, 3].map((at) => {
    const code = `T-${String(number + at)}`;
    const arrived =
      (number + at) % 4 === 3 ? { arrivedAt: instant('2026-06-01T08:00:00'), arrivedOn: listId('main') } : {};
    return aTicket({ code, ...arrived });
  });
  const facts = { listId: listId('main'), fileName: 'guests.csv', system: 'luma', changed: [], free: 4, paid: 0 };
  const issued = [laptop.pack(tickets)];
  return anOperation('importTickets', { id, ms, device: laptop.name }, { ...facts, issued });
}

/** One act of a laptop, about something that its own server knows; undefined where there is nothing for it yet. */
export async function perform(
  venue: Venue,
  { laptop, side, act, pick }: { laptop: VenueLaptop; side: Side; act: Act; pick: number },
  id: string,
): Promise<Operation | undefined> {
  const when = { id, ms: venue.tick(), device: laptop.name };
  const known = await venue.operations(side);
  const ofKind = <K extends Operation['kind']>(kind: K) =>
    known.filter((operation): operation is OperationOf<K> => operation.kind === kind);
  const one = <T>(of: readonly T[]): T | undefined => of[pick % Math.max(1, of.length)];
  switch (act) {
    case 'checkIn':
    case 'checkOut': {
      // A door knows a guest by a list that was imported there before.
      const tickets = ofKind('importTickets').flatMap(({ fileName }) => Number(fileName.split(' ')[1] ?? 0));
      const first = one(tickets);
      if (first === undefined) return undefined;
      const facts = { ...when, ticket: `T-${String(first + (pick % 4))}` };
      return act === 'checkIn' ? aCheckIn(facts) : aCheckOut(facts);
    }
    case 'undo': {
      const target = one([...ofKind('checkIn'), ...ofKind('checkOut'), ...ofKind('undo')]);
      if (target === undefined) return undefined;
      return { ...anUndo(when, ''), ticketId: target.ticketId, target: target.id };
    }
    case 'issue':
      return anOperation('issueTickets', when, { orderCode: id, free: 1 + (pick % 3), paid: pick % 2 });
    case 'email':
      return anOperation('sendEmail', when, { purpose: 'campaign', recipients: 1 + (pick % 5) });
    case 'void': {
      const target = one([...ofKind('issueTickets'), ...ofKind('sendEmail')]);
      return target && anOperation('voidAction', when, { target: target.id, reason: 'It did not go out' });
    }
    case 'pack':
      return anOperation('buyPack', when, {
        name: '100 credits',
        type: 'credit',
        quantity: 1,
        credits: 100,
        payment: 'card',
        price: { minor: 4_000, currency: 'EUR' },
      });
    case 'import': {
      const number = pick % 3;
      return { ...guestList(laptop, id, when.ms, number), fileName: `guests ${String(number)}` };
    }
  }
}
