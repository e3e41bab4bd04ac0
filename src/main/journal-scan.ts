import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { emptyHead, follows, readJournalLine } from '../shared/journal-line.ts';
import type { Head, JournalLine } from '../shared/journal-line.ts';
import { noteLine } from './line-marks.ts';
import type { LineMarks } from './line-marks.ts';

/** What a journal file holds: an unbroken chain from its first line on, and perhaps something after that. */
export interface JournalScan {
  readonly head: Head;
  /** Length of the unbroken chain, in bytes. */
  readonly chainBytes: number;
  readonly marks: LineMarks;
  readonly rest: JournalRest;
}

export type JournalRest =
  | { readonly kind: 'nothing' }
  /** One last line that was never finished. */
  | { readonly kind: 'torn' }
  /** Anything else. `texts` are the lines in it that are sound by themselves, in file order. */
  | { readonly kind: 'damaged'; readonly texts: readonly string[] };

/** Reads the whole file in pieces and checks every line's hash and place in the chain. */
export async function scanJournal(file: FileHandle): Promise<JournalScan> {
  const marks: LineMarks = { offsets: [] };
  const texts: string[] = [];
  let head = emptyHead;
  let chainBytes = 0;
  let linesAfterChain = 0;
  for await (const pieces of readLines(file)) {
    for (const piece of pieces) {
      const line = linesAfterChain === 0 && piece.finished ? readLine(piece.bytes) : undefined;
      if (line !== undefined && follows(head, line)) {
        noteLine(marks, line.seq, chainBytes);
        head = line;
        chainBytes += piece.bytes.length + 1;
      } else {
        linesAfterChain += 1;
        texts.push(...salvageLines(piece));
      }
    }
  }
  const { seq, hash } = head;
  return { head: { seq, hash }, chainBytes, marks, rest: judgeRest(linesAfterChain, texts) };
}

/** The line a text holds, or undefined when it is not what its hash says. */
export function readSoundLine(text: string): JournalLine | undefined {
  try {
    return readJournalLine(text, sha256);
  } catch {
    return undefined;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function judgeRest(lines: number, texts: readonly string[]): JournalRest {
  if (lines === 0) return { kind: 'nothing' };
  return lines === 1 && texts.length === 0 ? { kind: 'torn' } : { kind: 'damaged', texts };
}

/** Bytes up to a line break, or up to the end of the file, where a line is not finished. */
interface Piece {
  readonly bytes: Buffer;
  readonly finished: boolean;
}

// A byte that is not UTF-8 must not pass for the replacement character that a lenient decoder would put there.
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readLine(bytes: Buffer): JournalLine | undefined {
  try {
    return readSoundLine(strictUtf8.decode(bytes));
  } catch {
    return undefined;
  }
}

/** The sound lines in a piece: the piece itself, or lines run together because the break between them was damaged. */
function salvageLines({ bytes, finished }: Piece): readonly string[] {
  const whole = readLine(bytes);
  if (whole !== undefined) return finished ? [whole.text] : [];
  const parts = bytes.toString('latin1').split(/(?=[0-9a-f]{64} \{")/);
  return parts.flatMap((part) => {
    const partBytes = Buffer.from(part, 'latin1');
    const line = readLine(partBytes) ?? readLine(partBytes.subarray(0, -1));
    return line === undefined ? [] : [line.text];
  });
}

const chunkBytes = 1024 * 1024;
const lineBreak = 0x0a;

/** The file's lines, as many at a time as one read finds. Their bytes are valid until the next ones are asked for. */
async function* readLines(file: FileHandle): AsyncGenerator<readonly Piece[]> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let begun: Buffer[] = [];
  for (let position = 0; ;) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    const chunk = buffer.subarray(0, bytesRead);
    const pieces: Piece[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineBreak); end !== -1; end = chunk.indexOf(lineBreak, start)) {
      const bytes = chunk.subarray(start, end);
      pieces.push({ bytes: begun.length === 0 ? bytes : Buffer.concat([...begun, bytes]), finished: true });
      begun = [];
      start = end + 1;
    }
    if (start < bytesRead) begun.push(Buffer.from(chunk.subarray(start)));
    yield pieces;
  }
  if (begun.length > 0) yield [{ bytes: Buffer.concat(begun), finished: false }];
}
