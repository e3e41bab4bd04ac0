import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { EventId } from '../../shared/ids.ts';
import type { Role } from '../../shared/role.ts';
import type { Transport } from '../sync/transport.ts';
import { CodeCard, type MadeCode } from './code-card.tsx';
import { CodeForm } from './code-form.tsx';
import { fleetWords as words } from './laptops-words.ts';
import classes from './laptops.module.css';

interface AddLaptopDialogProps {
  readonly isOpen: boolean;
  readonly request: Transport['call'];
  /** What this laptop is: it gives no role that may do more. */
  readonly role: Role;
  readonly addresses: readonly string[];
  readonly events: ReadonlyMap<EventId, string>;
  readonly now: () => number;
  readonly onClose: () => void;
}

/** Makes a code for another laptop and shows it, until it expires. */
export function AddLaptopDialog(props: AddLaptopDialogProps) {
  const { isOpen, onClose } = props;
  const [made, setMade] = useState<MadeCode>();

  function close(): void {
    setMade(undefined);
    onClose();
  }

  return (
    <Modal
      opened={isOpen}
      onClose={close}
      size="lg"
      title={made === undefined ? words.addTitle : words.codeTitle(made.name)}
      classNames={{ title: classes['title'] ?? '' }}
      centered
      lockScroll={false}
      transitionProps={{ duration: 0 }}
    >
      {made === undefined ? (
        <CodeForm {...props} onMade={setMade} />
      ) : (
        <CodeCard made={made} now={props.now} onAnother={() => setMade(undefined)} onDone={close} />
      )}
    </Modal>
  );
}
