import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './app.module.css';
import type { Screen } from './session/session.ts';
import { BrandMark } from './ui/brand-mark.tsx';

interface TopBarProps {
  /** The open event; undefined while none is. */
  readonly eventName: string | undefined;
  /** What stands at the end of the bar. */
  readonly children: ReactNode;
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

export function TopBar({ eventName, children }: TopBarProps) {
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
      {children}
    </header>
  );
}
