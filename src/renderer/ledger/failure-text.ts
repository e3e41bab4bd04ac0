import type { WriteFailure } from '../../shared/bridge.ts';
import { NotRecordedError } from './commit.ts';

const words = {
  full: 'The disk of this laptop is full: nothing was stored. Free some space and try again.',
  'out-of-step': 'Another copy of Admit is writing on this laptop: nothing was stored. Close both and start one.',
  failed: 'The disk of this laptop did not take it: nothing was stored. Try again, or restart Admit.',
} as const satisfies Record<WriteFailure['reason'], string>;

/** Why something was not recorded and what to do; undefined for an error of another kind. */
export function failureText(error: unknown): string | undefined {
  return error instanceof NotRecordedError ? words[error.reason] : undefined;
}
