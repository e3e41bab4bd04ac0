import type { RefusalCode, Verdict } from '../../shared/admission/verdict.ts';

/** What is said in one way each: every refusal, and the ways in and out. */
export type VerdictKey = RefusalCode | 'already_left' | 'attention' | 'admit' | 'exit';

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
  product: { order: refuse, word: 'Not admitted here' },
  unpaid: { order: refuse, word: 'Not paid', advice: 'Send the guest to the box office, then scan again.' },
  rules: { order: refuse, word: 'Limit reached' },
  already_redeemed: { order: refuse, word: 'Already in', advice: 'If that was somebody else, call a supervisor.' },
  already_left: { order: refuse, word: 'Already used', advice: 'This list lets nobody in a second time.' },
  attention: { order: 'Attention', word: 'Admit' },
  admit: { word: 'Admit' },
  exit: { word: 'Exit' },
} as const satisfies Record<VerdictKey, VerdictWords>;

export function verdictKey(verdict: Verdict): VerdictKey {
  if (verdict.outcome === 'exit') return 'exit';
  if (verdict.code === 'already_redeemed') return verdict.inside ? 'already_redeemed' : 'already_left';
  return verdict.code === 'ok' ? 'admit' : verdict.code;
}
