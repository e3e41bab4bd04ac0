import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCheckIn } from '../../../test/builders/facts.ts';
import { sha256 } from '../../../test/builders/memory-main.ts';
import { emptyHead, follows, type Head, type JournalLine, writeJournalLine } from '../../shared/journal-line.ts';
import { reconcile, rowOf } from './reconcile.ts';

function aLog(names: readonly string[]): readonly JournalLine[] {
  let head: Head = emptyHead;
  return names.map((id, index) => {
    const row = { seq: head.seq + 1, prev: head.hash, operation: aCheckIn({ id, ms: index }), entries: [] };
    const line = writeJournalLine(row, sha256);
    head = line;
    return line;
  });
}

const idsOf = (lines: readonly JournalLine[]) => lines.map((line) => rowOf(line).operation.id);

function isChain(lines: readonly JournalLine[]): boolean {
  return lines.every((line, index) => follows(lines[index - 1] ?? emptyHead, line));
}

describe('reconcile', () => {
  const log = aLog(['a', 'b', 'c', 'd']);

  it('keeps two equal logs', () => {
    expect(reconcile({ journal: log, salvaged: [], database: log }, sha256)).toMatchObject({
      journal: { write: 'nothing' },
      database: { write: 'nothing' },
    });
  });

  it('appends to the shorter of the two', () => {
    expect(reconcile({ journal: log, salvaged: [], database: log.slice(0, 3) }, sha256)).toMatchObject({
      database: { write: 'append', from: 3 },
    });
    expect(reconcile({ journal: log.slice(0, 1), salvaged: [], database: log }, sha256)).toMatchObject({
      journal: { write: 'append', from: 1 },
    });
  });

  it('keeps both sides of a fork', () => {
    const fork = aLog(['a', 'b', 'x', 'y']);
    const { lines } = reconcile({ journal: log, salvaged: [], database: fork }, sha256);
    expect(idsOf(lines).sort()).toEqual(idsOf([...log, ...fork.slice(2)]).sort());
    expect(isChain(lines)).toBe(true);
  });

  it('whatever is left of the two: one sound chain with every operation once, in order', () => {
    const kept = fc.record({
      journal: fc.nat(8),
      salvaged: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]),
      database: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]),
    });
    const whole = aLog(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    fc.assert(
      fc.property(kept, ({ journal, salvaged, database }) => {
        const found = {
          journal: whole.slice(0, journal),
          salvaged: whole.filter((_, index) => index > journal && salvaged.includes(index)),
          database: whole.filter((_, index) => database.includes(index)),
        };
        const { lines, lost } = reconcile(found, sha256);
        const expected = whole.filter((line) =>
          [...found.journal, ...found.salvaged, ...found.database].includes(line),
        );
        expect(idsOf(lines)).toEqual(idsOf(expected));
        expect(isChain(lines)).toBe(true);
        expect(lost).toBe((expected.at(-1)?.seq ?? 0) - expected.length);
      }),
    );
  });
});
