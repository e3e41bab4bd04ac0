import { Badge, Button } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { EventId } from '../../shared/ids.ts';
import type { EventRecord } from '../ledger/books.ts';
import { failureText } from '../ledger/failure-text.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { countText } from '../ui/number-text.ts';
import { CreateEventForm } from './create-event-form.tsx';
import { createEvent, type NewEvent } from './create-event.ts';
import classes from './events-screen.module.css';

interface EventsScreenProps {
  readonly ledger: Ledger;
  readonly actor: string;
  readonly newId: () => string;
  /** The name of the event that is being opened, while one is. */
  readonly opening: string | undefined;
  readonly mayCreate: boolean;
  /** Stands in place of the form for new events while that is locked. */
  readonly locked: ReactNode | undefined;
  readonly onOpen: (id: EventId) => void;
  /** A new event has no guests: it leads to where they come from. */
  readonly onCreated: (id: EventId) => void;
}

/** The events on this laptop: open one, or make one. */
export function EventsScreen(props: EventsScreenProps) {
  const { ledger, actor, newId, opening, mayCreate, locked, onOpen, onCreated } = props;
  useLedger(ledger, (each) => each.books.head);
  const open = useLedger(ledger, (each) => each.event()?.record);
  const events = [...ledger.books.events.values()].reverse();

  async function create(event: NewEvent): Promise<string | undefined> {
    try {
      onCreated((await createEvent(ledger, actor, newId, event)).id);
      return undefined;
    } catch (error) {
      const problem = failureText(error);
      if (problem === undefined) throw error;
      return problem;
    }
  }

  return (
    <section className={classes['screen']} aria-label="Events">
      {events.length > 0 && (
        <div className={classes['events']}>
          <h1>Events on this laptop</h1>
          <ul className={classes['list']}>
            {events.map((event) => (
              <EventRow
                key={event.details.id}
                event={event}
                isOpen={event === open}
                isOpening={opening === event.details.name}
                onOpen={onOpen}
              />
            ))}
          </ul>
        </div>
      )}
      {mayCreate && (locked ?? <CreateEventForm isFirst={events.length === 0} onCreate={create} />)}
    </section>
  );
}

interface EventRowProps {
  readonly event: EventRecord;
  readonly isOpen: boolean;
  readonly isOpening: boolean;
  readonly onOpen: (id: EventId) => void;
}

function EventRow({ event: { details, lists, imports }, isOpen, isOpening, onOpen }: EventRowProps) {
  const guests = imports.reduce((sum, { free, paid }) => sum + free + paid, 0);
  return (
    <li className={classes['event']}>
      <IconCalendarEvent className={classes['icon']} aria-hidden />
      <div className={classes['about']}>
        <h2 title={details.name}>{details.name}</h2>
        <p>
          {countText(guests, 'guest')} · {countText(lists.size, 'check-in list')} ·{' '}
          {details.timeZone.replaceAll('_', ' ')}
        </p>
      </div>
      {isOpen && (
        <Badge variant="light" size="lg" tt="none">
          Open
        </Badge>
      )}
      <Button
        variant={isOpen ? 'default' : 'filled'}
        aria-label={isOpen ? `Go to the door of ${details.name}` : `Open ${details.name}`}
        loading={isOpening}
        onClick={() => onOpen(details.id)}
      >
        {isOpen ? 'Go to the door' : 'Open'}
      </Button>
    </li>
  );
}
