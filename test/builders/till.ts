import { foldHistory, type TicketHistory } from '../../src/shared/admission/history.ts';
import { settle } from '../../src/shared/credit/charge.ts';
import type { Entry } from '../../src/shared/credit/entry.ts';
import { type Account, openAccount, post } from '../../src/shared/credit/ledger.ts';
import { guestManager } from '../../src/shared/credit/policies/guest-manager.ts';
import type { Policy } from '../../src/shared/credit/policy.ts';
import type { Operation, TicketOperation } from '../../src/shared/operation.ts';
import { ticketId } from './facts.ts';

/** An account that takes operations one by one, as a laptop does, for one check-in list. */
export interface Till {
  readonly account: Account;
  readonly entries: Entry[];
  take(operation: Operation): readonly Entry[];
  history(ticket?: string): TicketHistory;
}

export function openTill({ policy = guestManager, credits = 50 }: { policy?: Policy; credits?: number } = {}): Till {
  const account = openAccount();
  const entries: Entry[] = [];
  const byTicket = new Map<string, TicketOperation[]>();

  function operationsOn(ticket: string): TicketOperation[] {
    let operations = byTicket.get(ticket);
    if (operations === undefined) {
      operations = [];
      byTicket.set(ticket, operations);
    }
    return operations;
  }

  function postAll(made: readonly Entry[]): readonly Entry[] {
    for (const entry of made) post(account, entry);
    entries.push(...made);
    return made;
  }

  if (credits > 0) {
    const lot = { id: 'welcome' as Entry['id'], source: 'welcome', credits } as const;
    postAll([{ kind: 'grant', id: lot.id, lot }]);
  }

  return {
    account,
    entries,
    take(operation) {
      if (operation.kind !== 'checkIn' && operation.kind !== 'checkOut' && operation.kind !== 'undo') {
        return postAll(settle(policy, account, operation, undefined, []));
      }
      const operations = operationsOn(operation.ticketId);
      operations.push(operation);
      const history = foldHistory(operations);
      return postAll(settle(policy, account, operation, { operations, history }, []));
    },
    history: (ticket = 'T-1') => foldHistory(operationsOn(ticketId(ticket))),
  };
}
