import * as v from 'valibot';
import { type ListId, type TicketId, ticketIdSchema } from '../ids.ts';
import { type Ticket, type TicketDraft, ticketSchema } from '../ticket.ts';

/** What importing one draft means. */
export type DraftFate = 'new' | 'changed' | 'unchanged';

/** A known guest about whom the list says something else now. */
interface TicketChange {
  readonly before: Ticket;
  readonly after: Ticket;
}

/** What importing these drafts into an event that has these tickets means. */
export interface Matched {
  readonly issued: readonly Ticket[];
  readonly changed: readonly TicketChange[];
  readonly unchanged: number;
  /** Guests of the event whom the drafts do not name. They stay as they are. */
  readonly absent: number;
  /** One for each draft, in their order. */
  readonly fates: readonly DraftFate[];
}

/**
 * Tells new guests from known ones: by ticket code, else by order and position; guests of a list that has neither are
 * matched by name, email and ticket type. Importing a list twice therefore adds nobody. No two drafts become one
 * ticket. `arrivedOn` is the check-in list on which guests whom the file counts in are in.
 */
export function matchDrafts(existing: Iterable<Ticket>, drafts: readonly TicketDraft[], arrivedOn: ListId): Matched {
  const tickets = [...existing];
  const { known, absent } = pairUp(tickets, drafts);
  const newId = idMaker(tickets);
  const issued: Ticket[] = [];
  const changed: TicketChange[] = [];
  const fates = drafts.map((draft, index): DraftFate => {
    const before = known[index];
    if (before === undefined) {
      issued.push({ ...draft, id: newId(draft), ...(draft.arrivedAt === undefined ? {} : { arrivedOn }) });
      return 'new';
    }
    const after = update(before, draft, arrivedOn);
    if (changedFields(before, after).length === 0) return 'unchanged';
    changed.push({ before, after });
    return 'changed';
  });
  const unchanged = drafts.length - issued.length - changed.length;
  return { issued, changed, unchanged, absent, fates };
}

/** How many of these tickets carry no per-ticket fee, and how many do. */
export function countFees(tickets: readonly Pick<Ticket, 'fee'>[]): { readonly free: number; readonly paid: number } {
  const free = tickets.filter(({ fee }) => fee === 'none').length;
  return { free, paid: tickets.length - free };
}

const fields = Object.keys(ticketSchema.entries) as readonly (keyof Ticket)[];

/** The facts in which two tickets differ. */
export function changedFields(before: Ticket, after: Ticket): readonly (keyof Ticket)[] {
  return fields.filter((field) =>
    field === 'price'
      ? before.price?.minor !== after.price?.minor || before.price?.currency !== after.price?.currency
      : before[field] !== after[field],
  );
}

type KeyOf = (draft: TicketDraft) => string | undefined;

/**
 * What identifies a guest, surest first. Position in an order counts only together with the name or the ticket type:
 * lists that hold different parts of one order each count from 1.
 */
const identities: readonly KeyOf[] = [
  ({ code }) => code,
  ({ orderCode, position, name }) => (orderCode === undefined ? undefined : key(orderCode, position, name)),
  ({ orderCode, position, ticketType }) => (orderCode === undefined ? undefined : key(orderCode, position, ticketType)),
  ({ code, orderCode, name, email = '', ticketType, plusOneOf = '', position }) =>
    code === undefined && orderCode === undefined
      ? key(name.toLowerCase(), email.toLowerCase(), ticketType.toLowerCase(), plusOneOf.toLowerCase(), position)
      : undefined,
];

function key(...parts: readonly (string | number)[]): string {
  return parts.join('\n');
}

interface Pairs {
  /** The known ticket of each draft, where it has one. No ticket is given twice. */
  readonly known: readonly (Ticket | undefined)[];
  /** How many tickets found no draft. */
  readonly absent: number;
}

