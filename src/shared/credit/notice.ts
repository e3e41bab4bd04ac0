import type { EntryId, OperationId } from '../ids.ts';
import { deriveEntryId } from '../ids.ts';
import type { Account, Holding } from './account.ts';
import type { CreditTypeRule, NoticeRule } from './policy.ts';

/** That a balance has fallen below a number: queued for the billing contact, shown to organisers (GM-7). */
export interface Notice {
  /** Derived from the type, the rule and which crossing it is. */
  readonly id: EntryId;
  readonly type: string;
  /** The rule's id in the policy: `low`, `used`. */
  readonly rule: string;
  readonly words: string;
  /** The balance that it tells of. */
  readonly balance: number;
  /** UTC milliseconds. */
  readonly at: number;
  /** The operation that made the balance cross. */
  readonly operation: OperationId;
}

/** Arms the rules at whose number, or above it, the balance is: the next time it falls below sends a notice again. */
export function armNotices(holding: Holding, { notices: rules }: CreditTypeRule): void {
  for (const { id, below } of rules) {
    if (holding.balance >= below && !holding.armed.includes(id)) holding.armed = [...holding.armed, id];
  }
}

/**
 * Sends the notices of an operation whose entries are all posted: one for each crossing, whatever the balance did in
 * between.
 */
export function raiseNotices(
  account: Account,
  holding: Holding,
  type: CreditTypeRule,
  operation: OperationId,
  at: number,
): void {
  armNotices(holding, type);
  for (const rule of type.notices) {
    if (holding.balance >= rule.below || !holding.armed.includes(rule.id)) continue;
    holding.armed = holding.armed.filter((id) => id !== rule.id);
    account.notices = [...account.notices, toNotice(account, holding, rule, operation, at)];
  }
}

function toNotice(
  { notices }: Account,
  { type, balance }: Holding,
  { id: rule, words }: NoticeRule,
  operation: OperationId,
  at: number,
): Notice {
  const crossing = notices.filter((each) => each.type === type && each.rule === rule).length + 1;
  return { id: deriveEntryId('notice', type, rule, crossing), type, rule, words, balance, at, operation };
}
