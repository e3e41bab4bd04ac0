import { Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import type { EventId } from '../../shared/ids.ts';
import type { Role } from '../../shared/role.ts';
import { failureWords } from '../sync/answer-words.ts';
import type { Transport } from '../sync/transport.ts';
import type { MadeCode } from './code-card.tsx';
import { fleetWords as words, roleWords } from './laptops-words.ts';
import classes from './laptops.module.css';
import { rolesOffered } from './roles-offered.ts';

interface CodeFormProps {
  readonly request: Transport['call'];
  readonly role: Role;
  readonly addresses: readonly string[];
  readonly events: ReadonlyMap<EventId, string>;
  readonly now: () => number;
  readonly onMade: (made: MadeCode) => void;
}

const lifetimes: readonly number[] = [15, 60, 8 * 60, 24 * 60];

/** What the other laptop will be called, may do, and on which events. */
export function CodeForm({ request, role: own, addresses, events, now, onMade }: CodeFormProps) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('door');
  const [chosen, setChosen] = useState<readonly EventId[]>([]);
  const [minutes, setMinutes] = useState(lifetimes[0] ?? 15);
  const [typedAddress, setAddress] = useState<string>();
  const [nameProblem, setNameProblem] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const address = typedAddress ?? addresses[0] ?? '';

  async function make(): Promise<void> {
    const called = name.trim();
    if (called === '') return setNameProblem(words.nameMissing);
    setBusy(true);
    setProblem(undefined);
    const scope = chosen.length === 0 ? null : [...chosen];
    const answer = await request('createCode', { name: called, role, events: scope, minutes });
    setBusy(false);
    if (answer.kind !== 'ok') return setProblem(failureWords(answer));
    const { code, expiresAt, serverAt } = answer.value;
    // Counted down by this laptop's clock, whatever that shows.
    onMade({ name: called, code, server: address, endsAt: now() + expiresAt - serverAt });
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!isBusy) void make();
  }

  return (
    <form className={classes['form']} noValidate onSubmit={submit}>
      <TextInput
        data-autofocus
        size="md"
        label={words.name}
        description={words.nameHint}
        maxLength={100}
        autoComplete="off"
        value={name}
        error={nameProblem}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setNameProblem(undefined);
        }}
      />
      <Select
        size="md"
        label={words.role}
        description={roleWords[role].hint}
        inputWrapperOrder={['label', 'input', 'description']}
        allowDeselect={false}
        data={rolesOffered(own).map((value) => ({ value, label: roleWords[value].name }))}
        value={role}
        onChange={(value) => value !== null && setRole(value)}
      />
      {events.size > 0 && (
        <MultiSelect
          size="md"
          label={words.events}
          placeholder={chosen.length === 0 ? words.eventsAll : ''}
          clearable
          searchable
          data={[...events].map(([value, label]) => ({ value, label }))}
          value={[...chosen]}
          onChange={setChosen}
        />
      )}
      <div className={classes['pair']}>
        <Select
          size="md"
          label={words.validFor}
          allowDeselect={false}
          data={lifetimes.map((each) => ({ value: String(each), label: words.minutes(each) }))}
          value={String(minutes)}
          onChange={(value) => setMinutes(Number(value))}
        />
        {addresses.length > 1 && (
          <Select
            size="md"
            label={words.address}
            allowDeselect={false}
            data={[...addresses]}
            value={address}
            onChange={(value) => value !== null && setAddress(value)}
          />
        )}
      </div>
      {problem !== undefined && (
        <p className={classes['warning']} role="alert">
          {problem}
        </p>
      )}
      <div className={classes['ends']}>
        <Button type="submit" size="md" loading={isBusy}>
          {words.makeCode}
        </Button>
      </div>
    </form>
  );
}
