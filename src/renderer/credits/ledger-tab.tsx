import { useId, useMemo, useState } from 'react';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { BalanceChart } from './balance-chart.tsx';
import { shownTypes } from './credit-types.ts';
import { words } from './credits-words.ts';
import { EmptyLedger } from './empty-ledger.tsx';
import { FilterBar } from './filter-bar.tsx';
import classes from './ledger-tab.module.css';
import { everything, type LineFilter, testOf } from './line-filter.ts';
import { SaveLines } from './save-lines.tsx';
import { createTextFinder } from './search-text.ts';
import { ShownCount } from './shown-count.tsx';
import type { StatementLine } from './statement.ts';
import { StatementTable, type Target } from './statement-table.tsx';
import { Totals } from './totals.tsx';
import { TypeSwitch } from './type-switch.tsx';
import { useSelection } from './use-selection.ts';
import { useNames, useStatement } from './use-statement.ts';

interface LedgerTabProps {
  readonly ledger: Ledger;
  /** The zone in which times are shown. */
  readonly timeZone: string;
}

/** The credit ledger: what there is, how it came to that, and every line that made it so. */
export function LedgerTab({ ledger, timeZone }: LedgerTabProps) {
  const statement = useStatement(ledger);
  const credits = useLedger(ledger, (each) => each.credits());
  const names = useNames(ledger);
  const finder = useMemo(() => createTextFinder(names), [names]);
  const types = shownTypes(ledger.books.credits);
  const [chosen, setChosen] = useState<string>();
  const type = types.find(({ id }) => id === chosen) ?? types[0];
  const [filter, setFilter] = useState(everything);
  const [target, setTarget] = useState<Target>();
  const test = useMemo(() => testOf(filter, type?.id, finder.test(filter.text)), [filter, type?.id, finder]);
  const shown = useSelection(statement, test);
  const summaryId = useId();

  function change(changed: Partial<LineFilter>): void {
    setTarget(undefined);
    setFilter({ ...filter, ...changed });
  }

  /** Shows another line; where the filters leave it out, they go. */
  function goTo(line: StatementLine): void {
    const isHidden = !test(line);
    if (isHidden) setFilter({ ...everything, allTypes: filter.allTypes });
    setTarget({ line, isHidden });
  }

  const { counts, lines } = statement;
  const countOfType = (counts.get(type?.id) ?? 0) + (type === undefined ? 0 : (counts.get(undefined) ?? 0));
  const total = filter.allTypes ? lines.length : countOfType;
  if (lines.length === 0) return <EmptyLedger />;
  return (
    <section className={classes['tab']} aria-label={words.tabs.ledger}>
      <header className={classes['head']}>
        <div className={classes['sums']}>
          {types.length > 1 && <TypeSwitch types={types} value={type?.id} onChange={setChosen} />}
          {type !== undefined && <Totals credits={credits} recorded={ledger.books.credits} type={type} />}
        </div>
        <BalanceChart
          series={type && statement.series.get(type.id)}
          range={filter}
          timeZone={timeZone}
          notices={type?.notices ?? []}
          onRange={change}
        />
      </header>
      <FilterBar
        filter={filter}
        facets={statement.facets}
        names={names}
        timeZone={timeZone}
        hasTypes={types.length > 1}
        onChange={change}
      >
        <ShownCount id={summaryId} shown={shown} total={total} names={names} />
        <SaveLines statement={statement} shown={shown} type={type} names={names} timeZone={timeZone} now={ledger.now} />
      </FilterBar>
      <StatementTable
        statement={statement}
        shown={shown}
        total={total}
        names={names}
        timeZone={timeZone}
        lots={ledger.books.credits.account.lots}
        showsTypes={filter.allTypes}
        target={target}
        onGoTo={goTo}
        onClear={() => change(everything)}
        describedBy={summaryId}
      />
    </section>
  );
}
