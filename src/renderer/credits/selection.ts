import type { LineTest } from './line-filter.ts';
import type { StatementLine } from './statement.ts';

/** The lines that a filter shows. It grows with the statement in place. */
export interface Selection {
  readonly test: LineTest;
  /** Their places in the statement, ascending. */
  readonly places: number[];
  /** What they come to, by credit type. */
  readonly sums: Map<string, number>;
  /** The lines of the statement that have been looked at. */
  readonly read: StatementLine[];
}

export function openSelection(test: LineTest): Selection {
  return { test, places: [], sums: new Map(), read: [] };
}

/** The clock is looked at once for so many lines. */
const linesBetweenLooks = 256;

/**
 * Looks at lines that it has not looked at, up to the `count`th (true) or until `isTimeUp` (false). The last ones may have
 * become others since.
 */
export function extendSelection(
  selection: Selection,
  lines: readonly StatementLine[],
  count: number,
  isTimeUp: () => boolean = () => false,
): boolean {
  const { test, places, read } = selection;
  dropOthers(selection, lines);
  while (read.length < count) {
    if (read.length % linesBetweenLooks === 0 && read.length > 0 && isTimeUp()) return false;
    const line = lines[read.length];
    if (line === undefined) return true;
    read.push(line);
    if (!test(line)) continue;
    places.push(line.place);
    add(selection, line, 1);
  }
  return true;
}

/** Takes back what it knows of lines that are not there any more. */
function dropOthers(selection: Selection, lines: readonly StatementLine[]): void {
  const { places, read } = selection;
  for (let line = read.at(-1); line !== undefined && line !== lines[line.place]; line = read.at(-1)) {
    read.pop();
    if (places.at(-1) !== line.place) continue;
    places.pop();
    add(selection, line, -1);
  }
}

function add({ sums }: Selection, { type, amount = 0 }: StatementLine, sign: 1 | -1): void {
  if (type !== undefined) sums.set(type, (sums.get(type) ?? 0) + sign * amount);
}

/** Where a line stands among those selected, oldest first; -1 where it is not one of them. */
export function indexOfPlace(places: readonly number[], place: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? Infinity) < place) low = middle + 1;
    else high = middle;
  }
  return places[low] === place ? low : -1;
}
