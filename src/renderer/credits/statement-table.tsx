import { Box } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { derive } from '../ledger/derive.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { countText } from '../ui/number-text.ts';
import classes from './credits-screen.module.css';
import { StatementRow } from './statement-row.tsx';
import { type StatementLine, statementOf } from './statement.ts';

interface StatementTableProps {
  readonly ledger: Ledger;
  readonly timeZone: string;
}

const columns = ['Time', 'What', 'Guest or event', 'Who', 'Credits', 'Balance'] as const;

/** In pixels; as in the style sheet. */
const rowHeight = 56;

/** Every line of the ledger, newest first. Only those in sight are drawn: there may be 100,000. */
export function StatementTable({ ledger, timeZone }: StatementTableProps) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const [readLines] = useState(createStatementReader);
  const lines = useLedger(ledger, readLines);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 800, height: 600 },
  });
  if (lines.length === 0) return <p className={classes['empty']}>No credits yet: the first event brings some.</p>;
  const inSight = rows.getVirtualItems();
  const above = inSight[0]?.start ?? 0;
  const below = rows.getTotalSize() - (inSight.at(-1)?.end ?? 0);
  return (
    <div className={classes['statement']}>
      <p className={classes['count']}>{countText(lines.length, 'line')}, newest first</p>
      {/* Reachable by keyboard, since it scrolls. */}
      <Box ref={scrollRef} className={classes['scroll'] ?? ''} tabIndex={0}>
        <table className={classes['table']} aria-label="Credit ledger" aria-rowcount={lines.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Gap height={above} />
            {inSight.map(({ index }) => {
              const line = lines[index];
              return (
                line !== undefined && (
                  <StatementRow key={line.id} line={line} index={index} timeZone={timeZone} ledger={ledger} />
                )
              );
            })}
            <Gap height={below} />
          </tbody>
        </table>
      </Box>
    </div>
  );
}

/** Stands for the rows that are out of sight. `height` is in pixels. */
function Gap({ height }: { readonly height: number }) {
  return height === 0 ? null : <tr aria-hidden="true" style={{ height }} />;
}

function createStatementReader(): (ledger: Ledger) => readonly StatementLine[] {
  return derive(
    ({ books }) => [books.head],
    ({ books }) => statementOf(books.rows).toReversed(),
  );
}
