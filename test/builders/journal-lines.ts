import { createHash } from 'node:crypto';
import { emptyHead, writeJournalLine } from '../../src/shared/journal-line.ts';
import type { Head, JournalLine } from '../../src/shared/journal-line.ts';
import { aCheckIn } from './facts.ts';

/** `count` check-ins, chained to each other and to `head`, with characters of one to four bytes in them. */
export function someLines(count: number, head: Head = emptyHead): readonly JournalLine[] {
  const lines: JournalLine[] = [];
  for (let { seq, hash: prev } = head; lines.length < count;) {
    seq += 1;
    const operation = aCheckIn({ id: `check-in ${seq}`, ms: seq, ticket: `T-${seq}`, gate: `Tür ${seq} — 東 🎟` });
    const line = writeJournalLine({ seq, prev, operation, entries: [] }, sha256);
    lines.push(line);
    prev = line.hash;
  }
  return lines;
}

/** The lines' texts: what crosses the bridge. */
export function textsOf(lines: readonly JournalLine[]): string[] {
  return lines.map((line) => line.text);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
