import { Button, Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type SyntheticEvent, useState } from 'react';
import type { Lease } from '../../shared/credit/lease.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useRecording } from '../ledger/use-recording.ts';
import classes from './organisation.module.css';
import { words } from './organisation-words.ts';
import { writeOffLease } from './write-off-lease.ts';

interface WriteOffDialogProps {
  readonly ledger: Ledger;
  readonly actor: string;
  /** The lease to write off; closed while undefined. */
  readonly lease: Lease | undefined;
  /** Of the laptop that holds it. */
  readonly name: string | undefined;
  /** How much that is, in words. */
  readonly held: string | undefined;
  readonly onClose: () => void;
}

/** Tells how many credits will be gone before it records that. */
export function WriteOffDialog(props: WriteOffDialogProps) {
  const { lease, name = '', held = '', onClose } = props;
  return (
    <Modal
      opened={lease !== undefined}
      onClose={onClose}
      title={words.writeOffTitle(name)}
      classNames={{ title: classes['title'] ?? '' }}
      centered
      lockScroll={false}
      transitionProps={{ duration: 0 }}
    >
      {lease !== undefined && <WriteOff {...props} lease={lease} held={held} />}
    </Modal>
  );
}

function WriteOff({
  ledger,
  actor,
  lease,
  held,
  onClose,
}: WriteOffDialogProps & { readonly lease: Lease; readonly held: string }) {
  const [note, setNote] = useState('');
  const { problem, isBusy, record } = useRecording('once');

  async function writeOff(): Promise<void> {
    if (!(await record(async () => writeOffLease(ledger, actor, lease.lease, note.trim())))) return;
    notifications.show({ message: words.writtenOff(held) });
    onClose();
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    void writeOff();
  }

  return (
    <form className={classes['dialog']} onSubmit={submit}>
      <p>{words.writeOffLead(held)}</p>
      <TextInput
        size="md"
        label={words.writeOffNote}
        description={words.writeOffNoteHint}
        maxLength={1_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {problem !== undefined && (
        <p className={classes['warning']} role="alert">
          {problem}
        </p>
      )}
      <div className={classes['ends']}>
        <Button variant="default" size="md" data-autofocus disabled={isBusy} onClick={onClose}>
          {words.keepLease}
        </Button>
        <Button type="submit" size="md" color="red" loading={isBusy}>
          {words.writeOffButton(held)}
        </Button>
      </div>
    </form>
  );
}
