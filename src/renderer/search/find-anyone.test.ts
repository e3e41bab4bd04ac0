import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aTicket, ticketId } from '../../../test/builders/facts.ts';
import { crowd } from '../../../test/fixtures/crowd.ts';
import { seededRandom } from '../../../test/fixtures/random.ts';
import { findTickets } from './find-tickets.ts';
import { buildIndex } from './search-index.ts';

const seed = 20_261_123;

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
}

/** The words with the one at `turn` first: over all turns, every word leads once. */
function turned(words: readonly string[], turn: number): string {
  return [...words.slice(turn), ...words.slice(0, turn)].reverse().join(' ');
}

/** The end of a code, long enough and with a digit, as it must have to be told from a name. */
function lastCharacters(code: string): string {
  return /(?=.*\d).{3,7}$/.exec(code)?.[0] ?? code;
}

describe('whoever is on the list', () => {
  /** Any script; not the iota of ancient Greek that is an accent in small letters and a letter in capitals. */
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((text) => /^\S*\p{L}\S*$/u.test(text) && !text.normalize('NFD').includes('\u0345'));
  const name = fc.array(word, { minLength: 1, maxLength: 4 });

  it('is found by the words of any name in any order, with accents or without', () => {
    let accented = 0;
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 12 }), fc.nat(3), (names, turn) => {
        const index = buildIndex(
          names.map((words, place) => aTicket({ id: ticketId(String(place)), name: words.join(' ') })),
        );
        for (const [place, words] of names.entries()) {
          const typed = turned(words, turn % words.length);
          if (typed !== withoutAccents(typed)) accented += 1;
          for (const text of [typed, withoutAccents(typed), typed.toUpperCase()]) {
            expect(findTickets(index, text, names.length).tickets).toContain(String(place));
          }
        }
      }),
      { seed, numRuns: 1_000 },
    );
    expect(accented).toBeGreaterThan(200);
  });

  it('is found among 3,000 by name, email, codes and the end of the phone number', () => {
    const guests = crowd(3_000, seed);
    const index = buildIndex(guests.map(({ ticket }) => ticket));
    for (const [place, { ticket }] of guests.entries()) {
      const words = ticket.name.split(' ');
      const { code = '', orderCode = '', email = '', phone = '' } = ticket;
      const queries = [
        turned(words, place % words.length),
        withoutAccents(ticket.name),
        email,
        code,
        code.slice(0, 8).toLowerCase(),
        lastCharacters(code),
        orderCode,
        lastCharacters(orderCode),
        phone,
        phone.slice(-5),
      ];
      for (const text of queries) {
        expect(findTickets(index, text, guests.length).tickets, text).toContain(ticket.id);
      }
    }
  });
});

describe('two letters of a surname swapped, in a list of 20,000', () => {
  const guests = crowd(20_000, seed);
  const index = buildIndex(guests.map(({ ticket }) => ticket));
  const names = new Map(guests.map(({ ticket }) => [ticket.id, comparable(ticket.name)]));
  const random = seededRandom(seed);
  const misspelt = guests.flatMap(({ ticket, firstName, surname }) => {
    const word = surname.split(' ').at(-1) ?? '';
    const typed = swapLetters(word, random());
    return word.length < 5 || typed === undefined ? [] : [{ ticket, firstName, word, typed }];
  });

  it('concerns most guests', () => {
    expect(misspelt.length).toBeGreaterThan(15_000);
  });

  it('the surname is among the first 50 for at least 98 %', () => {
    const found = misspelt.filter(({ word, typed }) =>
      findTickets(index, typed, 50).tickets.some((id) => names.get(id)?.includes(comparable(word))),
    );
    expect(found.length / misspelt.length).toBeGreaterThanOrEqual(0.98);
  });

  it('with the first name, the guest is among the first 50 for at least 98 %', () => {
    const found = misspelt.filter(({ ticket, firstName, typed }) =>
      findTickets(index, `${firstName} ${typed}`, 50).tickets.includes(ticket.id),
    );
    expect(found.length / misspelt.length).toBeGreaterThanOrEqual(0.98);
  });
});

function comparable(name: string): string {
  return withoutAccents(name).toLowerCase();
}

/** The name with one letter and the next, different one swapped; `undefined` when it has no such letters. */
function swapLetters(name: string, chance: number): string | undefined {
  const places = Array.from(name.matchAll(/(?=(\p{L})(\p{L}))/gu))
    .filter(([, letter, next]) => letter?.toLowerCase() !== next?.toLowerCase())
    .map(({ index }) => index);
  const at = places[Math.floor(chance * places.length)];
  if (at === undefined) return undefined;
  return name.slice(0, at) + name.slice(at + 1, at + 2) + name.slice(at, at + 1) + name.slice(at + 2);
}
