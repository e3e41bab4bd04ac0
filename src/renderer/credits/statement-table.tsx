import { Box } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Account } from '../../shared/credit/account.ts';
import type { EntryId } from '../../shared/ids.ts';
import { words } from './credits-words.ts';
import { NothingFound } from './empty-ledger.tsx';
import { LineDetail } from './line-detail.tsx';
import type { Names } from './names.ts';
import { StatementRow } from './statement-row.tsx';
import type { Statement, StatementLine } from './statement.ts';
import classes from './statement-table.module.css';
import type { Shown } from './use-selection.ts';
import { useShownRows } from './use-shown-rows.ts';

/** A line that another one led to. */
export interface Target {
  readonly line: StatementLine;
  /** The filters left it out, and have been cleared for it. */
  readonly isHidden: boolean;
}

interface StatementTableProps {
  readonly statement: Statement;
  readonly shown: Shown;
  /** How many lines there would be without any filter. */
  readonly total: number;
  readonly names: Names;
  readonly timeZone: string;
  readonly lots: Account['lots'];
  /** Whether lines of several credit types may be shown. */
  readonly showsTypes: boolean;
  readonly target: Target | undefined;
  readonly onGoTo: (line: StatementLine) => void;
  /** Clears search and filters. */
  readonly onClear: () => void;
  readonly describedBy: string;
}

const columns = ['time', 'what', 'about', 'who', 'credits', 'balance', 'more'] as const;

/** How far Page Up and Page Down go. */
const rowsPerPage = 8;

/** The lines of the ledger, newest first. Only those in sight are drawn: there may be 100,000. */
export function StatementTable(props: StatementTableProps) {
  const { shown, total, onClear } = props;
  if (shown.count === 0 && !shown.isSearching) return <NothingFound total={total} onClear={onClear} />;
  return <Rows {...props} />;
}

function Rows({
  statement,
  shown,
  names,
  timeZone,
  lots,
  showsTypes,
  target,
  onGoTo,
  describedBy,
}: StatementTableProps) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const tableRef = useRef<HTMLTableElement>(null);
  const [openId, setOpenId] = useState<EntryId>();
  const [active, setActive] = useState<StatementLine>();
  const rows = useShownRows({ statement, shown, scrollRef, openId, target, onFound: setActive });
  const toggle = (id: EntryId): void => setOpenId((before) => (before === id ? undefined : id));

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== tableRef.current) return;
    const at = active === undefined ? -1 : rows.indexOf(active);
    const to = steps[event.key]?.(at, shown.count);
    if (to !== undefined) {
      const index = Math.max(0, Math.min(shown.count - 1, to));
      rows.scrollTo(index);
      setActive(rows.lineAt(index));
    } else if ((event.key === 'Enter' || event.key === ' ') && active !== undefined) toggle(active.id);
    else if (event.key === 'Escape' && openId !== undefined) setOpenId(undefined);
    else return;
    event.preventDefault();
  }

  return (
    <div className={classes['statement']}>
      {target?.isHidden === true && <output className={classes['cleared']}>{words.filtersCleared}</output>}
      <Box ref={scrollRef} className={classes['scroll'] ?? ''} aria-busy={shown.isSearching}>
        {/* The keyboard is on the grid and walks its rows: it stays there whatever is drawn. */}
        <Box
          component="table"
          ref={tableRef}
          role="grid"
          className={classes['table'] ?? ''}
          aria-label={words.table}
          aria-describedby={describedBy}
          aria-rowcount={shown.count + 1}
          aria-activedescendant={active === undefined ? undefined : rowDomId(active.id)}
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <th key={column} scope="col" data-column={column}>
                  {column === 'more' ? (
                    <span className={classes['unseen']}>{words.columns.more}</span>
                  ) : (
                    words.columns[column]
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <Gap height={rows.above} />
          {rows.inSight.map(({ line, index, measure }) => (
            <tbody key={line.id} ref={measure} data-index={index}>
              <StatementRow
                line={line}
                index={index}
                domId={rowDomId(line.id)}
                returns={statement.returns.get(line.id)}
                statement={statement}
                names={names}
                timeZone={timeZone}
                showsType={showsTypes}
                isOpen={line.id === openId}
                isActive={line.id === active?.id}
                isTarget={line.id === target?.line.id}
                onToggle={(each) => {
                  setActive(each);
                  toggle(each.id);
                }}
                onGoTo={onGoTo}
              />
              {line.id === openId && (
                <tr className={classes['detail']}>
                  <td colSpan={columns.length}>
                    <LineDetail
                      line={line}
                      statement={statement}
                      names={names}
                      timeZone={timeZone}
                      lots={lots}
                      onGoTo={onGoTo}
                    />
                  </td>
                </tr>
              )}
            </tbody>
          ))}
          <Gap height={rows.below} />
        </Box>
      </Box>
    </div>
  );
}

/** Where each key leads from a row; -1 is above the first one. */
const steps: Readonly<Record<string, (from: number, count: number) => number>> = {
  ArrowDown: (from) => from + 1,
  ArrowUp: (from) => from - 1,
  PageDown: (from) => from + rowsPerPage,
  PageUp: (from) => from - rowsPerPage,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function rowDomId(id: EntryId): string {
  return `line-${id}`;
}

/** Stands for the rows that are out of sight. `height` is in pixels. */
function Gap({ height }: { readonly height: number }) {
  if (height === 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr style={{ height }} />
    </tbody>
  );
}
