import type { LineTest } from './line-filter.ts';
import type { StatementLine } from './statement.ts';

/** The lines that a filter shows. It grows with the statement in place. */
export interface Selection {
  readonly test: LineTest;
  /** Their places in the statement, ascending. */
  readonly places: number[];
  /** What they come to, by credit type. */
  readonly sums: Map<string, number>;
  /** How many lines of the statement have been looked at. */
  read: number;
}

export function openSelection(test: LineTest): Selection {
  return { test, places: [], sums: new Map(), read: 0 };
}

/** The clock is looked at once for so many lines. */
const linesBetweenLooks = 256;

/** Looks at lines that it has not looked at, up to the `count`th (true) or until `isTimeUp` (false). */
export function extendSelection(
  selection: Selection,
  lines: readonly StatementLine[],
  count: number,
  isTimeUp: () => boolean = () => false,
): boolean {
  const { test, places, sums } = selection;
  for (; selection.read < count; selection.read += 1) {
    if (selection.read % linesBetweenLooks === 0 && selection.read > 0 && isTimeUp()) return false;
    const line = lines[selection.read];
    if (line === undefined || !test(line)) continue;
    places.push(line.place);
    if (line.type !== undefined) sums.set(line.type, (sums.get(line.type) ?? 0) + (line.amount ?? 0));
  }
  return true;
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
