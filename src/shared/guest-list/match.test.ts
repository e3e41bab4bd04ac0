import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDraft, listId } from '../../../test/builders/facts.ts';
import type { Ticket, TicketDraft } from '../ticket.ts';
import { changedFields, matchDrafts } from './match.ts';

const main = listId('main');
const vip = listId('vip');
const noCode = { code: undefined } as const;
const noOrder = { ...noCode, orderCode: undefined } as const;

/** A draft without the facts that are given as undefined. */
function draft(facts: { readonly [Field in keyof TicketDraft]?: TicketDraft[Field] | undefined }): TicketDraft {
  return Object.fromEntries(
    Object.entries({ ...aDraft(), ...facts }).filter(([, value]) => value !== undefined),
  ) as TicketDraft;
}

/** The guest list after one file after the other. */
function importAll(files: readonly (readonly TicketDraft[])[], arrivedOn = main): Map<string, Ticket> {
  const tickets = new Map<string, Ticket>();
  for (const drafts of files) {
    const { issued, changed } = matchDrafts(tickets.values(), drafts, arrivedOn);
    for (const ticket of issued) {
      expect(tickets.has(ticket.id)).toBe(false);
      tickets.set(ticket.id, ticket);
    }
    for (const { after } of changed) tickets.set(after.id, after);
  }
  return tickets;
}

function sorted(tickets: ReadonlyMap<string, Ticket>): readonly Ticket[] {
  return [...tickets.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function counts(existing: Iterable<Ticket>, drafts: readonly TicketDraft[]) {
  const { issued, changed, unchanged, absent } = matchDrafts(existing, drafts, main);
  return { issued: issued.length, changed: changed.length, unchanged, absent };
}

describe('one guest, imported before', () => {
  const ana = draft({ code: 'A1', orderCode: 'O1', position: 1, name: 'Ana Ruiz', ticketType: 'Regular' });
  const table: readonly (readonly [string, TicketDraft, TicketDraft, 'new' | 'changed' | 'unchanged'])[] = [
    ['the same row', ana, ana, 'unchanged'],
    ['the same code, another name', ana, draft({ ...ana, name: 'Ana Ruiz-Gil' }), 'changed'],
    ['the same code, another type', ana, draft({ ...ana, ticketType: 'VIP' }), 'changed'],
    ['the same code, another place in the order', ana, draft({ ...ana, position: 2 }), 'changed'],
    ['a code that differs in case only is another code', ana, draft({ ...ana, code: 'a1' }), 'new'],
    ['another code at the same place of the order is another guest', ana, draft({ ...ana, code: 'B2' }), 'new'],
    ['a list without codes finds the place in the order', ana, draft({ ...ana, ...noCode }), 'unchanged'],
    ['a list that brings the code along', draft({ ...ana, ...noCode }), ana, 'changed'],
    ['order and place, another name', draft({ ...ana, ...noCode }), draft({ ...ana, ...noCode, name: 'X' }), 'changed'],
    [
      'order and place, another type',
      draft({ ...ana, ...noCode }),
      draft({ ...ana, ...noCode, ticketType: 'VIP' }),
      'changed',
    ],
    [
      'order and place, another name and type: part of the order in another list',
      draft({ ...ana, ...noCode }),
      draft({ ...ana, ...noCode, name: 'Ben', ticketType: 'VIP' }),
      'new',
    ],
    [
      'name only, in other letters',
      draft({ ...ana, ...noOrder }),
      draft({ ...ana, ...noOrder, name: 'ANA RUIZ' }),
      'changed',
    ],
    ['name only, another email', draft({ ...ana, ...noOrder }), draft({ ...ana, ...noOrder, email: 'a@b.c' }), 'new'],
    [
      'name only, the second of that name',
      draft({ ...ana, ...noOrder }),
      draft({ ...ana, ...noOrder, position: 2 }),
      'new',
    ],
    ['a name alone never finds a guest who has a code', ana, draft({ ...ana, ...noOrder }), 'new'],
  ];
  it.each(table)('%s', (_name, before, now, fate) => {
    const tickets = importAll([[before]]);
    const matched = matchDrafts(tickets.values(), [now], main);
    expect(matched.fates).toEqual([fate]);
    expect(matched.absent).toBe(fate === 'new' ? 1 : 0);
    if (fate === 'changed') expect([...tickets.keys()]).toEqual(matched.changed.map(({ after }) => after.id));
  });

  it('keeps the code that a list without codes does not know', () => {
    const [ticket] = importAll([[ana], [draft({ ...ana, ...noCode, email: 'ana@example.org' })]]).values();
    expect(ticket).toMatchObject({ code: 'A1', email: 'ana@example.org' });
  });

  it('keeps the order and the place that a list without orders does not know', () => {
    const second = draft({ ...ana, position: 2 });
    const [ticket] = importAll([[second], [draft({ ...ana, orderCode: undefined, note: 'VIP' })]]).values();
    expect(ticket).toMatchObject({ orderCode: 'O1', position: 2, note: 'VIP' });
  });

  it('a new guest never takes the place of one whose code is still in the file', () => {
    const [a, b, c] = ['A', 'B', 'C'].map((code, index) => draft({ code, name: code, position: index + 1 }));
    const tickets = importAll([[a, b, c] as TicketDraft[]]);
    // The first was cancelled at the source, so the places moved up, and somebody new came in at the end.
    const now = ['B', 'C', 'D'].map((code, index) => draft({ code, name: code, position: index + 1 }));
    const matched = matchDrafts(tickets.values(), now, main);
    expect(matched.fates).toEqual(['changed', 'changed', 'new']);
    expect(matched.changed.every(({ before, after }) => before.code === after.code)).toBe(true);
    expect(matched.absent).toBe(1);
  });
});

describe('guests who share', () => {
  it('a name and nothing else all come in', () => {
    const smiths = [1, 2, 3].map((position) => draft({ ...noOrder, name: 'J. Smith', position }));
    expect(importAll([smiths, smiths]).size).toBe(3);
  });

  it('an order and a place, 20,000 of them, take no more than a moment', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => draft({ ...noCode, name: `Guest ${String(index)}` }));
    const tickets = importAll([many]);
    const renamed = many.map((each) => draft({ ...each, name: `${each.name} Jr.` }));
    expect(counts(tickets.values(), renamed)).toMatchObject({ issued: 0, changed: 20_000 });
  });
});

