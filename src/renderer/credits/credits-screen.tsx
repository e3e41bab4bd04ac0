import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Ledger } from '../ledger/ledger.ts';
import classes from './credits-screen.module.css';
import { words } from './credits-words.ts';
import { LedgerTab } from './ledger-tab.tsx';

export type CreditsTab = keyof typeof words.tabs;

interface CreditsScreenProps {
  readonly ledger: Ledger;
  /** The zone in which times are shown. */
  readonly timeZone: string;
  readonly tab: CreditsTab;
  readonly onTab: (tab: CreditsTab) => void;
  /** What the other tabs show. */
  readonly billing: ReactNode;
  readonly whatIf: ReactNode;
}

const tabs = Object.keys(words.tabs) as readonly CreditsTab[];

/** All about credits: every line that came or went, what can be bought, and what another policy would have cost. */
export function CreditsScreen({ ledger, timeZone, tab, onTab, billing, whatIf }: CreditsScreenProps) {
  return (
    <Tabs
      className={classes['screen'] ?? ''}
      value={tab}
      onChange={(value) => onTab(tabs.find((each) => each === value) ?? 'ledger')}
      keepMounted={false}
    >
      <Tabs.List className={classes['tabs'] ?? ''} aria-label={words.screen}>
        {tabs.map((each) => (
          <Tabs.Tab key={each} value={each}>
            {words.tabs[each]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="ledger" className={classes['panel'] ?? ''}>
        <LedgerTab ledger={ledger} timeZone={timeZone} />
      </Tabs.Panel>
      <Tabs.Panel value="billing" className={classes['panel'] ?? ''}>
        {billing}
      </Tabs.Panel>
      <Tabs.Panel value="what-if" className={classes['panel'] ?? ''}>
        {whatIf}
      </Tabs.Panel>
    </Tabs>
  );
}
