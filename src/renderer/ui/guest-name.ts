import type { Ticket } from '../../shared/ticket.ts';

/** Whom the ticket is for, also when nobody has been named on it yet. */
export function guestName({ name, plusOneOf }: Pick<Ticket, 'name' | 'plusOneOf'>): string {
  if (name.trim() !== '') return name;
  return plusOneOf === undefined ? 'Unnamed guest' : `Guest of ${plusOneOf}`;
}
