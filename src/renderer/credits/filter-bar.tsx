import { CloseButton, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { kindFilterWords, words } from './credits-words.ts';
import type { Facets } from './facets.ts';
import classes from './filter-bar.module.css';
import { FilterPanel } from './filter-panel.tsx';
import { FilterPills } from './filter-pills.tsx';
import type { KindFilter, LineFilter } from './line-filter.ts';
import type { Names } from './names.ts';

export interface FilterProps {
  readonly filter: LineFilter;
  readonly facets: Facets;
  readonly names: Names;
  readonly timeZone: string;
  /** Whether there are several credit types. */
  readonly hasTypes: boolean;
  readonly onChange: (change: Partial<LineFilter>) => void;
}

const kinds = Object.keys(kindFilterWords) as readonly KindFilter[];

/** Search and filters of the ledger, each active filter to be seen and taken off; `children` stand at its end. */
export function FilterBar({ children, ...props }: FilterProps & { readonly children: ReactNode }) {
  const { filter, onChange } = props;
  return (
    <section className={classes['bar']} aria-label={words.search}>
      <div className={classes['row']}>
        <TextInput
          className={classes['search'] ?? ''}
          aria-label={words.search}
          placeholder={words.searchHint}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={filter.text}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onChange({ text: '' });
          }}
          rightSection={
            filter.text !== '' && (
              <CloseButton size="sm" aria-label={words.clearSearch} onClick={() => onChange({ text: '' })} />
            )
          }
        />
        <Select
          className={classes['kind'] ?? ''}
          aria-label={words.kind}
          data={kinds.map((kind) => ({ value: kind, label: kindFilterWords[kind] }))}
          value={filter.kind}
          allowDeselect={false}
          onChange={(value) => onChange({ kind: kinds.find((kind) => kind === value) ?? 'all' })}
        />
        <FilterPanel {...props} />
        <div className={classes['end']}>{children}</div>
      </div>
      <FilterPills {...props} />
    </section>
  );
}
