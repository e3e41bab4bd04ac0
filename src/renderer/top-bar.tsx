import { Tabs } from '@mantine/core';
import { IconCoins } from '@tabler/icons-react';
import classes from './app.module.css';
import type { Ledger } from './ledger/ledger.ts';
import { useLedger } from './ledger/use-ledger.ts';
import type { Screen } from './session/session.ts';
import { BrandMark } from './ui/brand-mark.tsx';
import { chosenTypes } from '../shared/credit/chosen.ts';
import { holdingOf } from '../shared/credit/account.ts';
import { numberText } from './ui/number-text.ts';

interface TopBarProps {
  readonly ledger: Ledger;
  /** The open event; undefined while none is. */
  readonly eventName: string | undefined;
  readonly onCredits: () => void;
}

const screenWords = {
  door: 'Door',
  import: 'Import',
  credits: 'Credits',
  settings: 'Settings',
  events: 'Events',
} as const satisfies Record<Screen, string>;

const screens = Object.keys(screenWords) as readonly Screen[];

/** Makes sense only with an event. */
const needsEvent: ReadonlySet<Screen> = new Set(['door', 'import']);

export function TopBar({ ledger, eventName, onCredits }: TopBarProps) {
  const balance = useLedger(ledger, mainBalance);
  return (
    <header className={classes['bar']}>
      <BrandMark />
      <p className={classes['event']} title={eventName}>
        {eventName ?? 'No event open'}
      </p>
      <nav className={classes['screens']}>
        <Tabs.List className={classes['tabs'] ?? ''} aria-label="Screens">
          {screens.map((screen) => (
            <Tabs.Tab
              key={screen}
              value={screen}
              className={classes['tab'] ?? ''}
              disabled={eventName === undefined && needsEvent.has(screen)}
            >
              {screenWords[screen]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </nav>
      <button type="button" className={classes['credits']} data-negative={balance < 0} onClick={onCredits}>
        <IconCoins size="1.2rem" aria-hidden />
        <b data-testid="balance">{numberText(balance)}</b> {balance === 1 ? 'credit' : 'credits'}
      </button>
    </header>
  );
}

function mainBalance({ books: { credits } }: Ledger): number {
  const [type] = chosenTypes(credits);
  return type === undefined ? 0 : holdingOf(credits.account, type.id).balance;
}
