import type { TicketStatus } from '../ticket.ts';

/** What a status word at the source means here. */
export interface Standing {
  readonly status: TicketStatus;
  readonly paid: boolean;
}

export const valid: Standing = { status: 'valid', paid: true };
export const unpaid: Standing = { status: 'valid', paid: false };
export const canceled: Standing = { status: 'canceled', paid: true };
export const blocked: Standing = { status: 'blocked', paid: true };
export const unapproved: Standing = { status: 'unapproved', paid: true };

/** A system's own status words, in lower case. */
export type StandingWords = Readonly<Record<string, Standing>>;

const standingWords: readonly (readonly [Standing, readonly string[]])[] = [
  [
    valid,
    ['', 'valid', 'active', 'confirmed', 'approved', 'accepted', 'going', 'attending', 'registered', 'ok', 'yes'],
  ],
  [valid, ['paid', 'complete', 'completed', 'checked in', 'checked-in', 'checked_in', 'attended']],
  [valid, ['gültig', 'aktiv', 'bestätigt', 'zugesagt', 'angemeldet', 'bezahlt', 'eingecheckt', 'ja']],
  [valid, ['valide', 'valable', 'actif', 'confirmé', 'accepté', 'inscrit', 'payé', 'oui']],
  [valid, ['válido', 'válida', 'activo', 'confirmado', 'confirmada', 'aceptado', 'pagado', 'pagada', 'sí', 'si']],
  [unpaid, ['unpaid', 'not paid', 'pending', 'payment pending', 'awaiting payment', 'awaiting_payment', 'to be paid']],
  [unpaid, ['unbezahlt', 'nicht bezahlt', 'offen', 'ausstehend', 'impayé', 'non payé', 'en attente de paiement']],
  [unpaid, ['pendiente', 'pendiente de pago', 'impagado', 'no pagado']],
  [canceled, ['canceled', 'cancelled', 'refunded', 'void', 'voided', 'declined', 'rejected', 'deleted', 'transferred']],
  [canceled, ['no', 'not going', 'not attending', 'storniert', 'abgesagt', 'erstattet', 'abgelehnt', 'nein']],
  [canceled, ['annulé', 'annulée', 'remboursé', 'refusé', 'non']],
  [canceled, ['cancelado', 'cancelada', 'anulado', 'reembolsado', 'rechazado']],
  [unapproved, ['waitlist', 'waitlisted', 'waiting list', 'waiting', 'invited', 'maybe', 'unapproved']],
  [unapproved, ['pending approval', 'pending_approval', 'warteliste', 'eingeladen']],
  [unapproved, ["liste d'attente", 'en attente', 'invité', 'lista de espera', 'invitado']],
  [blocked, ['blocked', 'gesperrt', 'blockiert', 'bloqué', 'bloqueado']],
];

const generalStandings: ReadonlyMap<string, Standing> = new Map(
  standingWords.flatMap(([standing, words]) => words.map((word) => [word, standing] as const)),
);

/**
 * What a status word means: to the system that wrote it, else in English, German, French or Spanish. `undefined` for a
 * word that neither knows.
 */
export function readStanding(text: string | undefined, own: StandingWords = {}): Standing | undefined {
  const word = (text ?? '').toLowerCase();
  return Object.hasOwn(own, word) ? own[word] : generalStandings.get(word);
}
