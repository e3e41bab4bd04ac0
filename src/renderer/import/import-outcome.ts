import { unreachable } from '../../shared/unreachable.ts';
import type { CheckedFile } from './import-desk.ts';
import type { ImportResult } from './import-guest-list.ts';
import { type NoticeCode, noticeWords, words } from './import-words.ts';

/** How an import ended, for those who had gone elsewhere meanwhile. */
export interface Outcome {
  readonly imported: boolean;
  readonly title: string;
  readonly message: string;
}

export type Unfinished = Exclude<ImportResult, { kind: 'imported' | 'nothing-new' }>;

export function noticeOf(result: Unfinished): NoticeCode {
  switch (result.kind) {
    case 'ask-again':
      return 'asked-again';
    case 'cancelled':
      return 'cancelled';
    case 'not-recorded':
      return `not-recorded-${result.reason}`;
    default:
      return unreachable(result);
  }
}

export function outcomeOf(result: ImportResult, { fileName, preview }: CheckedFile): Outcome {
  switch (result.kind) {
    case 'imported':
      return {
        imported: true,
        title: words.done(preview.issued + preview.changed),
        message: result.shown ? words.doneCounts(preview.issued, preview.changed) : words.doneNotShown,
      };
    case 'nothing-new':
      return { imported: true, title: fileName, message: words.everybodyKnown };
    case 'ask-again':
    case 'cancelled':
    case 'not-recorded':
      return { imported: false, title: words.notImported(fileName), message: noticeWords[noticeOf(result)] };
    default:
      return unreachable(result);
  }
}
