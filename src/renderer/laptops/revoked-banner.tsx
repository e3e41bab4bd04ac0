import { Button, Checkbox, Modal } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import type { SyncReport } from '../sync/sync-report.ts';
import { words } from './laptops-words.ts';
import classes from './revoked-banner.module.css';
import panel from './laptops.module.css';
import { type SaveUnsent, SaveUnsentForm } from './save-unsent.tsx';

interface RevokedBannerProps {
  readonly revoked: NonNullable<SyncReport['revoked']>;
  readonly unsent: number;
  readonly save: SaveUnsent;
  readonly onWipe: () => Promise<void>;
}

/** Tells on every screen that an organiser has signed this laptop out. The door goes on. */
export function RevokedBanner({ revoked: { reason, wipe }, unsent, save, onWipe }: RevokedBannerProps) {
  const [open, setOpen] = useState<'save' | 'wipe'>();
  const close = () => setOpen(undefined);
  return (
    <section className={classes['banner']} aria-label={words.revokedTitle}>
      <IconPlugConnectedX size="1.3rem" aria-hidden />
      <p>
        <strong>{reason === 'revoked' ? words.revokedTitle : words.unknownTitle}.</strong> {words.revokedLead}{' '}
        {wipe && words.wipeAsked}
      </p>
      {unsent > 0 && (
        <Button size="compact-md" variant="default" onClick={() => setOpen('save')}>
          {words.save}
        </Button>
      )}
      <Button size="compact-md" variant="default" onClick={() => setOpen('wipe')}>
        {words.wipe}
      </Button>
      <Modal
        opened={open !== undefined}
        onClose={close}
        title={open === 'wipe' ? words.wipeTitle : words.saveTitle}
        classNames={{ title: panel['title'] ?? '' }}
        centered
        lockScroll={false}
        transitionProps={{ duration: 0 }}
      >
        {open === 'save' && <SaveUnsentForm {...save} />}
        {open === 'wipe' && <Wipe unsent={unsent} save={save} onWipe={onWipe} onCancel={close} />}
      </Modal>
    </section>
  );
}

interface WipeProps extends Pick<RevokedBannerProps, 'unsent' | 'save' | 'onWipe'> {
  readonly onCancel: () => void;
}

function Wipe({ unsent, save, onWipe, onCancel }: WipeProps) {
  const [isSure, setSure] = useState(false);
  const [isBusy, setBusy] = useState(false);

  async function wipe(): Promise<void> {
    setBusy(true);
    try {
      await onWipe();
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className={panel['dialog']}>
      <p>{words.wipeLead}</p>
      {unsent > 0 && (
        <>
          <p className={panel['warning']} role="alert">
            {words.wipeUnsent(unsent)}
          </p>
          <SaveUnsentForm {...save} />
        </>
      )}
      <Checkbox label={words.wipeConfirm} checked={isSure} onChange={(event) => setSure(event.currentTarget.checked)} />
      <div className={panel['ends']}>
        <Button variant="default" size="md" data-autofocus disabled={isBusy} onClick={onCancel}>
          {words.cancel}
        </Button>
        <Button color="red" size="md" disabled={!isSure} loading={isBusy} onClick={() => void wipe()}>
          {words.wipeButton}
        </Button>
      </div>
    </div>
  );
}
