import type { TicketDraft } from '../ticket.ts';

export type FormatId =
  | 'pretix'
  | 'eventbrite'
  | 'tito'
  | 'luma'
  | 'meetup'
  | 'alfio'
  | 'guest-manager'
  | 'hi-events'
  | 'mapped';

/** Why one row of a guest list cannot come in, or came in with something to look at. */
export interface RowProblem {
  /** 1-based line of the file at which the row begins (the header is line 1). */
  readonly line: number;
  /** An `error` row is not imported; a `warning` row is, as described. */
  readonly severity: 'error' | 'warning';
  /** One sentence: what is wrong and what was done or is to be done. */
  readonly message: string;
}

/** What one row yields: usually one ticket, several with plus-ones, none when it cannot be read. */
export interface RowReading {
  readonly tickets: readonly TicketDraft[];
  readonly problems: readonly RowProblem[];
}

/** Facts that the file does not hold. */
export interface ReadingContext {
  /** IANA zone in which the list's date-times without an offset are meant. */
  readonly timeZone: string;
  /** When the file is read (UTC milliseconds): stands for an arrival whose instant the source does not say. */
  readonly readAt: number;
}

/** Reads the rows of one file, in order; may remember earlier rows (positions within an order). */
export type RowReader = (cells: readonly string[], line: number) => RowReading;

/** One known export, recognised by its header row. */
export interface GuestListFormat {
  readonly id: Exclude<FormatId, 'mapped'>;
  /** The system's name, as shown. */
  readonly name: string;
  /** Whether this header row is that system's; must not be true for another's. */
  recognises(header: readonly string[]): boolean;
  /** A reader for the rows below this header. */
  reader(header: readonly string[], context: ReadingContext): RowReader;
}
