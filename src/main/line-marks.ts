/** Where in a file every so-manieth line starts, so that a page of lines is found without reading what is before it. */
export interface LineMarks {
  /** Offset of line 1, of line 1 + linesPerMark, and so on. */
  readonly offsets: number[];
}

const linesPerMark = 256;

/** Notes where line `seq` (counted from 1) starts, where that is one to be noted. Lines come in order. */
export function noteLine(marks: LineMarks, seq: number, offset: number): void {
  if ((seq - 1) % linesPerMark === 0) marks.offsets.push(offset);
}

/** The bytes that hold lines `from` to `to`, in a file that ends at `end`, and how many lines before `from` they hold too. */
export function locateLines(marks: LineMarks, from: number, to: number, end: number): LineRange {
  const first = Math.floor((from - 1) / linesPerMark);
  return {
    start: marks.offsets[first] ?? end,
    end: marks.offsets[Math.ceil(to / linesPerMark)] ?? end,
    linesBefore: from - 1 - first * linesPerMark,
  };
}

interface LineRange {
  readonly start: number;
  readonly end: number;
  readonly linesBefore: number;
}
