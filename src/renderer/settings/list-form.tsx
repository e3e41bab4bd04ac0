import { Button, MultiSelect, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import type { CheckInList, Reentry } from '../../shared/event.ts';
import { useInitialFocus } from '../ui/use-initial-focus.ts';
import { reentryWords } from './list-words.ts';
import classes from './settings-screen.module.css';

interface ListFormProps {
  readonly list: CheckInList;
  /** The ticket types that the guest list has. */
  readonly ticketTypes: readonly string[];
  /** Says what went wrong, if anything did. */
  readonly onSave: (list: CheckInList) => Promise<string | undefined>;
  readonly onCancel: () => void;
}

const reentries: readonly Reentry[] = ['once', 'after-exit', 'many'];

/** Edits one check-in list. What was admitted before keeps the rules of its time. */
export function ListForm({ list, ticketTypes, onSave, onCancel }: ListFormProps) {
  const nameRef = useInitialFocus<HTMLInputElement>();
  const [draft, setDraft] = useState(list);
  const [problem, setProblem] = useState<string>();

  function change(part: Partial<CheckInList>): void {
    setDraft((before) => ({ ...before, ...part }));
    setProblem(undefined);
  }

  async function save(): Promise<void> {
    const name = draft.name.trim();
    setProblem(name === '' ? 'Give the list a name.' : await onSave({ ...draft, name }));
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    void save();
  }

  return (
    <form className={classes['form']} aria-label={`Check-in list ${list.name}`} onSubmit={submit}>
      <TextInput
        size="md"
        label="Name"
        maxLength={200}
        ref={nameRef}
        value={draft.name}
        error={problem}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <MultiSelect
        size="md"
        label="Ticket types admitted"
        placeholder={draft.ticketTypes === undefined ? 'All of them' : ''}
        data={[...new Set([...ticketTypes, ...(list.ticketTypes ?? [])])]}
        value={draft.ticketTypes ?? []}
        clearable
        searchable
        onChange={(types) => setDraft((before) => withTicketTypes(before, types))}
      />
      <Select
        size="md"
        label="Entering"
        allowDeselect={false}
        data={reentries.map((value) => ({ value, label: reentryWords[value] }))}
        value={draft.reentry}
        onChange={(reentry) => reentry !== null && change({ reentry })}
      />
      <Switch
        label="Admit guests whose order is not paid yet"
        checked={draft.includesPending}
        onChange={(event) => change({ includesPending: event.currentTarget.checked })}
      />
      <div className={classes['pair']}>
        <LimitField
          label="Entries a day, each guest"
          value={draft.entriesPerDay}
          onChange={(limit) => setDraft((before) => withLimit(before, 'entriesPerDay', limit))}
        />
        <LimitField
          label="Guests inside at once"
          value={draft.capacity}
          onChange={(limit) => setDraft((before) => withLimit(before, 'capacity', limit))}
        />
      </div>
      <div className={classes['actions']}>
        <Button type="submit">Save list</Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface LimitFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (limit: number | undefined) => void;
}

function LimitField({ label, value, onChange }: LimitFieldProps) {
  return (
    <NumberInput
      size="md"
      label={label}
      placeholder="No limit"
      min={1}
      max={1_000_000}
      allowDecimal={false}
      allowNegative={false}
      value={value ?? ''}
      onChange={(typed) => onChange(typeof typed === 'number' && typed >= 1 ? typed : undefined)}
    />
  );
}

/** None chosen means all of them. */
function withTicketTypes(list: CheckInList, types: string[]): CheckInList {
  const { ticketTypes: _, ...rest } = list;
  return types.length === 0 ? rest : { ...rest, ticketTypes: types };
}

function withLimit(list: CheckInList, rule: 'entriesPerDay' | 'capacity', limit: number | undefined): CheckInList {
  const { [rule]: _, ...rest } = list;
  return limit === undefined ? rest : { ...rest, [rule]: limit };
}
