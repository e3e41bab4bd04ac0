import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './app.module.css';
import type { Screen } from './session/session.ts';
import { BrandMark } from './ui/brand-mark.tsx';

interface TopBarProps {
  /** The open event; undefined while none is. */
  readonly eventName: string | undefined;
  /** Those that this laptop shows. */
  readonly screens: ReadonlySet<Screen>;
  /** What stands beside the name of the conflicts screen. */
  readonly conflictsBadge: ReactNode;
  /** What stands at the end of the bar. */
  readonly children: ReactNode;
}

const screenWords = {
  door: 'Door',
  import: 'Import',
  conflicts: 'Conflicts',
  credits: 'Credits',
  settings: 'Settings',
  events: 'Events',
} as const satisfies Record<Screen, string>;

const allScreens = Object.keys(screenWords) as readonly Screen[];

/** Makes sense only with an event. */
const needsEvent: ReadonlySet<Screen> = new Set(['door', 'import', 'conflicts']);

export function TopBar({ eventName, screens, conflictsBadge, children }: TopBarProps) {
  const shown = allScreens.filter((screen) => screens.has(screen));
  return (
    <header className={classes['bar']}>
      <BrandMark />
      <div className={classes['event']}>
        <p title={eventName}>{eventName ?? 'No event open'}</p>
      </div>
      <nav className={classes['screens']}>
        <Tabs.List className={classes['tabs'] ?? ''} aria-label="Screens">
          {shown.map((screen) => (
            <Tabs.Tab
              key={screen}
              value={screen}
              className={classes['tab'] ?? ''}
              rightSection={screen === 'conflicts' ? conflictsBadge : undefined}
              disabled={eventName === undefined && needsEvent.has(screen)}
            >
              {screenWords[screen]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </nav>
      <div className={classes['chips']}>{children}</div>
    </header>
  );
}