describe('guests whom the source has counted in', () => {
  const arrived = draft({ arrivedAt: 1_000 });

  it('are in on the list that the file is imported on', () => {
    expect([...importAll([[arrived]], vip).values()]).toMatchObject([{ arrivedAt: 1_000, arrivedOn: vip }]);
  });

  it('stay in since their first arrival, on its list', () => {
    const tickets = importAll([[arrived]], vip);
    const again = matchDrafts(tickets.values(), [draft({ arrivedAt: 9_000 })], main);
    expect(again.fates).toEqual(['unchanged']);
  });

  it('are out again when that list says so, and only then', () => {
    const tickets = importAll([[arrived]], vip);
    expect(matchDrafts(tickets.values(), [draft({})], main).fates).toEqual(['unchanged']);
    const { changed } = matchDrafts(tickets.values(), [draft({})], vip);
    expect(changed).toHaveLength(1);
    expect(changed[0]?.after).not.toHaveProperty('arrivedAt');
    expect(changed[0]?.after).not.toHaveProperty('arrivedOn');
  });
});

describe('changedFields', () => {
  it('compares prices by value', () => {
    const price = { minor: 100, currency: 'EUR' };
    const [ticket] = importAll([[draft({ price })]]).values();
    if (ticket === undefined) throw new Error('not imported');
    expect(changedFields(ticket, { ...ticket, price: { ...price } })).toEqual([]);
    expect(changedFields(ticket, { ...ticket, price: { ...price, minor: 1 } })).toEqual(['price']);
    expect(changedFields(ticket, { ...ticket, price: { ...price, currency: 'USD' } })).toEqual(['price']);
  });
});

