import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { formatEnrolLink } from '../../shared/enrol-link.ts';
import { codeText, countdownText, fleetWords as words } from './laptops-words.ts';
import classes from './laptops.module.css';
import { QrCode } from './qr-code.tsx';

/** A code that connects one laptop. */
export interface MadeCode {
  /** What the laptop will be called. */
  readonly name: string;
  readonly code: string;
  readonly server: string;
  /** By this laptop's clock (UTC milliseconds). */
  readonly endsAt: number;
}

interface CodeCardProps {
  readonly made: MadeCode;
  readonly now: () => number;
  readonly onAnother: () => void;
  readonly onDone: () => void;
}

/** The code to read aloud, to scan or to send, and how long it is still good for. */
export function CodeCard({ made: { code, server, endsAt }, now, onAnother, onDone }: CodeCardProps) {
  const leftMs = useCountdown(endsAt, now);
  const isExpired = leftMs <= 0;
  const link = formatEnrolLink({ server, code });
  return (
    <div className={classes['code']}>
      <p className={classes['lead']}>{words.codeLead}</p>
      <p className={classes['letters']} aria-label={words.code} data-expired={isExpired}>
        {codeText(code)}
      </p>
      {!isExpired && <QrCode text={link} label={words.qr} />}
      <p className={classes['address']}>
        <code>{server}</code>
      </p>
      <p className={classes['count']} role="timer">
        {isExpired ? words.expired : words.expiresIn(countdownText(leftMs))}
      </p>
      <div className={classes['actions']}>
        {isExpired ? (
          <Button size="md" onClick={onAnother}>
            {words.another}
          </Button>
        ) : (
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                size="md"
                leftSection={copied ? <IconCheck size="1.1rem" aria-hidden /> : <IconCopy size="1.1rem" aria-hidden />}
                onClick={copy}
              >
                {copied ? words.copied : words.copyLink}
              </Button>
            )}
          </CopyButton>
        )}
        <Button variant={isExpired ? 'default' : 'filled'} size="md" onClick={onDone}>
          {words.done}
        </Button>
      </div>
    </div>
  );
}

/** How long until then, in milliseconds; looked at every second until it is over. */
function useCountdown(endsAt: number, now: () => number): number {
  const [leftMs, setLeftMs] = useState(() => endsAt - now());
  const isOver = leftMs <= 0;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setLeftMs(endsAt - now()), 1_000);
    return () => clearInterval(timer);
  }, [endsAt, now, isOver]);
  return leftMs;
}
