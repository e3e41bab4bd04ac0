import { describe, expect, it } from 'vitest';
import { guestName } from './guest-name.ts';
import { countText, creditsText, moneyText, signedText } from './number-text.ts';
import { dateAndTimeText, dayAndTimeText, nearbyTimeText, timeText } from './time-text.ts';

/** 00:04:11 of the next day in Madrid. */
const at = Date.UTC(2026, 10, 21, 23, 4, 11);

describe('times, in the event’s zone', () => {
  it.each([
    ['seconds', timeText(at, 'Europe/Madrid'), '00:04:11'],
    ['another zone', timeText(at, 'America/New_York'), '18:04:11'],
    ['day', dayAndTimeText(at, 'Europe/Madrid'), 'Sun 22 Nov, 00:04'],
    ['date', dateAndTimeText(at, 'Europe/Madrid'), '22 Nov 2026, 00:04'],
    ['same day', nearbyTimeText(at, at + 3_600_000, 'Europe/Madrid'), '00:04'],
    ['the day before', nearbyTimeText(at, at + 86_400_000, 'Europe/Madrid'), 'Sun 22 Nov, 00:04'],
  ])('%s', (_, text, expected) => expect(text).toBe(expected));
});

describe('numbers', () => {
  it.each([
    ['one', countText(1, 'guest'), '1 guest'],
    ['many', countText(1_240, 'guest'), '1,240 guests'],
    ['irregular', countText(2, 'entry', 'entries'), '2 entries'],
    ['none', creditsText(0), '0 credits'],
    ['negative', creditsText(-12), '-12 credits'],
    ['gained', signedText(50), '+50'],
    ['nothing', signedText(-0), '0'],
    ['euros', moneyText({ minor: 2_400, currency: 'EUR' }), '€24.00'],
    ['yen have no minor units', moneyText({ minor: 2_400, currency: 'JPY' }), 'JP¥2,400'],
    ['dinars have three decimals', moneyText({ minor: 2_400, currency: 'KWD' }), 'KWD\u00A02.400'],
    ['unknown currency', moneyText({ minor: 2_400, currency: '' }), '24.00'],
    ['no currency code', moneyText({ minor: 2_400, currency: 'pts' }), '24.00 pts'],
  ])('%s', (_, text, expected) => expect(text).toBe(expected));
});

describe('guests', () => {
  it.each([
    [{ name: 'Ana Ruiz' }, 'Ana Ruiz'],
    [{ name: ' ', plusOneOf: 'Ana Ruiz' }, 'Guest of Ana Ruiz'],
    [{ name: '' }, 'Unnamed guest'],
  ])('%j', (ticket, expected) => expect(guestName(ticket)).toBe(expected));
});
