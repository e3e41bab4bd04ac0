import type { WriteFailure } from '../../shared/bridge.ts';
import { NotRecordedError, RefusedError } from './commit.ts';
import { refusalText } from './refusal-text.ts';

const words = {
  full: 'The disk of this laptop is full: nothing was stored. Free some space and try again.',
  'out-of-step': 'Another copy of Admit is writing on this laptop: nothing was stored. Close both and start one.',
  failed: 'The disk of this laptop did not take it: nothing was stored. Try again, or restart Admit.',
} as const satisfies Record<WriteFailure['reason'], string>;

const requoteWords = 'The price has changed since it was shown: nothing was charged. Look at it again, then go on.';

/** Why something was not recorded and what to do; undefined for an error of another kind. */
export function failureText(error: unknown): string | undefined {
  if (error instanceof NotRecordedError) return words[error.reason];
  if (!(error instanceof RefusedError)) return undefined;
  const { acted } = error;
  return acted.kind === 'refused' ? refusalText(acted.refusal) : requoteWords;
}
