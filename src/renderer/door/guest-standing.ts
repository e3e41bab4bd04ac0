import type { CheckInList } from '../../shared/event.ts';
import type { Ticket } from '../../shared/ticket.ts';
import type { TicketHistory } from '../../shared/admission/history.ts';
import { timeText } from '../ui/time-text.ts';
import { verdictWords } from './verdict-words.ts';

/** Where a guest stands before anything is done, in a word or two. */
export interface GuestStanding {
  readonly kind: 'expected' | 'inside' | 'left' | 'not-admitted';
  readonly words: string;
}

export function guestStanding(
  ticket: Ticket,
  { inside, first }: TicketHistory,
  list: CheckInList,
  timeZone: string,
): GuestStanding {
  if (inside) return { kind: 'inside', words: first === undefined ? 'In' : `In since ${timeText(first.at, timeZone)}` };
  if (first !== undefined) return { kind: 'left', words: 'Out again' };
  if (ticket.status !== 'valid') return { kind: 'not-admitted', words: verdictWords[ticket.status].word };
  if (list.ticketTypes?.includes(ticket.ticketType) === false) {
    return { kind: 'not-admitted', words: verdictWords.product.word };
  }
  if (!ticket.paid && !list.includesPending) return { kind: 'not-admitted', words: verdictWords.unpaid.word };
  return { kind: 'expected', words: 'Not in yet' };
}
