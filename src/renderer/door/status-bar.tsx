import { ActionIcon, Select } from '@mantine/core';
import { IconListCheck, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ListId } from '../../shared/ids.ts';
import { derive } from '../ledger/derive.ts';
import { countsOn, expectedOn, type ListCounts } from '../ledger/event-memory.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { numberText } from '../ui/number-text.ts';
import type { Door } from './door-store.ts';
import classes from './status-bar.module.css';

interface StatusBarProps {
  readonly door: Door;
  readonly sound: boolean;
  /** How this laptop stands with the others. */
  readonly connection: ReactNode;
  readonly onChooseList: (id: ListId) => void;
  readonly onSound: (sound: boolean) => void;
}

/** Where this door is, whom it works with, and how many came. */
export function StatusBar({ door, sound, connection, onChooseList, onSound }: StatusBarProps) {
  const { ledger, place } = door;
  const event = useLedger(ledger, (each) => each.event());
  useLedger(ledger, (each) => each.books.head);
  const lists = [...(event?.record.lists.values() ?? [])];
  return (
    <footer className={classes['bar']} aria-label="Status">
      <Select
        aria-label="Check-in list"
        className={classes['list'] ?? ''}
        size="md"
        leftSection={<IconListCheck size="1.2rem" aria-hidden />}
        value={place.listId}
        data={lists.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => id !== null && onChooseList(id)}
        allowDeselect={false}
        comboboxProps={{ position: 'top-start' }}
      />
      <p className={classes['gate']} title={place.gate}>
        <span className={classes['caption']}>Gate</span> {place.gate}
      </p>
      {connection}
      <Counts key={place.listId} door={door} />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="xl"
        aria-label="Sound"
        aria-pressed={sound}
        title={sound ? 'Sound is on' : 'Sound is off'}
        onClick={() => onSound(!sound)}
      >
        {sound ? <IconVolume /> : <IconVolumeOff />}
      </ActionIcon>
    </footer>
  );
}

function Counts({ door: { ledger, place } }: { readonly door: Door }) {
  const [readExpected] = useState(() => createExpectedReader(place.listId));
  const expected = useLedger(ledger, readExpected);
  const entered = useLedger(ledger, (each) => countsOf(each, place.listId).entered);
  const inside = useLedger(ledger, (each) => countsOf(each, place.listId).inside);
  return (
    <dl className={classes['counts']}>
      <div>
        <dt>In</dt>
        <dd>
          <b data-testid="count-entered">{numberText(entered)}</b>
          <span className={classes['of']}>
            {' / '}
            <span data-testid="count-expected">{numberText(expected)}</span>
          </span>
        </dd>
      </div>
      <div>
        <dt>Inside</dt>
        <dd>
          <b data-testid="count-inside">{numberText(inside)}</b>
        </dd>
      </div>
    </dl>
  );
}

function countsOf(ledger: Ledger, listId: ListId): Readonly<ListCounts> {
  const event = ledger.event();
  return event === undefined ? { entered: 0, inside: 0 } : countsOn(event, listId);
}

/** Looks through the whole guest list, so only when that or the check-in list has changed. */
function createExpectedReader(listId: ListId): (ledger: Ledger) => number {
  const listIn = (ledger: Ledger) => ledger.event()?.record.lists.get(listId);
  return derive(
    (ledger) => [ledger.event(), ledger.event()?.revision, listIn(ledger)],
    (ledger) => {
      const event = ledger.event();
      const list = listIn(ledger);
      return event === undefined || list === undefined ? 0 : expectedOn(event, list);
    },
  );
}
