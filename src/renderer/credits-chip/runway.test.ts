import { describe, expect, it } from 'vitest';
import { aCheckIn, aGrant, aList, anOperation, aTicket, deviceId, eventId } from '../../../test/builders/facts.ts';
import { openTill, type Till } from '../../../test/builders/till.ts';
import { artsvpInvites } from '../../shared/credit/policies/artsvp.ts';
import { guestManager } from '../../shared/credit/policies/guest-manager.ts';
import type { Policy } from '../../shared/credit/policy.ts';
import type { CheckInList } from '../../shared/event.ts';
import type { Ticket, TicketFee } from '../../shared/ticket.ts';
import { applyOperation, type EventMemory, fileTickets, openEventMemory } from '../ledger/event-memory.ts';
import { runwayText } from './chip-words.ts';
import { type Runway, runwayOf } from './runway.ts';

const at = Date.UTC(2026, 10, 21, 19);

function tickets(count: number, fee: TicketFee, from = 0): readonly Ticket[] {
  return Array.from({ length: count }, (_, index) => aTicket({ code: `${fee}-${String(from + index)}`, fee }));
}

const made = { ms: 0, n: 0, device: deviceId('one') };

function anEvent(guests: readonly Ticket[], list: CheckInList = aList()): EventMemory {
  const details = { id: eventId('gala'), name: 'Gala', timeZone: 'UTC', firstList: list };
  const memory = openEventMemory({
    details,
    detailedAt: made,
    lists: new Map([[list.id, list]]),
    listedAt: new Map([[list.id, made]]),
    imports: [],
    atDoor: [],
    settlements: [],
  });
  fileTickets(memory, guests, made);
  return memory;
}

function runway(till: Till, event: EventMemory): Runway {
  const found = runwayOf(till.ledger, event, aList().id, at);
  if (found === undefined) throw new Error('Check-ins are metered here');
  return found;
}

const type = guestManager.creditTypes[0];

function textOf(till: Till, event: EventMemory): string {
  if (type === undefined) throw new Error('There is a credit type');
  return runwayText(runway(till, event), type);
}

interface Case {
  readonly name: string;
  readonly credits: number;
  readonly free: number;
  readonly paid: number;
  readonly expected: Omit<Runway, 'type'>;
  readonly text: string;
}

const cases: readonly Case[] = [
  {
    name: 'everybody is covered',
    credits: 300,
    free: 212,
    paid: 0,
    expected: { guests: 212, cost: 212, shortBy: 0, coveredPercent: 100 },
    text: 'Covers everybody still expected (212 credits).',
  },
  {
    name: 'exactly enough is enough',
    credits: 10,
    free: 10,
    paid: 0,
    expected: { guests: 10, cost: 10, shortBy: 0, coveredPercent: 100 },
    text: 'Covers everybody still expected (10 credits).',
  },
  {
    name: 'one too few never reads as 100 %',
    credits: 1_999,
    free: 2_000,
    paid: 0,
    expected: { guests: 2_000, cost: 2_000, shortBy: 1, coveredPercent: 99 },
    text: 'Covers 99 % of the 2,000 guests still expected; short by about 1.',
  },
  {
    name: 'short by about 110',
    credits: 1_130,
    free: 1_240,
    paid: 60,
    expected: { guests: 1_300, cost: 1_240, shortBy: 110, coveredPercent: 91 },
    text: 'Covers 91 % of the 1,300 guests still expected; short by about 110.',
  },
  {
    name: 'GM-2: paid tickets cost nothing',
    credits: 0,
    free: 0,
    paid: 40,
    expected: { guests: 40, cost: 0, shortBy: 0, coveredPercent: 100 },
    text: '40 guests still expected: checking them in costs nothing.',
  },
  {
    name: 'nothing left',
    credits: 0,
    free: 1,
    paid: 0,
    expected: { guests: 1, cost: 1, shortBy: 1, coveredPercent: 0 },
    text: 'Covers 0 % of the 1 guest still expected; short by about 1.',
  },
  {
    name: 'nobody expected',
    credits: 5,
    free: 0,
    paid: 0,
    expected: { guests: 0, cost: 0, shortBy: 0, coveredPercent: 100 },
    text: 'Nobody is expected any more.',
  },
];

