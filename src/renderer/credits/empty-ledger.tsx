import { Button } from '@mantine/core';
import { words } from './credits-words.ts';
import classes from './empty-ledger.module.css';

/** Before the first credits. */
export function EmptyLedger() {
  return (
    <section className={classes['empty']} aria-label={words.tabs.ledger}>
      <h2>{words.empty}</h2>
      <p>{words.emptyHint}</p>
    </section>
  );
}

interface NothingFoundProps {
  /** How many lines there would be without any filter. */
  readonly total: number;
  /** Clears search and filters. */
  readonly onClear: () => void;
}

/** In the table's place while search and filters leave nothing. */
export function NothingFound({ total, onClear }: NothingFoundProps) {
  return (
    <div className={classes['nothing']}>
      <h2>{words.nothingFound}</h2>
      <p>{words.nothingFoundHint(total)}</p>
      <Button variant="default" onClick={onClear}>
        {words.filter.clear}
      </Button>
    </div>
  );
}