/** Tries the surest identity for all drafts before a weaker one takes a ticket away from its own draft. */
function pairUp(tickets: readonly Ticket[], drafts: readonly TicketDraft[]): Pairs {
  const known: (Ticket | undefined)[] = drafts.map(() => undefined);
  let waiting: readonly number[] = [...drafts.keys()];
  let left = tickets;
  for (const identity of identities) {
    if (waiting.length === 0 || left.length === 0) break;
    const filed = groupBy(left, identity);
    const taken = new Set<Ticket>();
    waiting = waiting.filter((index) => {
      const draft = drafts[index];
      const found = draft && takeFrom(filed.get(identity(draft)) ?? [], draft);
      if (found === undefined) return true;
      known[index] = found;
      taken.add(found);
      return false;
    });
    left = left.filter((ticket) => !taken.has(ticket));
  }
  return { known, absent: left.length };
}

/** Tickets by identity, the first of each group last: taking it does not move the others. */
function groupBy(tickets: readonly Ticket[], identity: KeyOf): ReadonlyMap<string | undefined, Ticket[]> {
  const groups = new Map<string | undefined, Ticket[]>();
  for (const ticket of [...tickets].reverse()) {
    const value = identity(ticket);
    if (value === undefined) continue;
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [ticket]);
    else group.push(ticket);
  }
  return groups;
}

function takeFrom(group: Ticket[], draft: TicketDraft): Ticket | undefined {
  for (let at = group.length - 1; at >= 0; at -= 1) {
    const ticket = group[at];
    if (ticket !== undefined && mayBeOne(ticket, draft)) return group.splice(at, 1)[0];
  }
  return undefined;
}

/** Two codes are two tickets, whatever else agrees: no guest is ever replaced by another. */
function mayBeOne(ticket: Ticket, draft: TicketDraft): boolean {
  return ticket.code === undefined || draft.code === undefined || ticket.code === draft.code;
}

/** The ticket as the list has it now. A list without codes or orders does not take them away. */
function update(known: Ticket, draft: TicketDraft, arrivedOn: ListId): Ticket {
  const { id, code, orderCode, position } = known;
  return {
    ...draft,
    id,
    ...(draft.code === undefined && code !== undefined ? { code } : {}),
    ...(draft.orderCode === undefined && orderCode !== undefined ? { orderCode, position } : {}),
    ...arrivalOf(known, draft, arrivedOn),
  };
}

/**
 * The first arrival stays, since a source without arrival times comes with another one in every export. Where the file
 * knows of none, it speaks for the list it is imported on, not for an arrival on another.
 */
function arrivalOf(
  known: Ticket,
  { arrivedAt }: TicketDraft,
  arrivedOn: ListId,
): Pick<Ticket, 'arrivedAt' | 'arrivedOn'> {
  if (known.arrivedAt !== undefined && known.arrivedOn !== undefined) {
    const stays = arrivedAt !== undefined || known.arrivedOn !== arrivedOn;
    return stays ? { arrivedAt: known.arrivedAt, arrivedOn: known.arrivedOn } : {};
  }
  return arrivedAt === undefined ? {} : { arrivedAt, arrivedOn };
}

const longestKey = 280;

/** Makes ids of what identifies a guest, told apart where several are alike. */
function idMaker(existing: readonly Ticket[]): (draft: TicketDraft) => TicketId {
  const taken = new Set(existing.map(({ id }) => id));
  const given = new Map<string, number>();
  return (draft) => {
    const name = nameOf(draft).slice(0, longestKey);
    for (let attempt = (given.get(name) ?? 0) + 1; ; attempt += 1) {
      const id = v.parse(ticketIdSchema, attempt === 1 ? name : `${name}~${String(attempt)}`);
      if (taken.has(id)) continue;
      taken.add(id);
      given.set(name, attempt);
      return id;
    }
  };
}

function nameOf({ code, orderCode, position, name, email = '', ticketType, plusOneOf = '' }: TicketDraft): string {
  if (code !== undefined) return `code:${code}`;
  if (orderCode !== undefined) return `order:${orderCode}#${String(position)}`;
  return `guest:${[name, email, ticketType, plusOneOf].join('|').toLowerCase()}#${String(position)}`;
}
