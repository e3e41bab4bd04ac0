import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './billing-panel.module.css';
import { words } from './billing-words.ts';

/** How many items a list shows before it is asked for all of them. */
const shownAtFirst = 8;

interface ShowAllProps<T> {
  readonly items: readonly T[];
  readonly children: (item: T) => ReactNode;
}

/** A list that shows its first items, and all of them when asked. */
export function ShowAll<T>({ items, children }: ShowAllProps<T>) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? items : items.slice(0, shownAtFirst);
  return (
    <>
      <ol className={classes['list']}>{shown.map(children)}</ol>
      {shown.length < items.length && (
        <Button className={classes['more'] ?? ''} variant="default" onClick={() => setWhole(true)}>
          {words.showAll(items.length)}
        </Button>
      )}
    </>
  );
}
