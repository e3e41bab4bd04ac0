import type { PullReply, PushAnswer } from '../../shared/wire.ts';
import type { OwnRow } from './relay-state.ts';

/**
 * Which rows of the log here the server above has taken and not shown in its own log yet. Until it has, a restored backup
 * could be without them, and nobody would know. Forgotten with the process: they are sent again then.
 */
export interface RelayOutbox {
  /** All rows here up to this position have been sent. */
  sentTo(): number;
  /** All rows here up to this position are in the log above as far as that was taken in, or are parked there. */
  confirmedTo(): number;
  /** What the server above said; its log had been taken in up to `pulledTo`. */
  sent(rows: readonly OwnRow[], answers: readonly PushAnswer[], pulledTo: number): void;
  /** Its log has been taken in up to `pulledTo`, with these rows last. What should be among them and is not is sent again. */
  came(rows: PullReply['rows'], pulledTo: number): void;
}

interface Awaited {
  readonly here: number;
  readonly above: number;
}

export function createRelayOutbox(confirmed: number): RelayOutbox {
  let sentTo = confirmed;
  /** By the operation's id. */
  const awaited = new Map<string, Awaited>();

  return {
    sentTo: () => sentTo,
    confirmedTo: () => Math.min(sentTo, ...[...awaited.values()].map(({ here }) => here - 1)),
    sent(rows, answers, pulledTo) {
      const bySeq = new Map(answers.map((answer) => [answer.seq, answer]));
      for (const { position, id } of rows) {
        const answer = bySeq.get(position);
        if (answer === undefined || answer.outcome === 'parked' || answer.position <= pulledTo) continue;
        awaited.set(id, { here: position, above: answer.position });
      }
      sentTo = rows.at(-1)?.position ?? sentTo;
    },
    came(rows, pulledTo) {
      for (const { operation } of rows) awaited.delete(idOf(operation));
      for (const [id, { here, above }] of awaited) {
        if (above > pulledTo) continue;
        awaited.delete(id);
        sentTo = Math.min(sentTo, here - 1);
      }
    },
  };
}

/** As the database spells it. */
function idOf(operation: unknown): string {
  const isNamed = typeof operation === 'object' && operation !== null && 'id' in operation;
  return isNamed ? String(operation.id).toLowerCase() : '';
}
