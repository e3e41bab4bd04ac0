import { type Conflict, wasBarredBefore } from '../../shared/admission/conflicts.ts';
import type { OperationOf } from '../../shared/operation.ts';
import { unreachable } from '../../shared/unreachable.ts';
import { statusWords, words } from './conflicts-words.ts';

/** One of the two who do not agree. `at` is UTC milliseconds. */
export interface Side {
  readonly title: string;
  readonly at: number;
  readonly checkIn?: OperationOf<'checkIn'>;
  readonly hint?: string;
}

/** Both sides of a conflict, the earlier one first. */
export function sidesOf(conflict: Conflict): readonly [Side, Side] {
  const { checkIn } = conflict;
  const door = { at: checkIn.at.ms, checkIn };
  switch (conflict.kind) {
    case 'duplicate': {
      const { earlier } = conflict;
      const second = { title: words.thenIn, ...door };
      if (earlier.by === 'guest-list')
        return [{ title: words.arrived, at: earlier.arrivedAt, hint: words.arrivedHint }, second];
      return [{ title: words.firstIn, at: earlier.checkIn.at.ms, checkIn: earlier.checkIn }, second];
    }
    case 'canceled': {
      const list = {
        title: words.barred(statusWords[conflict.status]),
        at: conflict.barredAt.ms,
        hint: words.importedHint,
      };
      const letIn = { title: words.letIn, ...door };
      return wasBarredBefore(conflict)
        ? [list, { ...letIn, hint: words.notHeard }]
        : [letIn, { ...list, hint: words.afterwards }];
    }
    default:
      return unreachable(conflict);
  }
}
