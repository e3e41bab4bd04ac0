import { Box } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { RowProblem } from '../../shared/guest-list/format.ts';
import type { ImportDesk } from './import-desk.ts';
import { words } from './import-words.ts';
import classes from './problem-list.module.css';
import { useProblemPages } from './use-problem-pages.ts';

interface ProblemListProps {
  readonly desk: ImportDesk;
  readonly total: number;
}

/** All problems of the file, errors first. Only those in sight are fetched and drawn: there may be 100,000. */
export function ProblemList({ desk, total }: ProblemListProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const { problemAt, fetchRange } = useProblemPages(desk, total);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => 44,
    overscan: 10,
  });
  const inSight = rows.getVirtualItems();
  const first = inSight[0]?.index ?? 0;
  const last = inSight.at(-1)?.index ?? 0;
  useEffect(() => fetchRange(first, last), [fetchRange, first, last]);
  return (
    // Reachable by keyboard, since it scrolls.
    <Box
      component="section"
      ref={scroll}
      className={classes['scroll'] ?? ''}
      aria-label={words.problemTable}
      tabIndex={0}
    >
      <ol className={classes['list']} style={{ height: rows.getTotalSize() }}>
        {inSight.map(({ index, key, start }) => (
          <li
            key={key}
            ref={rows.measureElement}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={total}
            className={classes['row']}
            style={{ transform: `translateY(${String(start)}px)` }}
          >
            <Problem problem={problemAt(index)} />
          </li>
        ))}
      </ol>
    </Box>
  );
}

function Problem({ problem }: { readonly problem: RowProblem | undefined }) {
  if (problem === undefined) return <span className={classes['line']}>{words.loading}</span>;
  const { line, severity, message } = problem;
  return (
    <>
      <span className={classes['line']}>{words.line(line)}</span>
      <span className={classes['kind']} data-severity={severity}>
        {words.severity[severity]}
      </span>
      <span className={classes['message']}>{message}</span>
    </>
  );
}
