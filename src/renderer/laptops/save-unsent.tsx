import { Button, PasswordInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type SyntheticEvent, useState } from 'react';
import type { SavedOperations } from '../../shared/saved-operations.ts';
import { saveFile } from '../ui/save-file.ts';
import { words } from './laptops-words.ts';
import classes from './laptops.module.css';
import { sealOperations } from './seal.ts';

/** What saving needs to know. */
export interface SaveUnsent {
  /** Everything of this laptop that no server has. */
  readonly read: () => Promise<SavedOperations>;
  /** `2026-11-21`: what the file is named after. */
  readonly day: () => string;
}

interface SaveUnsentFormProps extends SaveUnsent {
  readonly onSaved?: () => void;
}

const shortest = 8;

/** Saves what the server has not got as a file that a passphrase closes. */
export function SaveUnsentForm({ read, day, onSaved }: SaveUnsentFormProps) {
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string>();
  const [saved, setSaved] = useState<number>();
  const [isBusy, setBusy] = useState(false);

  async function save(): Promise<void> {
    if (passphrase.length < shortest) return setProblem(words.passphraseShort);
    setBusy(true);
    try {
      const operations = await read();
      saveFile(await sealOperations(operations, passphrase), words.fileName(operations.deviceName, day()));
      setSaved(operations.operations.length);
      onSaved?.();
    } catch {
      setProblem(words.notSaved);
    } finally {
      setBusy(false);
    }
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    event.stopPropagation();
    if (!isBusy) void save();
  }

  return (
    <form className={classes['form']} aria-label={words.saveTitle} onSubmit={submit}>
      <h3>{words.saveTitle}</h3>
      <PasswordInput
        size="md"
        label={words.passphrase}
        description={words.passphraseHint}
        autoComplete="new-password"
        value={passphrase}
        error={problem}
        onChange={(event) => {
          setPassphrase(event.currentTarget.value);
          setProblem(undefined);
          setSaved(undefined);
        }}
      />
      <div className={classes['actions']}>
        <Button
          type="submit"
          variant="default"
          loading={isBusy}
          leftSection={<IconDownload size="1.1rem" aria-hidden />}
        >
          {words.saveFile}
        </Button>
      </div>
      {saved !== undefined && <output className={classes['good']}>{words.savedFile(saved)}</output>}
    </form>
  );
}
