import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { type EnrolLink, readEnrolLink } from '../../shared/enrol-link.ts';
import type { EnrolOutcome } from '../sync/sync-handle.ts';
import { enrolProblem } from './enrol-problem.ts';
import { words } from './laptops-words.ts';
import classes from './laptops.module.css';

interface ConnectPanelProps {
  /** A link that the app was opened with. */
  readonly proposed?: string | undefined;
  readonly onConnect: (link: EnrolLink, name: string | undefined) => Promise<EnrolOutcome>;
}

const ways = { link: words.byLink, code: words.byCode } as const;
type Way = keyof typeof ways;

/** Takes a laptop that works alone into an organisation. */
export function ConnectPanel({ proposed = '', onConnect }: ConnectPanelProps) {
  const [way, setWay] = useState<Way>('link');
  const [link, setLink] = useState(proposed);
  const [server, setServer] = useState('');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function connect(): Promise<void> {
    const found = readEnrolLink(way === 'link' ? link : `${server.trim()} ${code}`);
    if (found === undefined) return setProblem(way === 'link' ? words.linkBad : words.pairBad);
    setBusy(true);
    try {
      setProblem(enrolProblem(await onConnect(found, name.trim() === '' ? undefined : name.trim())));
    } finally {
      setBusy(false);
    }
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!isBusy) void connect();
  }

  /** Takes what is typed, and takes back what was said about it. */
  function typing(set: (value: string) => void) {
    return (event: { readonly currentTarget: { readonly value: string } }) => {
      set(event.currentTarget.value);
      setProblem(undefined);
    };
  }

  return (
    <section className={classes['panel']} aria-label={words.connect}>
      <h1>{words.connect}</h1>
      <p className={classes['lead']}>{words.connectLead}</p>
      <form className={classes['form']} noValidate onSubmit={submit}>
        <SegmentedControl
          className={classes['ways'] ?? ''}
          aria-label={words.how}
          value={way}
          onChange={(value) => {
            setWay(value);
            setProblem(undefined);
          }}
          data={(Object.keys(ways) as readonly Way[]).map((value) => ({ value, label: ways[value] }))}
        />
        {way === 'link' ? (
          <TextInput
            size="md"
            label={words.link}
            description={words.linkHint}
            placeholder="admit://enrol?…"
            autoComplete="off"
            spellCheck={false}
            maxLength={2_000}
            value={link}
            onChange={typing(setLink)}
          />
        ) : (
          <div className={classes['pair']}>
            <TextInput
              size="md"
              label={words.server}
              description={words.serverHint}
              autoComplete="off"
              spellCheck={false}
              maxLength={500}
              value={server}
              onChange={typing(setServer)}
            />
            <TextInput
              size="md"
              label={words.code}
              description={words.codeHint}
              autoComplete="off"
              spellCheck={false}
              maxLength={20}
              value={code}
              onChange={typing(setCode)}
            />
          </div>
        )}
        <TextInput
          size="md"
          label={words.laptopName}
          description={words.laptopNameHint}
          autoComplete="off"
          maxLength={100}
          value={name}
          onChange={typing(setName)}
        />
        {problem !== undefined && (
          <p className={classes['warning']} role="alert">
            {problem}
          </p>
        )}
        <div className={classes['actions']}>
          <Button type="submit" size="md" loading={isBusy}>
            {words.connectButton}
          </Button>
        </div>
      </form>
    </section>
  );
}
