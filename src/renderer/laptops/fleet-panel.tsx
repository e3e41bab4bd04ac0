import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconRefresh, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import type { DeviceId, EventId } from '../../shared/ids.ts';
import type { Role } from '../../shared/role.ts';
import type { EnrolledDevice } from '../../shared/wire.ts';
import { fold } from '../search/fold.ts';
import { failureWords } from '../sync/answer-words.ts';
import type { Transport } from '../sync/transport.ts';
import { useReply } from '../sync/use-reply.ts';
import { LongList } from '../ui/long-list.tsx';
import { AddLaptopDialog } from './add-laptop-dialog.tsx';
import { DeviceRow } from './device-row.tsx';
import { fleetWords as words, roleWords } from './laptops-words.ts';
import classes from './laptops.module.css';
import { RecoverForm } from './recover-form.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';

interface FleetPanelProps {
  readonly request: Transport['call'];
  readonly device: DeviceId;
  /** What this laptop is. */
  readonly role: Role;
  /** Under which other laptops reach the server, the likeliest first. */
  readonly addresses: readonly string[];
  /** The events that this laptop knows, by name. */
  readonly events: ReadonlyMap<EventId, string>;
  readonly timeZone: string;
  readonly now: () => number;
}

/** Every laptop of the organisation: who is connected, connecting another, signing one out. */
export function FleetPanel({ request, device, role, addresses, events, timeZone, now }: FleetPanelProps) {
  const { reply, failure, isAsking, ask } = useReply(request, 'devices');
  const [typed, setTyped] = useState('');
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<EnrolledDevice>();
  const text = useDeferredValue(typed);
  const all = useMemo(() => sortDevices(reply?.devices ?? []), [reply]);
  const shown = useMemo(() => all.filter((each) => matches(each, text)), [all, text]);

  return (
    <section className={classes['panel']} aria-label={words.title}>
      <h1>{words.title}</h1>
      <p className={classes['lead']}>{words.lead}</p>
      <div className={classes['tools']}>
        <Button leftSection={<IconPlus size="1.1rem" aria-hidden />} onClick={() => setAdding(true)}>
          {words.add}
        </Button>
        <TextInput
          className={classes['search'] ?? ''}
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<IconSearch size="1.1rem" aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          variant="default"
          loading={isAsking}
          leftSection={<IconRefresh size="1.1rem" aria-hidden />}
          onClick={ask}
        >
          {words.refresh}
        </Button>
        {reply !== undefined && <output className={classes['count']}>{words.count(shown.length, all.length)}</output>}
      </div>
      {failure !== undefined && (
        <p className={classes['warning']} role="alert">
          {failureWords(failure)}
        </p>
      )}
      {shown.length > 0 && (
        <LongList
          label={words.list}
          className={classes['fleet']}
          usualHeight={72}
          items={shown}
          keyOf={(each) => each.device}
        >
          {(each) => (
            <DeviceRow
              device={each}
              isThis={each.device === device}
              events={events}
              timeZone={timeZone}
              now={now()}
              onSignOut={() => setLeaving(each)}
            />
          )}
        </LongList>
      )}
      {reply !== undefined && shown.length === 0 && <p className={classes['lead']}>{words.none}</p>}
      <RecoverForm request={request} />
      <AddLaptopDialog
        isOpen={isAdding}
        request={request}
        role={role}
        addresses={addresses}
        events={events}
        now={now}
        onClose={() => {
          setAdding(false);
          ask();
        }}
      />
      <SignOutDialog request={request} device={leaving} onDone={ask} onClose={() => setLeaving(undefined)} />
    </section>
  );
}

/** By name as people count (Door 2 before Door 10); those signed out last. */
function sortDevices(devices: readonly EnrolledDevice[]): readonly EnrolledDevice[] {
  const { compare } = new Intl.Collator('en', { numeric: true });
  return [...devices].sort(
    (a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null) || compare(a.name, b.name),
  );
}

function matches({ name, role }: EnrolledDevice, text: string): boolean {
  return fold(`${name} ${roleWords[role].name}`).includes(fold(text.trim()));
}
