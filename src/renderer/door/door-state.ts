import type { TicketId } from '../../shared/ids.ts';
import type { Direction, DoorResult } from './check-in.ts';
import type { FailureReason } from './failure-words.ts';
import type { UndoResult } from './undo.ts';

/** What the big panel shows; it stays until the next. */
export type Shown =
  | { readonly kind: 'ready' }
  | { readonly kind: 'verdict'; readonly result: Extract<DoorResult, { kind: 'verdict' }> }
  | { readonly kind: 'choose'; readonly scanned: string; readonly total: number }
  | { readonly kind: 'undone'; readonly result: Extract<UndoResult, { kind: 'undone' }> }
  | { readonly kind: 'nothing-to-undo' }
  | { readonly kind: 'not-recorded'; readonly reason: FailureReason };

/** Guests to choose from: found by what was typed, or sharing one code. */
export interface Candidates {
  readonly from: 'search' | 'code';
  /** The scanned code that they share; `''` when they were searched for. */
  readonly scanned: string;
  readonly ids: readonly TicketId[];
  /** How many there are in all. */
  readonly total: number;
}

export interface DoorState {
  readonly direction: Direction;
  readonly text: string;
  readonly candidates: Candidates | undefined;
  /** The candidate that Enter takes; -1 for none. */
  readonly highlighted: number;
  /** What to do with the candidates, or why there are none. */
  readonly hint: string | undefined;
  readonly shown: Shown;
  /** How often the panel has changed: two equal verdicts in a row are two verdicts. */
  readonly shownTimes: number;
}

export const emptyInput = { text: '', candidates: undefined, highlighted: -1, hint: undefined } as const;

export const initialDoorState: DoorState = {
  ...emptyInput,
  direction: 'entry',
  shown: { kind: 'ready' },
  shownTimes: 0,
};
