import { describe, expect, it } from 'vitest';
import { aCheckIn, aGrant } from '../../../test/builders/facts.ts';
import { openTill } from '../../../test/builders/till.ts';
import { emptied, readStoredRow, understand } from './server-rows.ts';

const till = openTill({ credits: 0 });
const operation = aGrant({ id: 'gift', ms: 1 }, 5);
const entries = [...till.take(operation)];
const [entry] = entries;

/** What a newer server might send. */
const newer = { ...operation, kind: 'teleport' };
const newerEntry = { ...entry, kind: 'teleported' };

describe('a row of the server’s log', () => {
  it('is understood and kept, word for word', () => {
    const { row, stored } = understand({ position: 3, operation, entries });
    expect(row).toEqual({ position: 3, operation, entries });
    expect(JSON.parse(stored.text)).toEqual({ operation, entries });
    expect(readStoredRow(stored)).toEqual(row);
  });

  it.each([undefined, null])('without an operation (%s) has entries only', (absent) => {
    const { row, stored } = understand({ position: 3, operation: absent, entries });
    expect(row).toEqual({ position: 3, entries });
    expect(stored.strange).toBeUndefined();
    expect(readStoredRow(stored).entries).toEqual(entries);
    expect(readStoredRow(stored).operation).toBeUndefined();
    expect(readStoredRow(stored).newer).toBeUndefined();
  });

  it.each([
    ['a newer operation', { operation: newer, entries }, { entries }],
    ['a newer entry among known ones', { operation, entries: [newerEntry, ...entries] }, { operation, entries }],
    ['nothing that is known', { operation: newer, entries: [newerEntry] }, { entries: [] }],
    ['what is no operation', { operation: 'hello', entries: [] }, { entries: [] }],
    [
      'an operation that lacks something',
      { operation: { ...aCheckIn({ id: 'in', ms: 1 }), fee: 'gold' }, entries: [] },
      { entries: [] },
    ],
  ])('with %s keeps what is not understood', (_, sent, understood) => {
    const { row, stored } = understand({ position: 3, ...sent });
    expect(row).toEqual({ position: 3, ...understood, newer: true });
    expect(stored.strange).toBe(true);
    expect(JSON.parse(stored.text)).toEqual(sent);
    // By the same version again: the same.
    expect(readStoredRow(stored)).toEqual(row);
  });

  it('is understood after the update, from what was kept', () => {
    // A version that does not know grants kept this row as strange.
    const kept = { position: 3, text: JSON.stringify({ operation, entries }), strange: true } as const;
    expect(readStoredRow(kept)).toEqual({ position: 3, operation, entries });
  });

  it('that is not believed keeps its place and says nothing', () => {
    const { row, stored } = emptied({ position: 3, operation, entries });
    expect(row).toEqual({ position: 3, entries: [] });
    expect(readStoredRow(stored)).toEqual(row);
  });
});
