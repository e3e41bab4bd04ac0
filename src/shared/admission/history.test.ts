import { describe, expect, it } from 'vitest';
import { aCheckIn, aCheckOut, anUndo, operationId } from '../../../test/builders/facts.ts';
import type { Reentry } from '../event.ts';
import type { TicketOperation } from '../operation.ts';
import { foldHistory } from './history.ts';

interface Row {
  readonly name: string;
  readonly operations: readonly TicketOperation[];
  readonly arrivedAt?: number;
  readonly inside: boolean;
  readonly admitted: readonly string[];
  readonly duplicates?: readonly string[];
}

const checkIn = (id: string, ms: number, reentry: Reentry = 'once') => aCheckIn({ id, ms }, { reentry });

const rows: readonly Row[] = [
  { name: 'nothing happened', operations: [], inside: false, admitted: [] },
  { name: 'one check-in', operations: [checkIn('a', 1)], inside: true, admitted: ['a'] },
  {
    name: 'the earlier of two stands, the later is a conflict',
    operations: [checkIn('b', 2), checkIn('a', 1)],
    inside: true,
    admitted: ['a'],
    duplicates: ['b'],
  },
  {
    name: 'the earlier undone: the later one stands',
    operations: [checkIn('a', 1), checkIn('b', 2), anUndo({ id: 'u', ms: 3 }, 'a')],
    inside: true,
    admitted: ['b'],
  },
  {
    name: 'an undo leaves as if it had not been',
    operations: [checkIn('a', 1), anUndo({ id: 'u', ms: 2 }, 'a')],
    inside: false,
    admitted: [],
  },
  {
    name: 'undone by two laptops',
    operations: [checkIn('a', 1), anUndo({ id: 'u', ms: 2 }, 'a'), anUndo({ id: 'w', ms: 3, device: 'two' }, 'a')],
    inside: false,
    admitted: [],
  },
  {
    name: 'an undo undone',
    operations: [checkIn('a', 1), anUndo({ id: 'u', ms: 2 }, 'a'), anUndo({ id: 'w', ms: 3 }, 'u')],
    inside: true,
    admitted: ['a'],
  },
  {
    name: 'one of two undos undone: still out',
    operations: [
      checkIn('a', 1),
      anUndo({ id: 'u', ms: 2 }, 'a'),
      anUndo({ id: 'w', ms: 3 }, 'a'),
      anUndo({ id: 'x', ms: 4 }, 'u'),
    ],
    inside: false,
    admitted: [],
  },
  {
    name: 'an undo reaches only what came before it',
    operations: [anUndo({ id: 'u', ms: 1 }, 'a'), checkIn('a', 2)],
    inside: true,
    admitted: ['a'],
  },
  {
    name: 'undone, then checked in again',
    operations: [checkIn('a', 1), anUndo({ id: 'u', ms: 2 }, 'a'), checkIn('b', 3)],
    inside: true,
    admitted: ['b'],
  },
  { name: 'exit', operations: [checkIn('a', 1), aCheckOut({ id: 'o', ms: 2 })], inside: false, admitted: ['a'] },
  {
    name: 'exit undone',
    operations: [checkIn('a', 1), aCheckOut({ id: 'o', ms: 2 }), anUndo({ id: 'u', ms: 3 }, 'o')],
    inside: true,
    admitted: ['a'],
  },
  {
    name: 'once: no entry after an exit',
    operations: [checkIn('a', 1), aCheckOut({ id: 'o', ms: 2 }), checkIn('b', 3)],
    inside: false,
    admitted: ['a'],
    duplicates: ['b'],
  },
  {
    name: 'after-exit: in again',
    operations: [checkIn('a', 1, 'after-exit'), aCheckOut({ id: 'o', ms: 2 }), checkIn('b', 3, 'after-exit')],
    inside: true,
    admitted: ['a', 'b'],
  },
  {
    name: 'after-exit: not twice without an exit',
    operations: [checkIn('a', 1, 'after-exit'), checkIn('b', 3, 'after-exit')],
    inside: true,
    admitted: ['a'],
    duplicates: ['b'],
  },
  {
    name: 'exit, exit again, in again',
    operations: [
      checkIn('a', 1, 'after-exit'),
      aCheckOut({ id: 'o', ms: 2 }),
      aCheckOut({ id: 'p', ms: 3 }),
      checkIn('b', 4, 'after-exit'),
    ],
    inside: true,
    admitted: ['a', 'b'],
  },
  {
    name: 'many: every entry counts',
    operations: [checkIn('a', 1, 'many'), checkIn('b', 2, 'many')],
    inside: true,
    admitted: ['a', 'b'],
  },
  { name: 'arrived at the source', operations: [], arrivedAt: 0, inside: true, admitted: [] },
  {
    name: 'arrived at the source, checked in here too',
    operations: [checkIn('a', 1)],
    arrivedAt: 0,
    inside: true,
    admitted: [],
    duplicates: ['a'],
  },
];

describe('foldHistory', () => {
  it.each(rows)('$name', ({ operations, arrivedAt, inside, admitted, duplicates = [] }) => {
    const history = foldHistory(operations, arrivedAt);
    expect(history.inside).toBe(inside);
    expect(history.admissions.map(({ id }) => id)).toEqual(admitted.map(operationId));
    expect(history.duplicates.map(({ id }) => id)).toEqual(duplicates.map(operationId));
  });

  it('names the first admission with time, gate and actor', () => {
    const history = foldHistory([
      aCheckIn({ id: 'b', ms: 20, gate: 'Gate B' }),
      aCheckIn({ id: 'a', ms: 10, gate: 'Gate A' }),
    ]);
    expect(history.first).toEqual({ operationId: operationId('a'), at: 10, gate: 'Gate A', actor: 'Kim' });
  });
});
