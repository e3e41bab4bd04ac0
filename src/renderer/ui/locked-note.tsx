import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import classes from './locked-note.module.css';

interface LockedNoteProps {
  /** What cannot be done, as the start of a sentence: "Making events". */
  readonly what: string;
  /** Absent where this laptop sees no billing. */
  readonly onOpenBilling?: (() => void) | undefined;
}

/** Stands where an organiser would do something while the dashboard is locked (GM-8). */
export function LockedNote({ what, onOpenBilling }: LockedNoteProps) {
  return (
    <section className={classes['note']} aria-label={`${what}: locked`}>
      <IconLock size="1.6rem" aria-hidden />
      <p>
        <strong>{what} is locked</strong> while the credit balance is below zero. The door and sales go on.
      </p>
      {onOpenBilling !== undefined && (
        <Button variant="default" onClick={onOpenBilling}>
          Go to billing
        </Button>
      )}
    </section>
  );
}
