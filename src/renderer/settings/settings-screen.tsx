import type { ReactNode } from 'react';
import type { BridgeReply, Settings } from '../../shared/bridge.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { HealthPanel } from './health-panel.tsx';
import { LaptopPanel } from './laptop-panel.tsx';
import { ListsPanel } from './lists-panel.tsx';
import classes from './settings-screen.module.css';

interface SettingsScreenProps {
  readonly ledger: Ledger;
  readonly settings: Settings;
  /** False while the last change could not be stored. */
  readonly settingsStored: boolean;
  readonly about: BridgeReply<'app.describe'>;
  readonly newId: () => string;
  /** To whom this laptop is connected, and whom it connects. */
  readonly connection: ReactNode;
  /** The organisation's own settings; nothing where this laptop may not change them. */
  readonly organisation: ReactNode;
  /** Whether this laptop may change check-in lists. */
  readonly mayDefineLists: boolean;
  /** Stands in place of the check-in lists while changing them is locked. */
  readonly locked: ReactNode | undefined;
  readonly onChange: (change: Partial<Settings>) => void;
}

export function SettingsScreen(props: SettingsScreenProps) {
  const { ledger, settings, settingsStored, about, newId, connection, organisation, mayDefineLists, locked, onChange } =
    props;
  return (
    <section className={classes['screen']} aria-label="Settings">
      <LaptopPanel settings={settings} isStored={settingsStored} onChange={onChange} />
      {connection}
      {mayDefineLists && (locked ?? <ListsPanel ledger={ledger} actor={settings.actor} newId={newId} />)}
      {organisation}
      <HealthPanel ledger={ledger} about={about} />
    </section>
  );
}
