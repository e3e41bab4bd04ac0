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
  readonly onChange: (change: Partial<Settings>) => void;
}

export function SettingsScreen({ ledger, settings, settingsStored, about, newId, onChange }: SettingsScreenProps) {
  return (
    <section className={classes['screen']} aria-label="Settings">
      <LaptopPanel settings={settings} isStored={settingsStored} onChange={onChange} />
      <ListsPanel ledger={ledger} actor={settings.actor} newId={newId} />
      <HealthPanel ledger={ledger} about={about} />
    </section>
  );
}
