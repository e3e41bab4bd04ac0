import { Button, NumberInput, Switch, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import type { BridgeRequest } from '../../shared/bridge.ts';
import { readEnrolLink } from '../../shared/enrol-link.ts';
import { words } from './hub-words.ts';
import classes from './hub.module.css';

type StartRequest = BridgeRequest<'hub.start'>;

interface StartFormProps {
  /** Proposed as the organisation's name. */
  readonly organisation: string;
  readonly isStarting: boolean;
  /** Why it does not run. */
  readonly problem: string | undefined;
  readonly onStart: (request: StartRequest) => Promise<void>;
}

/** Where other laptops expect a hub. */
const usualPort = 7_380;

interface Problems {
  readonly organisation?: string;
  readonly port?: string;
  readonly upstream?: string;
}

/** What a hub is called, where it listens, and whether it forwards. */
export function StartForm({ organisation: proposed, isStarting, problem, onStart }: StartFormProps) {
  const [typedName, setName] = useState<string>();
  const [port, setPort] = useState<string | number>(usualPort);
  const [forwards, setForwards] = useState(false);
  const [server, setServer] = useState('');
  const [code, setCode] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const [isBusy, setBusy] = useState(false);
  const name = typedName ?? proposed;

  async function start(): Promise<void> {
    const upstream = forwards ? readEnrolLink(`${server.trim()} ${code}`) : undefined;
    const organisation = name.trim();
    const found: Problems = {
      ...(organisation === '' ? { organisation: words.organisationMissing } : {}),
      ...(isPort(port) ? {} : { port: words.portBad }),
      ...(forwards && upstream === undefined ? { upstream: words.upstreamBad } : {}),
    };
    setProblems(found);
    if (Object.keys(found).length > 0 || !isPort(port)) return;
    setBusy(true);
    await onStart({ port, organisation, ...(upstream === undefined ? {} : { upstream }) });
    setBusy(false);
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!isBusy && !isStarting) void start();
  }

  return (
    <form className={classes['form']} noValidate onSubmit={submit}>
      {problem !== undefined && (
        <p className={classes['warning']} role="alert">
          {problem}
        </p>
      )}
      <div className={classes['pair']}>
        <TextInput
          size="md"
          label={words.organisation}
          description={words.organisationHint}
          maxLength={200}
          value={name}
          error={problems.organisation}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NumberInput
          size="md"
          label={words.port}
          description={words.portHint}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          hideControls
          value={port}
          error={problems.port}
          onChange={setPort}
        />
      </div>
      <Switch label={words.forward} checked={forwards} onChange={(event) => setForwards(event.currentTarget.checked)} />
      {forwards && (
        <div className={classes['pair']}>
          <TextInput
            size="md"
            label={words.upstream}
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            value={server}
            error={problems.upstream}
            onChange={(event) => setServer(event.currentTarget.value)}
          />
          <TextInput
            size="md"
            label={words.upstreamCode}
            description={words.upstreamHint}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            autoComplete="off"
            spellCheck={false}
            maxLength={20}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </div>
      )}
      <p className={classes['lead']}>{words.keepOpen}</p>
      <div className={classes['actions']}>
        <Button type="submit" size="md" loading={isBusy || isStarting}>
          {words.start}
        </Button>
      </div>
    </form>
  );
}

function isPort(typed: string | number): typed is number {
  return typeof typed === 'number' && Number.isInteger(typed) && typed >= 0 && typed <= 65_535;
}
