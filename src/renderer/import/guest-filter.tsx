import { SegmentedControl } from '@mantine/core';
import { numberText } from '../ui/number-text.ts';
import type { ImportPreview } from './import-protocol.ts';
import { words } from './import-words.ts';

export type GuestFilterValue = keyof ImportPreview['guests'];

interface GuestFilterProps {
  readonly preview: ImportPreview;
  readonly value: GuestFilterValue;
  readonly onChange: (value: GuestFilterValue) => void;
}

/** How many guests of the file there are of each kind. */
export function countGuests({ issued, changed, unchanged }: ImportPreview): Readonly<Record<GuestFilterValue, number>> {
  return { all: issued + changed + unchanged, new: issued, changed };
}

/** Chooses between all guests of the file and those that the import adds or changes. */
export function GuestFilter({ preview, value, onChange }: GuestFilterProps) {
  const counts = countGuests(preview);
  return (
    <SegmentedControl
      aria-label={words.show}
      size="xs"
      value={value}
      onChange={onChange}
      data={(['all', 'new', 'changed'] as const).map((kind) => ({
        value: kind,
        label: `${words.filters[kind]} ${numberText(counts[kind])}`,
        disabled: counts[kind] === 0,
      }))}
    />
  );
}
