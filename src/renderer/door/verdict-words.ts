import type { RefusalCode, Verdict } from '../../shared/admission/verdict.ts';

/** What is said in one way each: every refusal, and the ways in and out. */
export type VerdictKey = RefusalCode | 'too_early' | 'too_late' | 'already_left' | 'attention' | 'admit' | 'exit';

export interface VerdictWords {
  /** What to do, said above the word where the word alone gives the reason. */
  readonly order?: string;
  /** The one thing to read at two metres. */
  readonly word: string;
  /** What to do next. */
  readonly advice?: string;
}

const refuse = 'Do not admit';

export const verdictWords = {
  invalid: {
    order: refuse,
    word: 'Not found',
    advice: 'Search by name or order. If nothing comes up, send the guest to the help desk.',
  },
  wrong_event: { order: refuse, word: 'Wrong event', advice: 'This ticket admits nobody here.' },
  canceled: { order: refuse, word: 'Cancelled', advice: 'Send the guest to the box office.' },
  blocked: { order: refuse, word: 'Blocked', advice: 'Call the organiser before anybody goes in.' },
  unapproved: { order: refuse, word: 'Not approved', advice: 'Ask the organiser to approve it, then scan again.' },
  invalid_time: { order: refuse, word: 'Not valid now' },
  too_early: { order: refuse, word: 'Too early' },
  too_late: { order: refuse, word: 'Too late' },
  product: { order: refuse, word: 'Wrong door' },
  unpaid: { order: refuse, word: 'Not paid', advice: 'Send the guest to the box office, then scan again.' },
  rules: { order: refuse, word: 'Limit reached' },
  already_redeemed: { order: refuse, word: 'Already in', advice: 'If that was somebody else, call a supervisor.' },
  already_left: { order: refuse, word: 'Already used', advice: 'This list lets nobody in a second time.' },
  attention: { order: 'Attention', word: 'Admit' },
  admit: { word: 'Admit' },
  exit: { word: 'Exit' },
} as const satisfies Record<VerdictKey, VerdictWords>;

/** The words for a verdict; `at` is when the scan was (UTC milliseconds). */
export function verdictKey(verdict: Verdict, at: number): VerdictKey {
  if (verdict.outcome === 'exit') return 'exit';
  if (verdict.code === 'ok') return 'admit';
  if (verdict.code === 'already_redeemed') return verdict.inside ? 'already_redeemed' : 'already_left';
  if (verdict.code !== 'invalid_time') return verdict.code;
  return verdict.fromAt !== undefined && at < verdict.fromAt ? 'too_early' : 'too_late';
}
