import { Select } from '@mantine/core';
import type { MappedField } from '../../shared/guest-list/mapped.ts';
import { columnWords, words } from './import-words.ts';
import type { UnknownList } from './parse-guest-list.ts';

interface ColumnSelectProps {
  readonly field: MappedField;
  readonly list: UnknownList;
  /** Counted from 0; undefined where the list does not have it. */
  readonly column: number | undefined;
  readonly onChange: (column: number | undefined) => void;
}

/** Columns offered at once; the others are found by typing. */
const offered = 100;
const samplesShown = 3;

/** Which column holds this, with what stands in it. */
export function ColumnSelect({ field, list, column, onChange }: ColumnSelectProps) {
  return (
    <Select
      label={columnWords[field]}
      description={column === undefined ? '' : samplesOf(list, column)}
      inputWrapperOrder={['label', 'input', 'description']}
      placeholder={words.noColumn}
      nothingFoundMessage={words.noSuchColumn}
      data={list.header.map((title, index) => ({
        value: String(index),
        label: words.columnName(index + 1, title),
      }))}
      value={column === undefined ? null : String(column)}
      onChange={(value) => onChange(value === null ? undefined : Number(value))}
      limit={offered}
      size="sm"
      searchable
      clearable
    />
  );
}

function samplesOf({ sampleRows }: UnknownList, column: number): string {
  const cells = sampleRows.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '');
  return [...new Set(cells)].slice(0, samplesShown).join(' · ');
}
