import type { WriteFailure } from '../../shared/bridge.ts';
import { issuedItems } from '../../shared/credit/intent.ts';
import { type Answer, quote } from '../../shared/credit/quote.ts';
import type { EventId, ListId } from '../../shared/ids.ts';
import type { OperationIntent, SegmentRef } from '../../shared/operation.ts';
import type { Books } from '../ledger/books.ts';
import { NotRecordedError, RefusedError } from '../ledger/commit.ts';
import type { Decision, Facts, Ledger } from '../ledger/ledger.ts';
import { ticketsPerSegment } from '../ledger/segment.ts';
import type { GuestListReader, ImportPreview, ListPart } from './import-protocol.ts';

/** Where the guests go, and who brings them in. */
export interface ImportPlace {
  readonly eventId: EventId;
  /** The check-in list on which guests whom the file counts in are in. */
  readonly listId: ListId;
  readonly actor: string;
}

/** What was shown before somebody said yes. The import does this or asks again. */
export interface AgreedImport {
  readonly place: ImportPlace;
  readonly fileName: string;
  /** The system that exported the list, as shown. */
  readonly system: string;
  readonly preview: Pick<ImportPreview, 'issued' | 'changed' | 'fees'>;
  /** What the quote said. */
  readonly credits: number;
  /** The state of the guest list that the preview was made for: see `guestListState`. */
  readonly guestListState: number;
}

export type ImportResult =
  | { readonly kind: 'imported'; readonly credits: number; readonly shown: boolean }
  /** Everybody is on the list already: nothing is recorded. */
  | { readonly kind: 'nothing-new' }
  /** The guest list or the price is no longer what was shown: nothing is recorded. */
  | { readonly kind: 'ask-again' }
  | { readonly kind: 'cancelled' }
  /** The disk did not take it: nothing is recorded. */
  | { readonly kind: 'not-recorded'; readonly reason: WriteFailure['reason'] };

export interface ImportRun {
  /** Aborting cancels the import, until it has been recorded. */
  readonly signal: AbortSignal;
  readonly onProgress: (stored: number, segments: number) => void;
}

/** Segments that are packed and stored at the same time. */
const lanes = 4;

/** Changes whenever an import changes the event's guest list. */
export function guestListState(books: Books, eventId: EventId): number {
  return books.events.get(eventId)?.imports.length ?? 0;
}

/** What issuing these tickets will cost `member` now: imported free tickets are issued tickets (GM-13, GM-14). */
export function quoteImport(
  { books, device, now }: Pick<Ledger, 'books' | 'device' | 'now'>,
  fees: ImportPreview['fees'],
  member: string,
): Answer {
  return quote(books.credits, { action: 'issueTickets', items: issuedItems(fees), member, device, at: now() });
}

/** What a quote of an import comes to; undefined where it is refused. */
export function quotedCredits(quoted: Answer): number | undefined {
  if (quoted.kind === 'refusal') return undefined;
  return quoted.kind === 'quote' ? quoted.credits : 0;
}

/**
 * Brings the guests that `reader` has matched into the event: stores them, then records and charges the import as one
 * operation. All or nothing: where it is cancelled, refused or not recorded, no guest, no charge and no stored segment
 * is left.
 */
export async function importGuestList(
  ledger: Ledger,
  reader: Pick<GuestListReader, 'segment'>,
  agreed: AgreedImport,
  run: ImportRun,
): Promise<ImportResult> {
  const before = lastImport.get(ledger);
  const mine = (async () => {
    await before;
    return importNow(ledger, reader, agreed, run);
  })();
  lastImport.set(
    ledger,
    mine.catch(() => undefined),
  );
  return mine;
}

/** Imports take turns: what one drops, because nothing names it yet, could be what another has just stored. */
const lastImport = new WeakMap<Ledger, Promise<unknown>>();

