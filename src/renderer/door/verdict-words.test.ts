import { describe, expect, it } from 'vitest';
import { aTicket } from '../../../test/builders/facts.ts';
import { refusalCodes, type Verdict } from '../../shared/admission/verdict.ts';
import { verdictReason } from './verdict-reason.ts';
import { verdictKey, verdictWords } from './verdict-words.ts';

/** 20:00 in Madrid. */
const at = Date.UTC(2026, 10, 21, 19);
const setting = { scanned: 'X-1', ticket: aTicket(), listName: 'Main entrance', timeZone: 'Europe/Madrid', at };
const hour = 3_600_000;
const earlier = { at: at - hour, gate: 'Gate B', actor: 'Sam' };
const byOperation = { ...earlier, operationId: '018f4e5a-0000-7000-8000-000000000009' as never };

const cases: readonly (readonly [name: string, verdict: Verdict, word: string, reason: string | undefined])[] = [
  ['invalid', { outcome: 'refuse', code: 'invalid' }, 'Not found', 'No ticket of this event has the code “X-1”.'],
  [
    'wrong_event',
    { outcome: 'refuse', code: 'wrong_event', eventName: 'Autumn Fair' },
    'Wrong event',
    'A ticket for “Autumn Fair”.',
  ],
  ['canceled', { outcome: 'refuse', code: 'canceled' }, 'Cancelled', 'The order or ticket was cancelled or refunded.'],
  ['blocked', { outcome: 'refuse', code: 'blocked' }, 'Blocked', 'An organiser has blocked this ticket.'],
  ['unapproved', { outcome: 'refuse', code: 'unapproved' }, 'Not approved', 'The order still waits for approval.'],
  [
    'invalid_time, early, in the event’s zone',
    { outcome: 'refuse', code: 'invalid_time', fromAt: at + hour },
    'Too early',
    'Valid from 21:00.',
  ],
  [
    'invalid_time, late, from another day',
    { outcome: 'refuse', code: 'invalid_time', fromAt: at - 30 * hour, untilAt: at - hour },
    'Too late',
    'It was valid from Fri 20 Nov, 14:00 until 19:00.',
  ],
  [
    'product, where to go',
    { outcome: 'refuse', code: 'product', ticketType: 'Press', admittedOn: ['Press gate', 'Back door'] },
    'Wrong door',
    '“Press” is not admitted on “Main entrance”. Send the guest to “Press gate” or “Back door”.',
  ],
  [
    'product, admitted nowhere',
    { outcome: 'refuse', code: 'product', ticketType: 'Press', admittedOn: [] },
    'Wrong door',
    '“Press” is not admitted on “Main entrance”. No other list admits it either: ask the organiser.',
  ],
  [
    'unpaid, amount due',
    { outcome: 'refuse', code: 'unpaid', due: { minor: 2_450, currency: 'EUR' } },
    'Not paid',
    '€24.50 to pay.',
  ],
  [
    'unpaid, currency unknown',
    { outcome: 'refuse', code: 'unpaid', due: { minor: 2_450, currency: '' } },
    'Not paid',
    '24.50 to pay.',
  ],
  ['unpaid, amount unknown', { outcome: 'refuse', code: 'unpaid' }, 'Not paid', 'The order has not been paid.'],
  [
    'rules, entries a day',
    { outcome: 'refuse', code: 'rules', failed: { rule: 'entries-per-day', limit: 2 } },
    'Limit reached',
    'This list admits a guest 2 times a day, and that is used up.',
  ],
  [
    'rules, capacity',
    { outcome: 'refuse', code: 'rules', failed: { rule: 'capacity', limit: 150 } },
    'Limit reached',
    'Full: 150 guests may be inside at once. When somebody leaves, scan again.',
  ],
  [
    'already_redeemed, inside',
    { outcome: 'already', code: 'already_redeemed', earlier: byOperation, inside: true },
    'Already in',
    'Let in 19:00 at Gate B by Sam, inside now.',
  ],
  [
    'already_redeemed, gone',
    { outcome: 'already', code: 'already_redeemed', earlier: byOperation, inside: false },
    'Already used',
    'Let in 19:00 at Gate B by Sam, gone since.',
  ],
  [
    'already_redeemed, by the imported list',
    { outcome: 'already', code: 'already_redeemed', earlier: { ...earlier, gate: '', actor: '' }, inside: true },
    'Already in',
    'The imported list says: arrived 19:00, inside now.',
  ],
  ['attention, with a note', { outcome: 'admit', code: 'attention', note: 'Speaker' }, 'Admit', 'Speaker'],
  ['attention, VIP', { outcome: 'admit', code: 'attention', note: '' }, 'Admit', 'Marked for special attention.'],
  ['ok', { outcome: 'admit', code: 'ok' }, 'Admit', undefined],
  ['ok, exit', { outcome: 'exit', code: 'ok' }, 'Exit', undefined],
];

describe('what the panel says for each verdict code', () => {
  it.each(cases)('%s', (_, verdict, word, reason) => {
    expect(verdictWords[verdictKey(verdict, at)].word).toBe(word);
    expect(verdictReason(verdict, setting)).toBe(reason);
  });

  it('every refusal says not to admit', () => {
    for (const code of refusalCodes) expect(verdictWords[code]).toMatchObject({ order: 'Do not admit' });
  });
});
