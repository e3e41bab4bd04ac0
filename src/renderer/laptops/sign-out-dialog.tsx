import { Button, Modal, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { EnrolledDevice } from '../../shared/wire.ts';
import { failureWords } from '../sync/answer-words.ts';
import type { Transport } from '../sync/transport.ts';
import { fleetWords as words } from './laptops-words.ts';
import classes from './laptops.module.css';

interface SignOutDialogProps {
  readonly request: Transport['call'];
  /** The laptop to sign out; closed while undefined. */
  readonly device: EnrolledDevice | undefined;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before a laptop is signed out from afar. */
export function SignOutDialog(props: SignOutDialogProps) {
  const { device, onClose } = props;
  return (
    <Modal
      opened={device !== undefined}
      onClose={onClose}
      title={device && words.signOutTitle(device.name)}
      classNames={{ title: classes['title'] ?? '' }}
      centered
      lockScroll={false}
      transitionProps={{ duration: 0 }}
    >
      {device !== undefined && <SignOut {...props} device={device} />}
    </Modal>
  );
}

function SignOut({ request, device, onDone, onClose }: SignOutDialogProps & { readonly device: EnrolledDevice }) {
  const [wipe, setWipe] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function signOut(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    const answer = await request('revokeDevice', { device: device.device, wipe });
    setBusy(false);
    if (answer.kind !== 'ok') return setProblem(failureWords(answer));
    notifications.show({ message: words.signedOutNote(device.name) });
    onDone();
    onClose();
  }

  return (
    <div className={classes['dialog']}>
      <p>{words.signOutLead}</p>
      <Switch
        label={words.andWipe}
        description={words.andWipeHint}
        checked={wipe}
        onChange={(event) => setWipe(event.currentTarget.checked)}
      />
      {problem !== undefined && (
        <p className={classes['warning']} role="alert">
          {problem}
        </p>
      )}
      <div className={classes['ends']}>
        <Button variant="default" size="md" data-autofocus disabled={isBusy} onClick={onClose}>
          {words.cancel}
        </Button>
        <Button size="md" color="red" loading={isBusy} onClick={() => void signOut()}>
          {wipe ? words.signOutAndWipe : words.signOutButton}
        </Button>
      </div>
    </div>
  );
}
