import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { numberText } from '../ui/number-text.ts';
import classes from './check-step.module.css';
import { GuestTable } from './guest-table.tsx';
import type { ImportPreview } from './import-protocol.ts';
import { words } from './import-words.ts';

interface GuestFilterProps {
  readonly preview: ImportPreview;
  readonly timeZone: string;
}

type Filter = keyof ImportPreview['guests'];

/** The first guests of the file: all, or those that the import adds or changes. */
export function GuestFilter({ preview, timeZone }: GuestFilterProps) {
  const [filter, setFilter] = useState<Filter>('all');
  const { issued, changed, unchanged, guests } = preview;
  const totals: Record<Filter, number> = { all: issued + changed + unchanged, new: issued, changed };
  const shown = guests[filter];
  return (
    <div className={classes['guests']}>
      <div className={classes['filter']}>
        <SegmentedControl
          aria-label={words.show}
          size="sm"
          value={filter}
          onChange={setFilter}
          data={(['all', 'new', 'changed'] as const).map((value) => ({
            value,
            label: `${words.filters[value]} ${numberText(totals[value])}`,
            disabled: totals[value] === 0,
          }))}
        />
        {totals[filter] > shown.length && (
          <span className={classes['soft']}>{words.shownOf(shown.length, totals[filter])}</span>
        )}
      </div>
      <GuestTable guests={shown} matched timeZone={timeZone} />
    </div>
  );
}
