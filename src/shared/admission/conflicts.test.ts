import { describe, expect, it } from 'vitest';
import { aCheckIn, aCheckOut, anOperation, anUndo, deviceId, listId, ticketId } from '../../../test/builders/facts.ts';
import type { HybridTime } from '../clock.ts';
import type { TicketOperation } from '../operation.ts';
import type { TicketStatus } from '../ticket.ts';
import { type Conflict, conflictsOn, isDisputed, sortConflicts, wasBarredBefore } from './conflicts.ts';
import { foldHistory } from './history.ts';

const here = { listId: listId('main'), ticketId: ticketId('T-1') };

function conflictsAmong(
  operations: readonly TicketOperation[],
  facts: { readonly status?: TicketStatus; readonly barredMs?: number; readonly arrivedAt?: number } = {},
): readonly Conflict[] {
  const { status = 'valid', barredMs, arrivedAt } = facts;
  const barredAt: HybridTime | undefined =
    barredMs === undefined ? undefined : { ms: barredMs, n: 0, device: deviceId('desk') };
  const history = foldHistory(operations, arrivedAt);
  const conflicts = conflictsOn({ ...here, history, status, barredAt, arrivedAt });
  expect(isDisputed(status, history)).toBe(conflicts.length > 0);
  return conflicts;
}

const north = (id: string, ms: number) => aCheckIn({ id, ms, gate: 'North', device: 'north' });
const south = (id: string, ms: number) => aCheckIn({ id, ms, gate: 'South', device: 'south', actor: 'Sam' });
const byDoor = (checkIn: ReturnType<typeof north>) => ({ by: 'door', checkIn });

describe('two doors that let one ticket in', () => {
  it.each([
    { name: 'nobody came', operations: [], expected: [] },
    { name: 'one door', operations: [north('a', 1)], expected: [] },
    {
      name: 'the later check-in is the conflict, whichever came in first',
      operations: [south('b', 2), north('a', 1)],
      expected: [{ ...here, kind: 'duplicate', checkIn: south('b', 2), earlier: byDoor(north('a', 1)) }],
    },
    {
      name: 'three doors: one conflict for each that came too late',
      operations: [north('a', 1), south('b', 2), south('c', 3)],
      expected: [
        { ...here, kind: 'duplicate', checkIn: south('b', 2), earlier: byDoor(north('a', 1)) },
        { ...here, kind: 'duplicate', checkIn: south('c', 3), earlier: byDoor(north('a', 1)) },
      ],
    },
    {
      name: 'undoing either of the two ends it: the first',
      operations: [north('a', 1), south('b', 2), anUndo({ id: 'u', ms: 3 }, 'a')],
      expected: [],
    },
    {
      name: 'undoing either of the two ends it: the second',
      operations: [north('a', 1), south('b', 2), anUndo({ id: 'u', ms: 3 }, 'b')],
      expected: [],
    },
  ])('$name', ({ operations, expected }) => {
    expect(conflictsAmong(operations)).toEqual(expected);
  });

  it('names the latest admission before it where guests may come back in', () => {
    const enter = (id: string, ms: number) => aCheckIn({ id, ms }, { reentry: 'after-exit' });
    const [first, back, twice, later] = [enter('a', 1), enter('b', 3), enter('c', 4), enter('d', 6)];
    const exits = [aCheckOut({ id: 'x', ms: 2 }), aCheckOut({ id: 'y', ms: 5 })];
    expect(conflictsAmong([first, back, twice, later, ...exits])).toEqual([
      { ...here, kind: 'duplicate', checkIn: twice, earlier: byDoor(back) },
    ]);
  });

  it('names the guest list where that had counted the guest in', () => {
    expect(conflictsAmong([south('b', 20)], { arrivedAt: 7 })).toEqual([
      { ...here, kind: 'duplicate', checkIn: south('b', 20), earlier: { by: 'guest-list', arrivedAt: 7 } },
    ]);
  });
});

describe('a ticket that was cancelled and let in', () => {
  it.each([
    { name: 'let in and valid', status: 'valid', barredMs: undefined, expected: undefined },
    { name: 'the door had not heard of it', status: 'canceled', barredMs: 5, expected: true },
    { name: 'cancelled after the guest was in', status: 'canceled', barredMs: 15, expected: false },
    { name: 'blocked counts like cancelled', status: 'blocked', barredMs: 5, expected: true },
    { name: 'not approved yet is no cancellation', status: 'unapproved', barredMs: undefined, expected: undefined },
  ] as const)('$name', ({ status, barredMs, expected }) => {
    const facts = barredMs === undefined ? { status } : { status, barredMs };
    const found = conflictsAmong([north('a', 10)], facts);
    expect(found.map((each) => each.kind === 'canceled' && [each.status, wasBarredBefore(each)])).toEqual(
      expected === undefined ? [] : [[status, expected]],
    );
  });

  it('nobody was let in, or that was undone: no conflict', () => {
    expect(conflictsAmong([], { status: 'canceled', barredMs: 5 })).toEqual([]);
    const undone = [north('a', 10), anUndo({ id: 'u', ms: 11 }, 'a')];
    expect(conflictsAmong(undone, { status: 'canceled', barredMs: 5 })).toEqual([]);
  });

  it('is about the latest admission, and another conflict than that of two doors', () => {
    const conflicts = conflictsAmong([north('a', 10), south('b', 11)], { status: 'canceled', barredMs: 5 });
    expect(conflicts.map(({ kind, checkIn }) => [kind, checkIn.gate])).toEqual([
      ['duplicate', 'South'],
      ['canceled', 'North'],
    ]);
  });
});

const settled = (id: string, ms: number, target: ReturnType<typeof north>, note = 'Two siblings') =>
  anOperation('settleConflict', { id, ms }, { ...here, target: target.id, note });

describe('settling', () => {
  const conflicts = conflictsAmong([north('a', 1), south('b', 2), south('c', 3)]);

  it('open until a settlement names its check-in; the latest first', () => {
    expect(sortConflicts(conflicts, []).open.map(({ checkIn }) => checkIn.id)).toEqual([
      south('c', 3).id,
      south('b', 2).id,
    ]);
    const inbox = sortConflicts(conflicts, [settled('s', 9, south('b', 2))]);
    expect(inbox.open.map(({ checkIn }) => checkIn.id)).toEqual([south('c', 3).id]);
    expect(inbox.settled).toEqual([
      { ...here, target: south('b', 2).id, conflict: conflicts[0], settlements: [settled('s', 9, south('b', 2))] },
    ]);
  });

  it('two who settle one conflict without knowing of each other: both notes, in order, however they come', () => {
    const [one, two] = [settled('s', 9, south('b', 2), 'one'), settled('t', 10, south('b', 2), 'two')];
    const notes = sortConflicts(conflicts, [two, one, two]).settled.map(({ settlements }) =>
      settlements.map(({ note }) => note),
    );
    expect(notes).toEqual([['one', 'two']]);
  });

  it('what was settled last comes first', () => {
    const settlements = [
      settled('s', 9, south('b', 2)),
      settled('t', 10, south('c', 3)),
      settled('u', 11, south('b', 2)),
    ];
    expect(sortConflicts(conflicts, settlements).settled.map(({ target }) => target)).toEqual([
      south('b', 2).id,
      south('c', 3).id,
    ]);
  });

  it('keeps the note of a conflict that an undo has ended since', () => {
    const inbox = sortConflicts([], [settled('s', 9, south('b', 2))]);
    expect(inbox.open).toEqual([]);
    expect(inbox.settled).toMatchObject([{ conflict: undefined, settlements: [{ note: 'Two siblings' }] }]);
  });
});
