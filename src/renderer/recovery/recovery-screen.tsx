import { Button } from '@mantine/core';
import { IconTool } from '@tabler/icons-react';
import { FullPage } from '../ui/full-page.tsx';
import { useInitialFocus } from '../ui/use-initial-focus.ts';
import type { RecoveryNote } from './recovery-words.ts';

interface RecoveryScreenProps {
  readonly notes: readonly RecoveryNote[];
  readonly onContinue: () => void;
}

/** What was put right when the app started, said before anybody is admitted. */
export function RecoveryScreen({ notes, onContinue }: RecoveryScreenProps) {
  const first = useInitialFocus<HTMLButtonElement>();
  const hasLoss = notes.some(({ severity }) => severity === 'loss');
  return (
    <FullPage
      icon={<IconTool aria-hidden />}
      tone={hasLoss ? 'error' : 'warning'}
      title={hasLoss ? 'Something could not be brought back' : 'Something was put right'}
      actions={
        <Button ref={first} size="lg" onClick={onContinue}>
          Continue
        </Button>
      }
    >
      <ul aria-label="What happened">
        {notes.map(({ code, severity, text }) => (
          <li key={code} data-code={code} data-severity={severity}>
            {text}
          </li>
        ))}
      </ul>
    </FullPage>
  );
}
