import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import classes from './long-list.module.css';

interface LongListProps<T> {
  readonly label: string;
  /** The scrolling box around the list. */
  readonly className?: string | undefined;
  /** About how high an item is, in pixels, before it has been measured. */
  readonly usualHeight: number;
  /** Between two items, in pixels. */
  readonly gap?: number;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** The 0-based place of an item that stays drawn when it is scrolled out of sight, with what is typed into it. */
  readonly keptAt?: number;
  /** Where the keyboard goes on, when this changes: to the first button there, or in the last item. */
  readonly focusAt?: number | undefined;
  readonly children: (item: T) => ReactNode;
}

/** Draws only the items in sight: there may be thousands. Each is as high as it needs to be. */
export function LongList<T>(props: LongListProps<T>) {
  const { label, className = '', usualHeight, gap = 0, items, keyOf, keptAt = -1, focusAt, children } = props;
  const scrollRef = useRef<HTMLDivElement>(null);
  const listRef = useRef<HTMLUListElement>(null);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const inSight = defaultRangeExtractor(range);
      return keptAt < 0 || inSight.includes(keptAt) ? inSight : [...inSight, keptAt].sort((a, b) => a - b);
    },
    [keptAt],
  );
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => usualHeight,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    gap,
    overscan: 4,
    rangeExtractor,
    initialRect: { width: 800, height: 600 },
  });

  const count = items.length;
  const focusIndex = focusAt === undefined ? -1 : Math.min(focusAt, count - 1);
  useEffect(() => {
    if (focusIndex < 0) return;
    listRef.current?.querySelector<HTMLElement>(`[data-index="${String(focusIndex)}"] button`)?.focus();
  }, [focusIndex]);

  return (
    <div ref={scrollRef} className={`${classes['scroll'] ?? ''} ${className}`}>
      <ul ref={listRef} aria-label={label} className={classes['list']} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={count}
              style={{ transform: `translateY(${String(start)}px)` }}
            >
              {children(item)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
