import type { WriteFailure } from '../../shared/bridge.ts';

/** `unexpected`: something else went wrong on the way; whether the journal has it shows at the next start. */
export type FailureReason = WriteFailure['reason'] | 'unexpected';

interface FailureWords {
  readonly reason: string;
  readonly advice: string;
}

export const failureWords = {
  full: {
    reason: 'The disk of this laptop is full. Nobody was admitted and nothing was charged.',
    advice: 'Free some disk space, then scan again.',
  },
  'out-of-step': {
    reason: 'Another copy of Admit is writing to this laptop’s journal. Nobody was admitted and nothing was charged.',
    advice: 'Close Admit everywhere on this laptop, start it once, then scan again.',
  },
  failed: {
    reason: 'The disk of this laptop did not take it. Nobody was admitted and nothing was charged.',
    advice: 'Scan again. If it stays like this, restart Admit or take another laptop.',
  },
  unexpected: {
    reason: 'Admit could not finish this, so do not count on it.',
    advice: 'Restart Admit: it reads its journal and shows who is in. Then scan again.',
  },
} as const satisfies Record<FailureReason, FailureWords>;
