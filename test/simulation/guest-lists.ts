import type { OperationIntent, OperationOf, SegmentRef } from '../../src/shared/operation.ts';
import { packSegment } from '../../src/renderer/ledger/segment.ts';
import { countFees, matchDrafts } from '../../src/shared/guest-list/match.ts';
import type { Ticket, TicketDraft, TicketStatus } from '../../src/shared/ticket.ts';
import { aDraft } from '../builders/facts.ts';
import type { Chance } from './chance.ts';
import { actorOf, type Deed } from './deeds.ts';

/** A guest list file: some are known already, some are new, and some have changed. */
function makeDrafts(chance: Chance): readonly TicketDraft[] {
  const first = chance.whole(1, 12);
  return Array.from({ length: chance.whole(3, 8) }, (_, index) => makeDraft(chance, first + index));
}

/** Every file counts the same few guests in, whoever has made it: charges do not follow what files say differently. */
export function makeDraft(chance: Chance, number: number): TicketDraft {
  return aDraft({
    code: `T-${String(number).padStart(2, '0')}`,
    orderCode: `O-${String(Math.ceil(number / 2))}`,
    position: 1 + (number % 2),
    name: `Guest ${String(number)}`,
    fee: number % 4 === 0 ? 'per-ticket' : 'none',
    status: statusOf(chance),
    paid: chance.likely(0.9),
    ...(number % 7 === 5 ? { arrivedAt: arrivedAt + number } : {}),
  });
}

const arrivedAt = Date.UTC(2026, 5, 1, 8);

function statusOf(chance: Chance): TicketStatus {
  return chance.weigh<TicketStatus>([
    { weight: 20, value: 'valid' },
    { weight: 2, value: 'canceled' },
    { weight: 1, value: 'blocked' },
  ]);
}

/** Brings a guest list into the open event, as the import does: segments first, then the operation that names them. */
export const importList: Deed = async ({ app, chance, counters }) => {
  const { ledger } = app;
  const event = ledger.event();
  const [list] = event?.record.lists.values() ?? [];
  if (list === undefined || event === undefined) return 'no event yet';
  const eventId = event.record.details.id;
  const { issued, changed } = matchDrafts(event.tickets.values(), makeDrafts(chance), list.id);
  if (issued.length + changed.length === 0) return 'everybody is known';
  const store = async (tickets: readonly Ticket[]): Promise<SegmentRef[]> => {
    if (tickets.length === 0) return [];
    const segment = await packSegment(tickets);
    await ledger.storeSegment(segment);
    return [{ hash: segment.hash, tickets: tickets.length }];
  };
  const intent: OperationIntent = {
    kind: 'importTickets',
    eventId,
    listId: list.id,
    fileName: 'guests.csv',
    system: 'Test',
    issued: await store(issued),
    changed: await store(changed.map(({ after }) => after)),
    ...countFees(issued),
  };
  const { rows } = await ledger.act(actorOf(chance), () => ({ intents: [intent], outcome: undefined }));
  await ledger.fileImport(rows[0]?.operation as OperationOf<'importTickets'>);
  counters.count('imports');
  return `import ${String(issued.length)} new, ${String(changed.length)} changed`;
};