const text = fc.string({ minLength: 1, maxLength: 4 });
const facts = fc.record({
  name: fc.constantFrom('', 'Ana', 'Ben', 'ana'),
  ticketType: fc.constantFrom('Regular', 'VIP'),
  email: fc.constantFrom(undefined, 'a@b.c', 'x@y.z'),
  fee: fc.constantFrom('none', 'per-ticket'),
  price: fc.constantFrom(undefined, { minor: 500, currency: 'EUR' }),
  paid: fc.boolean(),
  arrivedAt: fc.constantFrom(undefined, 1_000),
  code: fc.constantFrom<'with' | 'without'>('with', 'without'),
  order: fc.constantFrom<'with' | 'without'>('with', 'without'),
  orderCode: fc.constantFrom('O1', 'O2'),
  codeText: text,
});

/** A guest list whose rows differ in what identifies them, as every system's export does. */
const guestList: fc.Arbitrary<readonly TicketDraft[]> = fc.array(facts, { maxLength: 24 }).map((rows) => {
  const codes = new Set<string>();
  const places = new Map<string, number>();
  return rows.map(({ code, codeText, order, orderCode, ...rest }) => {
    const hasCode = code === 'with' && !codes.has(codeText);
    if (hasCode) codes.add(codeText);
    const hasOrder = order === 'with';
    const alike = hasOrder
      ? orderCode
      : hasCode
        ? codeText
        : `\n${[rest.name, rest.email ?? '', rest.ticketType].join('\n').toLowerCase()}`;
    const position = (places.get(alike) ?? 0) + 1;
    places.set(alike, position);
    return draft({
      ...rest,
      code: hasCode ? codeText : undefined,
      orderCode: hasOrder ? orderCode : undefined,
      position,
    });
  });
});

const split = fc.array(fc.constantFrom('first', 'second', 'both', 'neither'), { minLength: 24, maxLength: 24 });

describe('any guest list', () => {
  it('imported in two parts, overlapping or not, is the list imported at once', () => {
    let joined = 0;
    fc.assert(
      fc.property(guestList, split, (drafts, parts) => {
        const part = (name: string) => drafts.filter((_, index) => parts[index] === name || parts[index] === 'both');
        const files = [part('first'), part('second')];
        const atOnce = drafts.filter((_, index) => parts[index] !== 'neither');
        expect(sorted(importAll(files))).toEqual(sorted(importAll([atOnce])));
        joined += Number(files.every((file) => file.length > 0));
      }),
      { numRuns: 500 },
    );
    expect(joined).toBeGreaterThan(100);
  });

  it('imported again, in any order, adds nobody, changes nobody and gives everybody the same id', () => {
    const shuffled = guestList.chain((drafts) =>
      fc.tuple(fc.constant(drafts), fc.shuffledSubarray([...drafts], { minLength: drafts.length })),
    );
    fc.assert(
      fc.property(shuffled, ([drafts, again]) => {
        const once = importAll([drafts]);
        expect(once.size).toBe(drafts.length);
        expect(counts(once.values(), again)).toEqual({
          issued: 0,
          changed: 0,
          unchanged: drafts.length,
          absent: 0,
        });
      }),
      { numRuns: 500 },
    );
  });

  it('counts every row exactly once', () => {
    fc.assert(
      fc.property(guestList, guestList, (before, now) => {
        const tickets = importAll([before]);
        const matched = matchDrafts(tickets.values(), now, main);
        const { issued, changed, unchanged, absent, fates } = matched;
        expect(issued.length + changed.length + unchanged).toBe(now.length);
        expect(absent).toBe(tickets.size - changed.length - unchanged);
        const fate = (name: string) => fates.filter((each) => each === name).length;
        expect([fate('new'), fate('changed'), fate('unchanged')]).toEqual([issued.length, changed.length, unchanged]);
        expect(new Set(changed.map(({ before: { id } }) => id)).size).toBe(changed.length);
      }),
      { numRuns: 500 },
    );
  });
});
