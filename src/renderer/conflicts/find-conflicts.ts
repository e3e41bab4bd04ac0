import type { Conflict, SettledConflict } from '../../shared/admission/conflicts.ts';
import type { TicketId } from '../../shared/ids.ts';
import { fold } from '../search/fold.ts';

type NameOf = (ticketId: TicketId) => string;

/** Conflicts that hold every word of the text: in the guest's name, a gate, or who was at the door. */
export function findConflicts(conflicts: readonly Conflict[], text: string, nameOf: NameOf): readonly Conflict[] {
  return keep(conflicts, text, (conflict) => textsOf(conflict, nameOf));
}

/** The same among settled ones, where the notes count too. */
export function findSettled(
  settled: readonly SettledConflict[],
  text: string,
  nameOf: NameOf,
): readonly SettledConflict[] {
  return keep(settled, text, ({ ticketId, conflict, settlements }) => [
    nameOf(ticketId),
    ...(conflict === undefined ? [] : textsOf(conflict, nameOf)),
    ...settlements.flatMap(({ actor, note }) => [actor, note]),
  ]);
}

function keep<T>(items: readonly T[], text: string, texts: (item: T) => readonly string[]): readonly T[] {
  const sought = fold(text).split(/\s+/u).filter(Boolean);
  if (sought.length === 0) return items;
  return items.filter((item) => {
    const whole = fold(texts(item).join(' '));
    return sought.every((word) => whole.includes(word));
  });
}

function textsOf(conflict: Conflict, nameOf: NameOf): readonly string[] {
  const { ticketId, checkIn } = conflict;
  const earlier = conflict.kind === 'duplicate' && conflict.earlier.by === 'door' ? [conflict.earlier.checkIn] : [];
  return [nameOf(ticketId), ticketId, ...[checkIn, ...earlier].flatMap(({ gate, actor }) => [gate, actor])];
}
