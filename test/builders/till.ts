import { foldHistory, type TicketHistory } from '../../src/shared/admission/history.ts';
import { type Holding, holdingOf } from '../../src/shared/credit/account.ts';
import type { Entry } from '../../src/shared/credit/entry.ts';
import { type CreditLedger, openCreditLedger, openPolicies } from '../../src/shared/credit/ledger.ts';
import { builtInPolicies } from '../../src/shared/credit/policies/built-in.ts';
import { guestManager } from '../../src/shared/credit/policies/guest-manager.ts';
import type { Policy } from '../../src/shared/credit/policy.ts';
import { beginUnder, openReplay, type Replay } from '../../src/shared/credit/replay.ts';
import { isOnTicket, type Operation, type TicketOperation } from '../../src/shared/operation.ts';
import { auditBooks } from './audit-books.ts';
import { aGrant, deviceId, ticketId } from './facts.ts';

/** An account that takes operations one by one, as a laptop does. */
export interface Till {
  readonly ledger: CreditLedger;
  readonly entries: Entry[];
  /** What the account holds of a credit type; of the policy's first one where none is named. */
  holding(type?: string): Readonly<Holding>;
  /** Accepts what has happened, whatever the policy. Returns what it posted. */
  take(operation: Operation): readonly Entry[];
  /** Asks first, as a screen does. */
  act(operation: Operation): ReturnType<Replay['act']>;
  history(ticket?: string): TicketHistory;
}

interface TillFacts {
  readonly policy?: Policy;
  /** Other policies that can be chosen, besides the built-in ones. */
  readonly known?: readonly Policy[];
  /** Credits of the policy's first type that the account has from the start, besides what the policy brings. */
  readonly credits?: number;
  /** When the organisation begins; it does not agree to anything where absent (UTC milliseconds). */
  readonly beginsAt?: number;
  readonly timeZone?: string;
}

export function openTill({
  policy = guestManager,
  known = [],
  credits = 50,
  beginsAt,
  timeZone = 'UTC',
}: TillFacts = {}): Till {
  const others = builtInPolicies.filter(({ id }) => id !== policy.id);
  const ledger = openCreditLedger(openPolicies([policy, ...others, ...known]));
  const replay = openReplay(ledger);
  const entries: Entry[] = [];
  const taken: TicketOperation[] = [];
  const [firstType] = policy.creditTypes;
  if (firstType === undefined) throw new Error('A policy has a credit type');

  function keep(made: readonly Entry[]): readonly Entry[] {
    entries.push(...made);
    auditBooks(ledger.account);
    return made;
  }

  if (beginsAt !== undefined) {
    keep(beginUnder(ledger, [policy.id], timeZone, { ms: beginsAt, n: 0, device: deviceId('one') }));
  }
  if (credits > 0) {
    const given = aGrant({ id: 'start', ms: beginsAt ?? 0 }, credits, { type: firstType.id });
    const result = replay.settle(given);
    if (result.kind === 'done') keep(result.entries);
  }

  return {
    ledger,
    entries,
    holding: (type = firstType.id) => holdingOf(ledger.account, type),
    take(operation) {
      if (isOnTicket(operation)) taken.push(operation);
      const result = replay.settle(operation);
      return result.kind === 'done' ? keep(result.entries) : [];
    },
    act(operation) {
      const result = replay.act(operation);
      if (result.kind === 'done') keep(result.entries);
      return result;
    },
    history: (ticket = 'T-1') => foldHistory(taken.filter((each) => each.ticketId === ticketId(ticket))),
  };
}
