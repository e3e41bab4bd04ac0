import { Combobox } from '@mantine/core';
import type { CheckInList } from '../../shared/event.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { type EventMemory, historyOn } from '../ledger/event-memory.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { guestName } from '../ui/guest-name.ts';
import { numberText } from '../ui/number-text.ts';
import type { Candidates } from './door-state.ts';
import type { Door } from './door-store.ts';
import { guestStanding } from './guest-standing.ts';
import classes from './scan-field.module.css';

interface CandidateListProps {
  readonly door: Door;
  readonly listId: string;
  readonly candidates: Candidates | undefined;
  readonly highlighted: number;
  readonly hint: string | undefined;
}

/** The option's element, for the input to point at. */
export function candidateId(listId: string, index: number): string {
  return `${listId}-${String(index)}`;
}

/** Guests that fit what was typed or scanned. It floats over the panel, so that nothing moves. */
export function CandidateList({ door, listId, candidates, highlighted, hint }: CandidateListProps) {
  const event = useLedger(door.ledger, (ledger) => ledger.event());
  // In or out is told anew after every operation.
  useLedger(door.ledger, (ledger) => ledger.books.head);
  const list = event?.record.lists.get(door.place.listId);
  const ids = candidates?.ids ?? [];
  const more = (candidates?.total ?? 0) - ids.length;
  return (
    <div className={classes['float']}>
      {hint !== undefined && <output className={classes['hint']}>{hint}</output>}
      <Combobox.Options className={classes['candidates'] ?? ''} id={listId} aria-label="Guests found">
        {event !== undefined &&
          list !== undefined &&
          ids.map((id, index) => {
            const ticket = event.tickets.get(id);
            return (
              ticket !== undefined && (
                <Combobox.Option
                  key={id}
                  value={id}
                  id={candidateId(listId, index)}
                  className={classes['candidate'] ?? ''}
                  aria-selected={index === highlighted}
                >
                  <Candidate event={event} list={list} ticket={ticket} />
                </Combobox.Option>
              )
            );
          })}
      </Combobox.Options>
      {more > 0 && <p className={classes['more']}>{`and ${numberText(more)} more: type more to narrow it down`}</p>}
    </div>
  );
}

interface CandidateProps {
  readonly event: EventMemory;
  readonly list: CheckInList;
  readonly ticket: Ticket;
}

function Candidate({ event, list, ticket }: CandidateProps) {
  const standing = guestStanding(ticket, historyOn(event, list.id, ticket.id), list, event.record.details.timeZone);
  const name = guestName(ticket);
  const about = [ticket.ticketType, ticket.company].filter((part) => part !== undefined).join(' · ');
  return (
    <>
      <bdi className={classes['name']} title={name}>
        {name}
      </bdi>
      <bdi className={classes['about']} title={about}>
        {about}
      </bdi>
      <span className={classes['code']}>{ticket.orderCode ?? ticket.code ?? ''}</span>
      <span className={classes['standing']} data-standing={standing.kind}>
        {standing.words}
      </span>
    </>
  );
}
