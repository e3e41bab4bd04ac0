import { SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { defaultSettings, type Settings } from '../../shared/bridge.ts';
import classes from './settings-screen.module.css';

interface LaptopPanelProps {
  readonly settings: Settings;
  readonly isStored: boolean;
  readonly onChange: (change: Partial<Settings>) => void;
}

const schemeWords = {
  auto: 'Like the system',
  light: 'Light',
  dark: 'Dark',
} as const satisfies Record<Settings['colorScheme'], string>;

const schemes: readonly Settings['colorScheme'][] = ['auto', 'light', 'dark'];

/** Who is at this laptop, where it stands, and how it looks and sounds. Every change holds at once. */
export function LaptopPanel({ settings, isStored, onChange }: LaptopPanelProps) {
  return (
    <section className={classes['panel']} aria-label="This laptop">
      <h1>This laptop</h1>
      {!isStored && (
        <p className={classes['warning']} role="alert">
          The last change could not be stored on the disk. It holds until Admit is closed.
        </p>
      )}
      <div className={classes['pair']}>
        <NameField
          label="Who is at this laptop"
          description="Stands beside every check-in."
          value={settings.actor}
          fallback={defaultSettings.actor}
          onChange={(actor) => onChange({ actor })}
        />
        <NameField
          label="Gate"
          description="Where it stands: other doors see where a guest came in."
          value={settings.gate}
          fallback={defaultSettings.gate}
          onChange={(gate) => onChange({ gate })}
        />
      </div>
      <div className={classes['choice']}>
        <span id="scheme-label">Appearance</span>
        <SegmentedControl
          aria-labelledby="scheme-label"
          value={settings.colorScheme}
          onChange={(colorScheme) => onChange({ colorScheme })}
          data={schemes.map((value) => ({ value, label: schemeWords[value] }))}
        />
      </div>
      <Switch
        label="Sounds"
        description="A tone of its own for every verdict."
        checked={settings.sound}
        onChange={(event) => onChange({ sound: event.currentTarget.checked })}
      />
    </section>
  );
}

interface NameFieldProps {
  readonly label: string;
  readonly description: string;
  readonly value: string;
  /** What holds when the field is left empty. */
  readonly fallback: string;
  readonly onChange: (value: string) => void;
}

/** Takes what was typed when the field is left, so that nothing is recorded under half a name. */
function NameField({ label, description, value, fallback, onChange }: NameFieldProps) {
  const [typed, setTyped] = useState(value);

  function take(): void {
    const name = typed.trim() === '' ? fallback : typed.trim();
    setTyped(name);
    if (name !== value) onChange(name);
  }

  return (
    <TextInput
      size="md"
      label={label}
      description={description}
      maxLength={100}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
