import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { Enrolled } from '../sync/sync-handle.ts';
import { toSend } from '../sync/to-send.ts';
import { numberText } from '../ui/number-text.ts';
import type { SyncFacts } from './chip-of.ts';
import classes from './sync-chip.module.css';
import { SyncIcon } from './sync-icon.tsx';
import { type Naming, words, wordsOf } from './sync-words.ts';
import { toneOf } from './tone-of.ts';

interface SyncStatusProps {
  readonly state: Enrolled;
  readonly facts: SyncFacts;
  readonly naming: Naming;
  readonly onSyncNow: () => void;
  readonly onOpenParked: () => void;
  readonly onOpenConnection: () => void;
}

/** Everything that is true of sync, the most important first, and the numbers behind it. */
export function SyncStatus({ state, facts, naming, onSyncNow, onOpenParked, onOpenConnection }: SyncStatusProps) {
  const { membership, revoked, parked } = state;
  return (
    <div className={classes['status']}>
      <p className={classes['whose']}>
        <b>{membership.organisation.name}</b>
        <span>{membership.name}</span>
      </p>
      <ul className={classes['said']}>
        {facts.map((fact) => (
          <li key={fact.kind} data-tone={toneOf(fact)}>
            <SyncIcon kind={fact.kind} />
            <span>{wordsOf(fact, naming).long}</span>
          </li>
        ))}
      </ul>
      <dl className={classes['numbers']}>
        {numbersOf(state, naming).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <footer className={classes['ways']}>
        {revoked === undefined && (
          <Button size="sm" leftSection={<IconRefresh size="1.1rem" aria-hidden />} onClick={onSyncNow}>
            {words.syncNow}
          </Button>
        )}
        {parked.length > 0 ? (
          <Button variant="default" size="sm" onClick={onOpenParked}>
            {words.lookAtParked}
          </Button>
        ) : (
          <Button variant="default" size="sm" onClick={onOpenConnection}>
            {words.settings}
          </Button>
        )}
      </footer>
    </div>
  );
}

function numbersOf(state: Enrolled, { timeOf }: Naming): readonly (readonly [name: string, value: string])[] {
  const { toPull, listProgress, upToDateAt, lastContactAt } = state;
  const count = (operations: number) => (operations === 0 ? words.nothing : numberText(operations));
  const time = (at: number | null) => (at === null ? words.never : timeOf(at));
  return [
    [words.toSend, count(toSend(state))],
    [words.toCome, count(toPull)],
    ...(listProgress.all === 0 ? [] : [[words.lists, words.ofAll(listProgress.here, listProgress.all)] as const]),
    [words.upToDate, time(upToDateAt)],
    [words.heard, time(lastContactAt)],
  ];
}
