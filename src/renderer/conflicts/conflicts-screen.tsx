import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Conflict, ConflictInbox } from '../../shared/admission/conflicts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { LongList } from '../ui/long-list.tsx';
import { numberText } from '../ui/number-text.ts';
import { ConflictCard, guestOf, SettleButton } from './conflict-card.tsx';
import { findConflicts, findSettled } from './find-conflicts.ts';
import { type View, viewWords, words } from './conflicts-words.ts';
import classes from './conflicts-screen.module.css';
import { NothingHere } from './nothing-here.tsx';
import { SettleForm } from './settle-form.tsx';
import { SettledNotes } from './settled-notes.tsx';

interface ConflictsScreenProps {
  readonly ledger: Ledger;
  readonly readInbox: (ledger: Ledger) => ConflictInbox;
  readonly actor: string;
  readonly timeZone: string;
  /** Whether this laptop may say what was done about a conflict. */
  readonly maySettle: boolean;
  /** Whether this laptop tells what things cost. */
  readonly showsCredits: boolean;
}

const cards = { label: words.list, className: classes['scroll'], usualHeight: 210, gap: 14 } as const;

const views = Object.keys(viewWords) as readonly View[];

/** What two doors, or a door and the guest list, do not agree on, until somebody says what was done about it. */
export function ConflictsScreen(props: ConflictsScreenProps) {
  const { ledger, readInbox, timeZone, showsCredits } = props;
  const inbox = useLedger(ledger, readInbox);
  const revision = useLedger(ledger, (each) => each.event()?.revision);
  const [view, setView] = useState<View>('open');
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed);
  const screenRef = useRef<HTMLElement>(null);
  // The guests' names change with the guest list's revision.
  const found = useMemo(() => {
    const nameOf = (ticketId: Conflict['ticketId']) => guestOf(ledger, ticketId);
    return {
      revision,
      open: findConflicts(inbox.open, text, nameOf),
      settled: findSettled(inbox.settled, text, nameOf),
    };
  }, [ledger, inbox, text, revision]);

  return (
    <section ref={screenRef} className={classes['screen']} aria-label={words.screen} tabIndex={-1}>
      <header className={classes['head']}>
        <h1>{words.screen}</h1>
        <p className={classes['lead']}>{words.lead}</p>
        <div className={classes['tools']}>
          <SegmentedControl
            aria-label={words.views}
            value={view}
            onChange={setView}
            data={views.map((value) => ({
              value,
              label: `${viewWords[value]} (${numberText(inbox[value].length)})`,
            }))}
          />
          <TextInput
            className={classes['search'] ?? ''}
            aria-label={words.search}
            placeholder={words.search}
            leftSection={<IconSearch size="1.1rem" aria-hidden />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
      </header>
      {found[view].length === 0 ? (
        <NothingHere view={view} isSearching={inbox[view].length > 0} onClear={() => setTyped('')} />
      ) : view === 'open' ? (
        <OpenConflicts {...props} conflicts={found.open} onLastSettled={() => screenRef.current?.focus()} />
      ) : (
        <LongList key="settled" {...cards} items={found.settled} keyOf={({ target }) => target}>
          {(each) => (
            <ConflictCard {...each} ledger={ledger} timeZone={timeZone} showsCredits={showsCredits}>
              <SettledNotes settlements={each.settlements} now={ledger.now()} timeZone={timeZone} />
            </ConflictCard>
          )}
        </LongList>
      )}
    </section>
  );
}

interface OpenConflictsProps extends ConflictsScreenProps {
  readonly conflicts: readonly Conflict[];
  /** None is left that could take the keyboard. */
  readonly onLastSettled: () => void;
}

function OpenConflicts(props: OpenConflictsProps) {
  const { ledger, actor, timeZone, maySettle, showsCredits, conflicts, onLastSettled } = props;
  const [settling, setSettling] = useState<Conflict>();
  const settlingIndex = conflicts.findIndex(({ checkIn }) => checkIn.id === settling?.checkIn.id);
  // Where the keyboard goes on when a form has gone.
  const [goOnAt, setGoOnAt] = useState<number>();

  function close(): void {
    setSettling(undefined);
    setGoOnAt(settlingIndex);
  }

  return (
    <LongList
      key="open"
      {...cards}
      items={conflicts}
      keyOf={({ checkIn }) => checkIn.id}
      keptAt={settlingIndex}
      focusAt={goOnAt}
    >
      {(conflict) => {
        const guest = guestOf(ledger, conflict.ticketId);
        return (
          <ConflictCard {...conflict} {...{ conflict, ledger, timeZone, showsCredits }}>
            {!maySettle ? null : conflict.checkIn.id === settling?.checkIn.id ? (
              <SettleForm
                ledger={ledger}
                actor={actor}
                conflict={conflict}
                guest={guest}
                onSettled={() => {
                  close();
                  if (conflicts.length === 1) onLastSettled();
                }}
                onCancel={close}
              />
            ) : (
              <SettleButton
                guest={guest}
                onSettle={() => {
                  setGoOnAt(undefined);
                  setSettling(conflict);
                }}
              />
            )}
          </ConflictCard>
        );
      }}
    </LongList>
  );
}
