import { notifications } from '@mantine/notifications';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ListId } from '../../shared/ids.ts';
import { unreachable } from '../../shared/unreachable.ts';
import type { EventRecord } from '../ledger/books.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ChooseStep } from './choose-step.tsx';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { DoneStep } from './done-step.tsx';
import { startGuestListReader } from './import-client.ts';
import { createImportDesk, type ImportDesk, type ImportState } from './import-desk.ts';
import type { Outcome } from './import-outcome.ts';
import type { GuestListReader } from './import-protocol.ts';
import classes from './import-screen.module.css';
import { words } from './import-words.ts';
import { ImportingStep, ReadingStep } from './progress-steps.tsx';
import { StepTrail } from './step-trail.tsx';

interface ImportScreenProps {
  readonly ledger: Ledger;
  readonly event: EventRecord;
  /** The check-in list on which guests whom the file counts in are in, and who imports. */
  readonly place: { readonly listId: ListId; readonly actor: string };
  /** Stands in place of choosing a file while importing is locked; what has begun is brought to its end. */
  readonly locked?: ReactNode;
  /** Asked to leave for the door. */
  readonly onDone: () => void;
  /** What reads files; the import worker unless said otherwise. */
  readonly startReader?: () => GuestListReader;
}

/**
 * Brings a guest list in: choose a file, see what it means and costs, import it. An import under way goes on when the
 * screen is left, and says how it ended.
 */
export function ImportScreen(props: ImportScreenProps) {
  const { ledger, event, place, locked, onDone, startReader = startGuestListReader } = props;
  const [desk] = useState(() =>
    createImportDesk({ ledger, event, place, startReader, reportError, onEndedUnwatched: tell }),
  );
  useEffect(() => {
    desk.watch();
    return () => desk.leave();
  }, [desk]);
  const state = useStore(desk.store);
  if (locked !== undefined && state.step === 'choose') return locked;
  return (
    <div className={classes['screen']}>
      <header className={classes['header']}>
        <h1>{words.title}</h1>
        <p className={classes['event']} title={event.details.name}>
          {words.into(event.details.name)}
        </p>
        <StepTrail step={state.step} />
      </header>
      <StepFocus key={state.step}>
        <Step desk={desk} state={state} onDone={onDone} />
      </StepFocus>
    </div>
  );
}

function tell({ imported, title, message }: Outcome): void {
  notifications.show({ title, message, color: imported ? 'green' : 'red', autoClose: imported ? 6_000 : false });
}

/** Puts the focus on what is new, so that keyboards and screen readers go on there, and no stray Enter presses a button. */
function StepFocus({ children }: { readonly children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  return (
    <div ref={ref} tabIndex={-1} className={classes['step']}>
      {children}
    </div>
  );
}

interface StepProps {
  readonly desk: ImportDesk;
  readonly state: ImportState;
  readonly onDone: () => void;
}

function Step({ desk, state, onDone }: StepProps) {
  switch (state.step) {
    case 'choose':
      return <ChooseStep desk={desk} refused={state.refused} />;
    case 'reading':
      return <ReadingStep desk={desk} fileName={state.fileName} progress={state.progress} />;
    case 'columns':
      return <ColumnsStep desk={desk} fileName={state.fileName} list={state.list} mapping={state.mapping} />;
    case 'check':
      return <CheckStep desk={desk} file={state.file} notice={state.notice} onDone={onDone} />;
    case 'importing':
      return <ImportingStep desk={desk} state={state} />;
    case 'done':
      return <DoneStep desk={desk} file={state.file} result={state.result} onDone={onDone} />;
    default:
      return unreachable(state);
  }
}
