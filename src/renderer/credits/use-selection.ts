import { useLayoutEffect, useRef, useState } from 'react';
import type { LineTest } from './line-filter.ts';
import { extendSelection, openSelection, type Selection } from './selection.ts';
import type { Statement } from './statement.ts';

/** What of the ledger is shown. */
export interface Shown {
  /** Places in the statement, ascending. Grows in place: only the first `count` are of this. */
  readonly places: readonly number[];
  readonly count: number;
  /** What the lines come to, by credit type. */
  readonly sums: ReadonlyMap<string, number>;
  /** The lines shown are those of the filter before; the search for the new ones goes on. */
  readonly isSearching: boolean;
  /** Of the statement that they are lines of. */
  readonly revision: number;
}

const nothing: Shown = { places: [], count: 0, sums: new Map(), isSearching: true, revision: 0 };

/** How long lines are looked at before the window may paint, in milliseconds. */
const sliceMs = 8;

/** The lines that pass a test, oldest first. Many are looked at in slices; new ones alone when the statement grows. */
export function useSelection({ lines, revision }: Pick<Statement, 'lines' | 'revision'>, test: LineTest): Shown {
  const [shown, setShown] = useState(nothing);
  const working = useRef<Selection>(undefined);
  const { length } = lines;
  useLayoutEffect(() => {
    const selection = working.current?.test === test ? working.current : openSelection(test);
    working.current = selection;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function goOn(): void {
      const endsAt = performance.now() + sliceMs;
      if (extendSelection(selection, lines, length, () => performance.now() > endsAt)) {
        const { places, sums } = selection;
        setShown({ places, count: places.length, sums: new Map(sums), isSearching: false, revision });
        return;
      }
      setShown((before) => (before.isSearching ? before : { ...before, isSearching: true }));
      timer = setTimeout(goOn);
    }
    goOn();
    return () => clearTimeout(timer);
  }, [lines, length, revision, test]);
  return shown;
}
