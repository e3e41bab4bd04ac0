import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import * as v from 'valibot';
import { type CheckInList, defaultCheckInList } from '../../shared/event.ts';
import { listIdSchema } from '../../shared/ids.ts';
import { derive } from '../ledger/derive.ts';
import { failureText } from '../ledger/failure-text.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { defineList } from './define-list.ts';
import { ListForm } from './list-form.tsx';
import { listSummary } from './list-words.ts';
import classes from './settings-screen.module.css';

interface ListsPanelProps {
  readonly ledger: Ledger;
  readonly actor: string;
  readonly newId: () => string;
}

/** The open event's check-in lists: who is admitted where, and how often. */
export function ListsPanel({ ledger, actor, newId }: ListsPanelProps) {
  const event = useLedger(ledger, (each) => each.event());
  useLedger(ledger, (each) => each.books.head);
  const [readTicketTypes] = useState(createTicketTypeReader);
  const ticketTypes = useLedger(ledger, readTicketTypes);
  const [edited, setEdited] = useState<CheckInList>();
  if (event === undefined) return null;
  const lists = [...event.record.lists.values()];
  const eventId = event.record.details.id;

  async function save(list: CheckInList): Promise<string | undefined> {
    try {
      await defineList(ledger, actor, eventId, list);
      setEdited(undefined);
      return undefined;
    } catch (error) {
      const problem = failureText(error);
      if (problem === undefined) throw error;
      return problem;
    }
  }

  function form(list: CheckInList) {
    return <ListForm list={list} ticketTypes={ticketTypes} onSave={save} onCancel={() => setEdited(undefined)} />;
  }

  return (
    <section className={classes['panel']} aria-label="Check-in lists">
      <h1>Check-in lists</h1>
      <p className={classes['lead']}>
        Lists do not know of each other: being in on one says nothing about another. Each door works on one of them.
      </p>
      <ul className={classes['lists']}>
        {lists.map((list) => (
          <li key={list.id}>
            {edited?.id === list.id ? form(edited) : <ListRow list={list} onEdit={() => setEdited(list)} />}
          </li>
        ))}
        {edited !== undefined && !event.record.lists.has(edited.id) && <li>{form(edited)}</li>}
      </ul>
      <Button
        className={classes['add'] ?? ''}
        variant="default"
        leftSection={<IconPlus aria-hidden />}
        onClick={() => setEdited({ ...defaultCheckInList(v.parse(listIdSchema, newId())), name: '' })}
      >
        Add a list
      </Button>
    </section>
  );
}

/** Those that the open event's guests have, by name. */
function createTicketTypeReader(): (ledger: Ledger) => readonly string[] {
  return derive(
    (ledger) => [ledger.event(), ledger.event()?.revision],
    (ledger) => {
      const tickets = ledger.event()?.tickets.values() ?? [];
      return [...new Set(Array.from(tickets, ({ ticketType }) => ticketType))].sort();
    },
  );
}

function ListRow({ list, onEdit }: { readonly list: CheckInList; readonly onEdit: () => void }) {
  return (
    <div className={classes['list']}>
      <div className={classes['about']}>
        <h2 title={list.name}>{list.name}</h2>
        <p>{listSummary(list)}</p>
      </div>
      <Button variant="default" aria-label={`Edit ${list.name}`} onClick={onEdit}>
        Edit
      </Button>
    </div>
  );
}
