import { saveFile } from '../ui/save-file.ts';
import type { ParkedItem } from './parked-list.tsx';
import { words } from './parked-words.ts';

/** Saves them as JSON, one a line: for whoever looks into it, and to keep. */
export function exportParked(items: readonly ParkedItem[], day: string): void {
  saveFile(new Blob([parkedLines(items)], { type: 'application/jsonl' }), words.fileName(day));
}

export function parkedLines(items: readonly ParkedItem[]): string {
  return items
    .map(
      ({ reason, detail, laptop, when, operation }) =>
        `${JSON.stringify({ reason, detail, laptop, when, operation })}\n`,
    )
    .join('');
}
