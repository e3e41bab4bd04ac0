import type { RowProblem } from '../../shared/guest-list/format.ts';
import type { ColumnMapping } from '../../shared/guest-list/mapped.ts';
import type { DraftFate } from '../../shared/guest-list/match.ts';
import type { ListId } from '../../shared/ids.ts';
import type { Ticket, TicketDraft } from '../../shared/ticket.ts';
import type { StoredSegment } from '../ledger/database.ts';
import type { RefusedFile, UnknownList } from './parse-guest-list.ts';

/** How far reading a file has come. */
export interface ReadProgress {
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** What came of reading a file. The guests themselves stay with the reader. */
type ReadOutcome =
  | { readonly kind: 'read'; readonly formatName: string; readonly rowCount: number }
  | UnknownList
  | RefusedFile;

/** One guest of the file, as shown before the import. */
export interface PreviewGuest {
  /** The line of the file. */
  readonly line: number;
  readonly fate: DraftFate;
  readonly draft: TicketDraft;
  /** Where the guest changes: the ticket as it is now and as it will be. */
  readonly change?: { readonly before: Ticket; readonly after: Ticket };
}

/** The first guests of the file: of all, of the new and of the changed. */
type PreviewGuests = Readonly<Record<'all' | 'new' | 'changed', readonly PreviewGuest[]>>;

/** What importing the file into the event's guest list would mean. */
export interface ImportPreview {
  readonly issued: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Guests who were on the list before. */
  readonly knownBefore: number;
  /** Of these, guests whom the file does not name. They stay. */
  readonly absent: number;
  /** Of the issued tickets, how many carry no per-ticket fee, and how many do. */
  readonly fees: { readonly free: number; readonly paid: number };
  /** Guests whom the file counts in. */
  readonly arrived: number;
  /** Guests of the event who were counted in on another check-in list by an earlier import. */
  readonly arrivedElsewhere: number;
  readonly problems: { readonly errors: number; readonly warnings: number };
  readonly guests: PreviewGuests;
}

export type ListPart = 'issued' | 'changed';

/**
 * Reads one file, away from the screen's thread, and keeps its guests until the import has taken them. Calls after
 * `read` are about the file read last.
 */
export interface GuestListReader {
  read(
    file: File,
    options: { readonly timeZone: string; readonly mapping?: ColumnMapping },
    onProgress: (progress: ReadProgress) => void,
  ): Promise<ReadOutcome>;
  /** Compares the file with the event's guest list (packed segments, in order). May be asked again. */
  match(guestList: readonly Uint8Array<ArrayBuffer>[], arrivedOn: ListId): Promise<ImportPreview>;
  /** Problems from the one numbered `from` (0-based) on, at most `count`: errors first, then by line. */
  problems(from: number, count: number): Promise<readonly RowProblem[]>;
  /** All problems as a CSV file. */
  problemFile(): Promise<Blob>;
  /** The packed tickets `index * ticketsPerSegment` and following of the matched list. */
  segment(part: ListPart, index: number): Promise<StoredSegment>;
  /** Ends whatever is running and forgets the file. What is asked then rejects. */
  stop(): void;
}

/** What the import worker is asked and answers, by the reader's call that it stands for. */
export interface ImportCalls {
  readonly read: {
    readonly ask: { readonly file: File; readonly options: Parameters<GuestListReader['read']>[1] };
    readonly answer: ReadOutcome;
  };
  readonly match: {
    readonly ask: { readonly guestList: readonly Uint8Array<ArrayBuffer>[]; readonly arrivedOn: ListId };
    readonly answer: ImportPreview;
  };
  readonly problems: {
    readonly ask: { readonly from: number; readonly count: number };
    readonly answer: readonly RowProblem[];
  };
  readonly problemFile: { readonly ask: Record<string, never>; readonly answer: Blob };
  readonly segment: {
    readonly ask: { readonly part: ListPart; readonly index: number };
    readonly answer: StoredSegment;
  };
}
export type ImportCall = keyof ImportCalls;

export type ImportRequest = {
  [C in ImportCall]: { readonly request: number; readonly call: C; readonly ask: ImportCalls[C]['ask'] };
}[ImportCall];

/** Replies carry the number of the request. */
export type ImportReply = { readonly request: number } & (
  | { readonly kind: 'progress'; readonly progress: ReadProgress }
  | { readonly kind: 'answer'; readonly answer: ImportCalls[ImportCall]['answer'] }
  | { readonly kind: 'failed'; readonly reason: string }
);
