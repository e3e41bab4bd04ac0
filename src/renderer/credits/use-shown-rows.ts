import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { EntryId } from '../../shared/ids.ts';
import { indexOfPlace } from './selection.ts';
import type { Target } from './statement-table.tsx';
import type { Statement, StatementLine } from './statement.ts';
import type { Shown } from './use-selection.ts';

interface ShownRowsInput {
  readonly statement: Statement;
  readonly shown: Shown;
  readonly scrollRef: RefObject<HTMLDivElement | null>;
  /** The line that shows its details. */
  readonly openId: EntryId | undefined;
  readonly target: Target | undefined;
  /** The target has been found among the lines shown, and scrolled to. */
  readonly onFound: (line: StatementLine) => void;
}

interface RowInSight {
  readonly line: StatementLine;
  /** 0-based place among the lines shown, newest first. */
  readonly index: number;
  /** Given to a row that is as high as its details are. */
  readonly measure: ((element: HTMLElement | null) => void) | undefined;
}

interface ShownRows {
  readonly inSight: readonly RowInSight[];
  /** What is out of sight above and below, in pixels. */
  readonly above: number;
  readonly below: number;
  lineAt(index: number): StatementLine | undefined;
  indexOf(line: StatementLine): number;
  scrollTo(index: number): void;
}

/** In pixels; as in the style sheet. */
const rowHeight = 56;
const headHeight = 40;

/** Which rows to draw. What is being read stays where it is while new lines come in above it. */
export function useShownRows({ statement, shown, scrollRef, openId, target, onFound }: ShownRowsInput): ShownRows {
  const { places, count } = shown;
  const lineAt = (index: number): StatementLine | undefined => statement.lines[places[count - 1 - index] ?? -1];
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => lineAt(index)?.id ?? index,
    overscan: 10,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    initialRect: { width: 800, height: 600 },
  });

  const before = useRef(shown);
  useLayoutEffect(() => {
    const scroll = scrollRef.current;
    const { places: placesBefore, count: countBefore } = before.current;
    before.current = shown;
    if (scroll === null) return;
    if (places !== placesBefore) scroll.scrollTop = 0;
    else if (count > countBefore && scroll.scrollTop > 0) scroll.scrollTop += (count - countBefore) * rowHeight;
  }, [scrollRef, shown, places, count]);

  const openBefore = useRef<EntryId>(undefined);
  useLayoutEffect(() => {
    const closed = openBefore.current;
    openBefore.current = openId;
    if (closed === undefined || closed === openId) return;
    const line = statement.lines[statement.places.get(closed) ?? -1];
    const index = line === undefined ? -1 : indexOf(line);
    if (index >= 0) rows.resizeItem(index, rowHeight);
  });

  function indexOf({ id }: StatementLine): number {
    const index = indexOfPlace(places, statement.places.get(id) ?? -1);
    return index < 0 ? -1 : count - 1 - index;
  }

  const found = useRef<Target>(undefined);
  useEffect(() => {
    if (target === undefined || found.current === target) return;
    const index = indexOf(target.line);
    if (index < 0) return;
    found.current = target;
    rows.scrollToIndex(index, { align: 'center' });
    onFound(target.line);
  });

  const items = rows.getVirtualItems();
  const last = items.at(-1);
  return {
    inSight: items.flatMap(({ index }) => {
      const line = lineAt(index);
      if (line === undefined) return [];
      return [{ line, index, measure: line.id === openId ? rows.measureElement : undefined }];
    }),
    above: (items[0]?.start ?? headHeight) - headHeight,
    below: last === undefined ? 0 : rows.getTotalSize() + headHeight - last.end,
    lineAt,
    indexOf,
    scrollTo: (index) => rows.scrollToIndex(index, { align: 'auto' }),
  };
}
