import { type Direction, type DoorPlace, scanCode } from '../../src/renderer/door/check-in.ts';
import { isUndoable, lastUndoable, undo } from '../../src/renderer/door/undo.ts';
import { historyOn } from '../../src/renderer/ledger/event-memory.ts';
import type { Ticket } from '../../src/shared/ticket.ts';
import type { Deed, Doer } from './deeds.ts';

/** What people do at a door. */

export const scanEntry: Deed = (doer) => scan(doer, 'entry');
export const scanExit: Deed = (doer) => scan(doer, 'exit');

async function scan({ app, chance, counters }: Doer, direction: Direction): Promise<string> {
  const place = placeOf({ app, chance });
  const ticket = pickTicket({ app, chance });
  if (place === undefined || ticket === undefined) return 'no guest list yet';
  const result = await scanCode(app.ledger, place, direction, ticket.code ?? 'X', async () => undefined);
  if (result.kind === 'choose') return `scan ${ticket.id}: several`;
  const { outcome } = result.verdict;
  if (outcome === 'admit') counters.count('check-ins');
  else if (outcome === 'exit') counters.count('check-outs');
  else counters.count('refused scans');
  return `scan ${ticket.id} ${direction}: ${outcome}`;
}

export const scanNonsense: Deed = async ({ app, chance, counters }) => {
  const place = placeOf({ app, chance });
  if (place === undefined) return 'no event yet';
  await scanCode(app.ledger, place, 'entry', `NOBODY-${String(chance.whole(1, 99))}`, async () => undefined);
  counters.count('refused scans');
  return 'scan nonsense';
};

/** Takes back what this laptop did last, as one key does. */
export const undoLast: Deed = async ({ app, chance, counters }) => {
  const place = placeOf({ app, chance });
  const target = place && lastUndoable(app.ledger, place);
  if (place === undefined || target === undefined) return 'nothing to undo';
  const result = await undo(app.ledger, place, target.id);
  if (result.kind === 'undone') counters.count('undos');
  return `undo last: ${result.kind}`;
};

/** Takes back something that any laptop did, maybe long ago. */
export const undoOlder: Deed = async ({ app, chance, counters }) => {
  const place = placeOf({ app, chance });
  const event = app.ledger.event();
  if (place === undefined || event === undefined) return 'nothing to undo';
  const target = chance.pick(event.record.atDoor.filter((operation) => isUndoable(event, operation)));
  if (target === undefined) return 'nothing to undo';
  const result = await undo(app.ledger, place, target.id);
  if (result.kind === 'undone') counters.count('undos');
  return `undo older: ${result.kind}`;
};

/** An undo can itself be taken back. */
export const undoUndo: Deed = async ({ app, chance, counters }) => {
  const place = placeOf({ app, chance });
  const event = app.ledger.event();
  const undos = event?.record.atDoor.filter((operation) => operation.kind === 'undo') ?? [];
  const target = chance.pick(undos);
  if (place === undefined || event === undefined || target?.kind !== 'undo') return 'no undo to take back';
  const { eventId, listId, ticketId, id } = target;
  if (historyOn(event, listId, ticketId).undone.has(id)) return 'undo is taken back already';
  await app.ledger.act(place.actor, () => ({
    intents: [{ kind: 'undo', eventId, listId, ticketId, gate: place.gate, target: id }],
    outcome: undefined,
  }));
  counters.count('undos of undos');
  return 'undo of an undo';
};

/** Where somebody stands now: mostly at the event's first list. */
export function placeOf({ app, chance }: Pick<Doer, 'app' | 'chance'>): DoorPlace | undefined {
  const record = app.ledger.event()?.record;
  if (record === undefined) return undefined;
  const lists = [...record.lists.keys()];
  const listId = chance.likely(0.75) ? lists[0] : chance.pick(lists);
  if (listId === undefined) return undefined;
  const number = chance.whole(1, 3);
  return { eventId: record.details.id, listId, gate: `Gate ${String(number)}`, actor: `Person ${String(number)}` };
}

/** A few guests turn up again and again, at several doors. */
export function pickTicket({ app, chance }: Pick<Doer, 'app' | 'chance'>): Ticket | undefined {
  const tickets = [...(app.ledger.event()?.tickets.values() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
  return chance.pick(chance.likely(0.6) ? tickets.slice(0, 5) : tickets);
}

/** Goes over to the other event, and does there what follows. */
export const goElsewhere: Deed = async ({ app, world }) => {
  const { ledger } = app;
  const { mainEvent, otherEvent } = world.setting;
  const id = ledger.event()?.record.details.id === mainEvent ? otherEvent : mainEvent;
  if (!ledger.books.events.has(id)) return 'there is no other event';
  await ledger.openEvent(id);
  return 'go to another event';
};
