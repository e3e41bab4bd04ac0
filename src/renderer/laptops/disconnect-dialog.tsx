import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { words } from './laptops-words.ts';
import classes from './laptops.module.css';
import { type SaveUnsent, SaveUnsentForm } from './save-unsent.tsx';

interface DisconnectDialogProps {
  readonly isOpen: boolean;
  readonly unsent: number;
  readonly save: SaveUnsent;
  readonly onDisconnect: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before the laptop works alone again, and first offers to save what the server has not got. */
export function DisconnectDialog(props: DisconnectDialogProps) {
  const { isOpen, onClose } = props;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={words.disconnectTitle}
      classNames={{ title: classes['title'] ?? '' }}
      centered
      lockScroll={false}
      transitionProps={{ duration: 0 }}
    >
      <Disconnect {...props} />
    </Modal>
  );
}

function Disconnect({ unsent, save, onDisconnect, onClose }: DisconnectDialogProps) {
  const [isSaved, setSaved] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const isAtRisk = unsent > 0 && !isSaved;

  async function disconnect(): Promise<void> {
    setBusy(true);
    try {
      await onDisconnect();
      notifications.show({ message: words.disconnected });
      onClose();
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className={classes['dialog']}>
      <p>{words.disconnectLead}</p>
      {unsent > 0 && (
        <>
          <p className={classes['warning']} role="alert">
            {words.disconnectUnsent(unsent)}
          </p>
          <SaveUnsentForm {...save} onSaved={() => setSaved(true)} />
        </>
      )}
      <div className={classes['ends']}>
        <Button variant="default" size="md" data-autofocus disabled={isBusy} onClick={onClose}>
          {words.keep}
        </Button>
        <Button
          size="md"
          color="red"
          variant={isAtRisk ? 'light' : 'filled'}
          loading={isBusy}
          onClick={() => void disconnect()}
        >
          {isAtRisk ? words.disconnectAnyway : words.disconnectButton}
        </Button>
      </div>
    </div>
  );
}
