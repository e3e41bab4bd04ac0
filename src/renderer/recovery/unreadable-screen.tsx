import { Button } from '@mantine/core';
import { IconFileAlert } from '@tabler/icons-react';
import { FullPage } from '../ui/full-page.tsx';
import { useInitialFocus } from '../ui/use-initial-focus.ts';
import { unreadableNote } from './recovery-words.ts';

interface UnreadableScreenProps {
  /** How many guests of the open event cannot be read. */
  readonly count: number;
  readonly onImport: () => void;
  readonly onContinue: () => void;
}

/** Says that some guests of the open event are not there, before anybody is turned away for it. */
export function UnreadableScreen({ count, onImport, onContinue }: UnreadableScreenProps) {
  const first = useInitialFocus<HTMLButtonElement>();
  return (
    <FullPage
      icon={<IconFileAlert aria-hidden />}
      tone="error"
      title="Some guests cannot be read"
      actions={
        <>
          <Button ref={first} size="lg" onClick={onContinue}>
            Continue
          </Button>
          <Button size="lg" variant="default" onClick={onImport}>
            Import the list again
          </Button>
        </>
      }
    >
      <p>{unreadableNote(count)}</p>
    </FullPage>
  );
}
