import { Button, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import type { NewEvent } from './create-event.ts';
import classes from './events-screen.module.css';
import { TimeZoneSelect } from '../ui/time-zone-select.tsx';
import { systemTimeZone } from '../ui/time-zones.ts';
import { useInitialFocus } from '../ui/use-initial-focus.ts';

interface CreateEventFormProps {
  readonly isFirst: boolean;
  /** Says what went wrong, if anything did. */
  readonly onCreate: (event: NewEvent) => Promise<string | undefined>;
}

export function CreateEventForm({ isFirst, onCreate }: CreateEventFormProps) {
  const nameRef = useInitialFocus<HTMLInputElement>();
  const [name, setName] = useState('');
  const [timeZone, setTimeZone] = useState(systemTimeZone);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function create(): Promise<void> {
    if (name.trim() === '') return setProblem('Give the event a name.');
    setBusy(true);
    try {
      setProblem(await onCreate({ name, timeZone }));
    } finally {
      setBusy(false);
    }
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!isBusy) void create();
  }

  return (
    <form className={classes['form']} aria-label="New event" onSubmit={submit}>
      <h2>{isFirst ? 'Create your first event' : 'New event'}</h2>
      {isFirst && (
        <p className={classes['lead']}>
          Admit checks guests in on this laptop, with or without a network. Next you bring in a guest list.
        </p>
      )}
      <TextInput
        label="Name"
        placeholder="Summer Gala 2026"
        size="md"
        maxLength={200}
        value={name}
        error={problem}
        ref={isFirst ? nameRef : null}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
      <TimeZoneSelect
        label="Time zone"
        description="Days and times of tickets are meant in it."
        value={timeZone}
        onChange={setTimeZone}
      />
      <Button type="submit" size="md" loading={isBusy}>
        Create event
      </Button>
    </form>
  );
}