async function importNow(
  ledger: Ledger,
  reader: Pick<GuestListReader, 'segment'>,
  agreed: AgreedImport,
  run: ImportRun,
): Promise<ImportResult> {
  if (agreed.preview.issued + agreed.preview.changed === 0) return { kind: 'nothing-new' };
  let stored: StoredParts;
  try {
    stored = await storeParts(ledger, reader, agreed.preview, run);
  } catch (error) {
    await dropStored(ledger);
    if (run.signal.aborted) return { kind: 'cancelled' };
    return notRecorded(error);
  }
  try {
    return await record(ledger, agreed, stored, run.signal);
  } catch (error) {
    // But for a full disk it is not known what the journal holds: the next start knows, and tidies up.
    const isKnown = error instanceof RefusedError || (error instanceof NotRecordedError && error.reason === 'full');
    if (isKnown) await dropStored(ledger);
    return error instanceof RefusedError ? { kind: 'ask-again' } : notRecorded(error);
  }
}

function notRecorded(error: unknown): ImportResult {
  if (error instanceof NotRecordedError) return { kind: 'not-recorded', reason: error.reason };
  throw error;
}

type StoredParts = Readonly<Record<ListPart, readonly SegmentRef[]>>;

async function storeParts(
  ledger: Ledger,
  reader: Pick<GuestListReader, 'segment'>,
  counts: Record<ListPart, number>,
  { signal, onProgress }: ImportRun,
): Promise<StoredParts> {
  const planned = [...planSegments('issued', counts.issued), ...planSegments('changed', counts.changed)];
  const stored: Record<ListPart, SegmentRef[]> = { issued: [], changed: [] };
  let done = 0;
  await inLanes(planned, signal, async ({ part, index, tickets }) => {
    const segment = await reader.segment(part, index);
    await ledger.storeSegment(segment);
    stored[part][index] = { hash: segment.hash, tickets };
    done += 1;
    onProgress(done, planned.length);
  });
  return stored;
}

interface PlannedSegment {
  readonly part: ListPart;
  readonly index: number;
  readonly tickets: number;
}

function planSegments(part: ListPart, tickets: number): readonly PlannedSegment[] {
  return Array.from({ length: Math.ceil(tickets / ticketsPerSegment) }, (_, index) => ({
    part,
    index,
    tickets: Math.min(ticketsPerSegment, tickets - index * ticketsPerSegment),
  }));
}

/** Works the items off, a few at a time. When it throws the first error, nothing is under way any more. */
async function inLanes<T>(items: readonly T[], signal: AbortSignal, work: (item: T) => Promise<void>): Promise<void> {
  const stopping = new AbortController();
  const queue = items.values();
  async function runLane(): Promise<void> {
    for (const item of queue) {
      if (stopping.signal.aborted) return;
      try {
        signal.throwIfAborted();
        await work(item);
      } catch (error) {
        stopping.abort(error);
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, runLane));
  stopping.signal.throwIfAborted();
}

async function record(
  ledger: Ledger,
  agreed: AgreedImport,
  stored: StoredParts,
  signal: AbortSignal,
): Promise<ImportResult> {
  const { outcome, rows } = await ledger.act(agreed.place.actor, (facts) => decide(facts, agreed, stored, signal));
  if (outcome !== 'import') {
    await dropStored(ledger);
    return { kind: outcome };
  }
  const [row] = rows;
  if (row?.operation.kind !== 'importTickets') throw new Error('The import was not recorded as one');
  const credits = row.entries.reduce((sum, entry) => sum + (entry.kind === 'charge' ? entry.credits : 0), 0);
  // It is recorded and charged, whatever happens to the screen's copy of it.
  const shown = await ledger.fileImport(row.operation).then(
    () => true,
    () => false,
  );
  return { kind: 'imported', credits, shown };
}

function decide(
  { books }: Facts,
  { place, fileName, system, preview, ...agreed }: AgreedImport,
  { issued, changed }: StoredParts,
  signal: AbortSignal,
): Decision<'import' | 'ask-again' | 'cancelled'> {
  if (signal.aborted) return { intents: [], outcome: 'cancelled' };
  if (guestListState(books, place.eventId) !== agreed.guestListState) return { intents: [], outcome: 'ask-again' };
  const { eventId, listId } = place;
  const intent: OperationIntent = {
    kind: 'importTickets',
    eventId,
    listId,
    fileName,
    system,
    issued: [...issued],
    changed: [...changed],
    ...preview.fees,
  };
  return { intents: [intent], outcome: 'import', quoted: { credits: agreed.credits, terms: [] } };
}

/** Where this fails, the next start does it. */
async function dropStored(ledger: Ledger): Promise<void> {
  await ledger.dropUnnamedSegments().catch(() => undefined);
}
