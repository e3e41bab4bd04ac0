import { Button, FileInput, PasswordInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { failureWords } from '../sync/answer-words.ts';
import type { Transport } from '../sync/transport.ts';
import { fleetWords as words } from './laptops-words.ts';
import classes from './laptops.module.css';
import { openSealed } from './seal.ts';
import { sendSaved } from './send-saved.ts';

interface RecoverFormProps {
  readonly request: Transport['call'];
}

/** Brings in what a laptop saved before it was disconnected or wiped. */
export function RecoverForm({ request }: RecoverFormProps) {
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [fileProblem, setFileProblem] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [said, setSaid] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function bringIn(chosen: File): Promise<void> {
    const opened = await openSealed(await chosen.text(), passphrase);
    if (opened.kind === 'no-such-file') return setFileProblem(words.fileBad);
    if (opened.kind === 'wrong-passphrase') return setProblem(words.passphraseBad);
    const { operations } = opened.saved;
    const sent = await sendSaved(request, opened.saved, (done) => setSaid(words.sending(done, operations.length)));
    if (sent.failure === undefined) return setSaid(words.broughtIn(sent.applied, sent.duplicate, sent.parked));
    const done = sent.applied + sent.duplicate + sent.parked;
    setSaid(done > 0 ? words.interrupted(done) : undefined);
    setProblem(failureWords(sent.failure));
  }

  async function start(): Promise<void> {
    forget();
    if (file === null) return setFileProblem(words.fileMissing);
    setBusy(true);
    try {
      await bringIn(file);
    } finally {
      setBusy(false);
    }
  }

  function forget(): void {
    setFileProblem(undefined);
    setProblem(undefined);
    setSaid(undefined);
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!isBusy) void start();
  }

  return (
    <form className={classes['recover']} aria-label={words.recover} noValidate onSubmit={submit}>
      <h2>{words.recover}</h2>
      <p className={classes['lead']}>{words.recoverLead}</p>
      <div className={classes['pair']}>
        <FileInput
          size="md"
          label={words.file}
          placeholder={words.filePlaceholder}
          accept=".admit"
          clearable
          value={file}
          error={fileProblem}
          onChange={(chosen) => {
            setFile(chosen);
            forget();
          }}
        />
        <PasswordInput
          size="md"
          label={words.passphrase}
          autoComplete="off"
          value={passphrase}
          error={problem}
          onChange={(event) => {
            setPassphrase(event.currentTarget.value);
            forget();
          }}
        />
      </div>
      <div className={classes['actions']}>
        <Button type="submit" variant="default" loading={isBusy}>
          {words.bringIn}
        </Button>
        {said !== undefined && <output className={classes['count']}>{said}</output>}
      </div>
    </form>
  );
}
