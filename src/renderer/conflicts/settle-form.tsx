import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import type { Conflict } from '../../shared/admission/conflicts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useRecording } from '../ledger/use-recording.ts';
import { useInitialFocus } from '../ui/use-initial-focus.ts';
import { words } from './conflicts-words.ts';
import classes from './conflicts-screen.module.css';
import { settleConflict } from './settle-conflict.ts';

interface SettleFormProps {
  readonly ledger: Ledger;
  readonly actor: string;
  readonly conflict: Conflict;
  readonly guest: string;
  readonly onSettled: () => void;
  readonly onCancel: () => void;
}

/** Takes the note without which nothing is settled. */
export function SettleForm({ ledger, actor, conflict, guest, onSettled, onCancel }: SettleFormProps) {
  const noteRef = useInitialFocus<HTMLTextAreaElement>();
  const formRef = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState('');
  const { isBusy, problem, setProblem, record } = useRecording('once');

  // The focus brings the note into view, and not what is pressed after it.
  useEffect(() => formRef.current?.scrollIntoView({ block: 'nearest' }), []);

  async function settle(): Promise<void> {
    const note = typed.trim();
    if (note === '') return setProblem(words.noteMissing);
    if (await record(async () => settleConflict(ledger, actor, conflict, note))) onSettled();
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    void settle();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') onCancel();
    else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
    else return;
    event.stopPropagation();
  }

  return (
    <form ref={formRef} className={classes['form']} aria-label={words.settleFor(guest)} onSubmit={submit}>
      <Textarea
        ref={noteRef}
        size="md"
        label={words.note}
        description={words.noteHint}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        rows={2}
        resize="vertical"
        maxLength={1_000}
        value={typed}
        error={problem}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
      <div className={classes['actions']}>
        <Button type="submit" loading={isBusy}>
          {words.record}
        </Button>
        <Button variant="default" disabled={isBusy} onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
