import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { calendarDay } from '../../shared/calendar.ts';
import { saveFile } from '../ui/save-file.ts';
import type { ShownType } from './credit-types.ts';
import { words } from './credits-words.ts';
import { writeCsv } from './ledger-csv.ts';
import type { Names } from './names.ts';
import type { Statement } from './statement.ts';
import type { Shown } from './use-selection.ts';

interface SaveLinesProps {
  readonly statement: Statement;
  readonly shown: Shown;
  readonly type: ShownType | undefined;
  readonly names: Names;
  readonly timeZone: string;
  /** UTC milliseconds. */
  readonly now: () => number;
}

/** Saves the lines shown as CSV, oldest first. */
export function SaveLines({ statement, shown, type, names, timeZone, now }: SaveLinesProps) {
  const [isSaving, setSaving] = useState(false);
  async function save(): Promise<void> {
    setSaving(true);
    try {
      const places = shown.places.slice(0, shown.count);
      const file = await writeCsv(statement, places, names, timeZone, afterPaint);
      saveFile(file, words.fileName(type?.id ?? 'credits', calendarDay(now(), timeZone)));
    } finally {
      setSaving(false);
    }
  }
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      title={words.saveHint}
      loading={isSaving}
      disabled={shown.count === 0}
      onClick={() => void save()}
    >
      {words.save}
    </Button>
  );
}

async function afterPaint(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}
