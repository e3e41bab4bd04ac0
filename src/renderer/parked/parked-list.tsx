import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ParkReason } from '../../shared/wire.ts';
import { LongList } from '../ui/long-list.tsx';
import { reasonWords, whatText, words } from './parked-words.ts';
import classes from './parked.module.css';

/** An operation that was set aside, wherever that is known from. */
export interface ParkedItem {
  readonly key: string;
  readonly reason: ParkReason;
  /** What exactly the server found. */
  readonly detail?: string;
  readonly laptop: string;
  /** When and where, in words. */
  readonly when: string;
  readonly operation: unknown;
}

interface ParkedListProps {
  readonly label: string;
  readonly items: readonly ParkedItem[];
  /** Tries one again; absent where only all can be. */
  readonly onRetry?: (item: ParkedItem) => void;
  readonly isBusy: boolean;
}

/** Operations with reason, what to do, whose they are, and what was recorded. */
export function ParkedList({ label, items, onRetry, isBusy }: ParkedListProps) {
  if (items.length === 0) return <p className={classes['lead']}>{words.none}</p>;
  return (
    <LongList
      label={label}
      className={classes['list']}
      usualHeight={128}
      gap={10}
      items={items}
      keyOf={({ key }) => key}
    >
      {(item) => {
        const what = whatText(item.operation);
        return (
          <Item item={item} what={what}>
            {onRetry !== undefined && (
              <Button
                variant="default"
                size="compact-md"
                aria-label={words.retryOf(what, item.laptop)}
                disabled={isBusy}
                onClick={() => onRetry(item)}
              >
                {words.retry}
              </Button>
            )}
          </Item>
        );
      }}
    </LongList>
  );
}

interface ItemProps {
  readonly item: ParkedItem;
  readonly what: string;
  readonly children: ReactNode;
}

function Item({ item: { reason, detail, laptop, when, operation }, what, children }: ItemProps) {
  const { name, hint } = reasonWords[reason];
  return (
    <article className={classes['item']} aria-label={`${what}, ${laptop}`}>
      <h3>{name}</h3>
      {children}
      <p className={classes['facts']}>
        <b>{what}</b> · <bdi>{laptop}</bdi> · {when}
      </p>
      <p>{hint}</p>
      <details>
        <summary>{words.payload}</summary>
        {detail !== undefined && detail !== '' && <p>{words.detail(detail)}</p>}
        <pre>{JSON.stringify(operation, undefined, 2)}</pre>
      </details>
    </article>
  );
}
