import { Select } from '@mantine/core';
import { type ShownType, typeTitle } from './credit-types.ts';
import { words } from './credits-words.ts';

interface TypeSwitchProps {
  readonly types: readonly ShownType[];
  readonly value: string | undefined;
  readonly onChange: (type: string) => void;
}

/** Chooses the credit type that totals, chart and lines are of. */
export function TypeSwitch({ types, value, onChange }: TypeSwitchProps) {
  return (
    <Select
      aria-label={words.types}
      allowDeselect={false}
      value={value ?? null}
      onChange={(type) => type !== null && onChange(type)}
      data={types.map((type) => ({ value: type.id, label: typeTitle(type) }))}
    />
  );
}
