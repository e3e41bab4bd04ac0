import type { CallMain } from './main-process.ts';
import { tick } from '../../shared/clock.ts';
import { act, type Acted, type Quoted } from '../../shared/credit/act.ts';
import { dueAt } from '../../shared/credit/due.ts';
import { branchLedger } from '../../shared/credit/ledger.ts';
import type { DeviceId, OperationId } from '../../shared/ids.ts';
import { type Head, type JournalLine, type LogRow, type Sha256, writeJournalLine } from '../../shared/journal-line.ts';
import { isOnTicket, type Operation, type OperationIntent } from '../../shared/operation.ts';
import type { WriteFailure } from '../../shared/bridge.ts';
import type { Books } from './books.ts';
import { latestBefore } from './clock-rules.ts';
import { type EventMemory, withOperation } from './event-memory.ts';

/** What the ledger needs from outside: time, chance and the laptop. */
export interface Surroundings {
  readonly callMain: CallMain;
  /** UTC milliseconds by the laptop's own clock, uncorrected. */
  readonly now: () => number;
  readonly newOperationId: () => OperationId;
  readonly sha256: Sha256;
}

/** Who records, and what that person was told that it costs, if anything. */
export interface Recorder {
  readonly device: DeviceId;
  readonly actor: string;
  /** The server's clock minus this laptop's, in milliseconds. */
  readonly clockOffsetMs: number;
  readonly quoted?: Quoted;
}

/** The journal did not take it: nothing has happened, nothing is charged, and nothing may turn green. */
export class NotRecordedError extends Error {
  readonly reason: WriteFailure['reason'];

  constructor(failure: Pick<WriteFailure, 'reason' | 'detail'>) {
    super(`Not recorded (${failure.reason}): ${failure.detail}`);
    this.name = 'NotRecordedError';
    this.reason = failure.reason;
  }
}

/** The policy does not let it: nothing has happened. */
export class RefusedError extends Error {
  readonly acted: Exclude<Acted, { kind: 'done' }>;

  constructor(acted: Exclude<Acted, { kind: 'done' }>) {
    super(acted.kind === 'refused' ? 'Refused for lack of credits' : 'It costs another amount than was said');
    this.name = 'RefusedError';
    this.acted = acted;
  }
}

/** A row with the line that the journal holds for it. */
export interface CommittedRow {
  readonly row: LogRow;
  readonly line: JournalLine;
}

/**
 * Makes operations of intents and writes them to the journal, all or none. Resolves once they are on the disk.
 * One batch may hold at most one operation on the same ticket, and one for which a cost was told. Throws
 * `RefusedError` where a policy refuses one of them, and `NotRecordedError` where the journal does not take them.
 */
export async function commit(
  surroundings: Surroundings,
  recorder: Recorder,
  books: Books,
  event: EventMemory | undefined,
  intents: readonly OperationIntent[],
): Promise<readonly CommittedRow[]> {
  const committed = prepare(surroundings, recorder, books, event, intents);
  if (committed.length === 0) return committed;
  const texts = committed.map(({ line }) => line.text);
  const result = await surroundings.callMain('journal.append', texts);
  if (!result.ok) throw new NotRecordedError(result);
  return committed;
}

function prepare(
  { now, newOperationId, sha256 }: Surroundings,
  { device, actor, clockOffsetMs, quoted }: Recorder,
  books: Books,
  event: EventMemory | undefined,
  intents: readonly OperationIntent[],
): readonly CommittedRow[] {
  let head: Head = books.head;
  let lastAt = books.lastAt;
  // Found out once here, not on every branch.
  dueAt(books.credits);
  const credits = branchLedger(books.credits);
  return intents.map((intent) => {
    const wallAt = now();
    lastAt = tick(latestBefore({ ...books, lastAt }, event, intent), wallAt + clockOffsetMs, device);
    const operation: Operation = { ...intent, id: newOperationId(), at: lastAt, wallAt, actor };
    const acted = act(credits, operation, changeOf(event, operation), quoted);
    if (acted.kind !== 'done') throw new RefusedError(acted);
    const row: LogRow = { seq: head.seq + 1, prev: head.hash, operation, entries: [...acted.entries] };
    const line = writeJournalLine(row, sha256);
    head = line;
    return { row, line };
  });
}

/** The ticket's history as the operation makes it; undefined for an operation on no ticket. */
function changeOf(event: EventMemory | undefined, operation: Operation): ReturnType<typeof withOperation> | undefined {
  if (!isOnTicket(operation)) return undefined;
  if (event?.record.details.id !== operation.eventId) throw new Error('A ticket operation needs its event to be open');
  return withOperation(event, operation);
}
