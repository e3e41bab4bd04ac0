import { failureWords } from '../sync/answer-words.ts';
import type { EnrolOutcome } from '../sync/sync-handle.ts';
import { words } from './laptops-words.ts';

/** Why a laptop was not connected, and what to do; undefined when it was. */
export function enrolProblem(outcome: EnrolOutcome): string | undefined {
  switch (outcome.kind) {
    case 'enrolled':
      return undefined;
    case 'must-be-owner':
      return words.mustBeOwner;
    case 'refused':
    case 'unreachable':
      return failureWords(outcome);
  }
}