describe('the runway', () => {
  it.each(cases)('$name', ({ credits, free, paid, expected, text }) => {
    const till = openTill({ credits });
    const event = anEvent([...tickets(free, 'none'), ...tickets(paid, 'per-ticket')]);
    expect(runway(till, event)).toEqual({ type: 'credit', ...expected });
    expect(textOf(till, event)).toBe(text);
  });

  it('counts what is owed to what is missing', () => {
    const till = openTill({ credits: 0 });
    till.take(anOperation('sendEmail', { id: 'mail', ms: 1 }, { purpose: 'campaign', recipients: 12 }));
    expect(runway(till, anEvent(tickets(10, 'none')))).toMatchObject({ cost: 10, shortBy: 22, coveredPercent: 0 });
  });

  it('leaves out who has come, who is not valid, and whom the list does not admit', () => {
    const list = aList({ ticketTypes: ['VIP'] });
    const vip = (code: string, facts: Partial<Ticket> = {}) => aTicket({ code, ticketType: 'VIP', ...facts });
    const event = anEvent([vip('A'), vip('B'), vip('C', { status: 'canceled' }), aTicket({ code: 'D' })], list);
    expect(runway(openTill(), event).guests).toBe(2);
    applyOperation(event, aCheckIn({ id: 'in', ms: 1, ticket: 'A' }));
    expect(runway(openTill(), event).guests).toBe(1);
  });

  it('GM-16: a plan that does not count covers everybody', () => {
    const till = openTill({ credits: 0 });
    till.take(anOperation('changePlan', { id: 'plan', ms: 1 }, { policy: 'guest-manager', plan: 'unlimited' }));
    expect(runway(till, anEvent(tickets(500, 'none')))).toMatchObject({ cost: 0, shortBy: 0 });
  });

  it('GM-12: takes in an allowance that is due but not posted yet', () => {
    const till = openTill({ credits: 0, beginsAt: Date.UTC(2026, 9, 1) });
    till.take(
      anOperation(
        'changePlan',
        { id: 'plan', ms: Date.UTC(2026, 9, 1) + 1 },
        { policy: 'guest-manager', plan: 'starter' },
      ),
    );
    till.take(
      anOperation('sendEmail', { id: 'mail', ms: Date.UTC(2026, 9, 2) }, { purpose: 'campaign', recipients: 310 }),
    );
    expect(till.holding().balance).toBe(50 + 250 - 310);
    // By 21 November one more allowance has come in, which pays back the 10 owed.
    expect(runway(till, anEvent(tickets(240, 'none')))).toMatchObject({ cost: 240, shortBy: 0 });
    expect(till.holding().balance).toBe(-10);
  });

  it('counts only credits that may be used for check-ins, and refuses nobody in particular', () => {
    const scoped: Policy = {
      ...guestManager,
      creditTypes: guestManager.creditTypes.map((each) => ({ ...each, atZero: 'refuse', memberLimits: true })),
    };
    const till = openTill({ policy: scoped, credits: 4 });
    till.take(aGrant({ id: 'mails', ms: 1 }, 100, { scope: ['sendEmail'] }));
    till.take(anOperation('defineMember', { id: 'kim', ms: 2 }, { member: 'Kim', limits: { credit: 1 } }));
    expect(runway(till, anEvent(tickets(5, 'none')))).toMatchObject({ cost: 5, shortBy: 1, coveredPercent: 80 });
  });

  it('there is none where no policy charges for check-ins', () => {
    const till = openTill({ policy: artsvpInvites });
    const when = { id: 'choose', ms: 1 };
    till.take(anOperation('choosePolicy', when, { policies: ['artsvp-invites'], timeZone: 'UTC' }));
    expect(runwayOf(till.ledger, anEvent(tickets(3, 'none')), aList().id, at)).toBeUndefined();
  });

  it('counts each of 100,000 guests', () => {
    const till = openTill({ credits: 1_000 });
    const event = anEvent([...tickets(50_000, 'none'), ...tickets(50_000, 'per-ticket')]);
    for (let index = 0; index < 25_000; index += 1) {
      applyOperation(event, aCheckIn({ id: `in-${String(index)}`, ms: index, ticket: `none-${String(index)}` }));
    }
    expect(runway(till, event)).toMatchObject({ guests: 75_000, cost: 25_000 });
  });
});
