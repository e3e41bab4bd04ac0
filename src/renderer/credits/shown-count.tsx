import { sumText, words } from './credits-words.ts';
import classes from './filter-bar.module.css';
import type { Names } from './names.ts';
import type { Shown } from './use-selection.ts';

interface ShownCountProps {
  readonly id: string;
  readonly shown: Shown;
  /** How many lines there would be without any filter. */
  readonly total: number;
  readonly names: Names;
}

/** How many of how many lines are shown, and what they come to: `12 of 100,000 lines: -9 credits`. */
export function ShownCount({ id, shown, total, names }: ShownCountProps) {
  const sums = [...shown.sums].map(([type, credits]) => ({ credits, ...names.type(type) }));
  const sum = sumText(sums);
  return (
    <output id={id} className={classes['count']} aria-live="polite" data-busy={shown.isSearching}>
      {words.shown(shown.count, total)}
      {sum !== '' && (
        <>
          {': '}
          <b>{sum}</b>
        </>
      )}
    </output>
  );
}
