import type { TicketId } from '../../shared/ids.ts';

/** Best matches first; `total` counts all. */
export interface Found {
  readonly tickets: readonly TicketId[];
  readonly total: number;
}

/** A packed segment of a guest list. */
export type PackedSegment = Uint8Array<ArrayBuffer>;

/** Another event's guest list. */
export interface OtherEvent {
  readonly name: string;
  readonly segments: readonly PackedSegment[];
}

/** What the search worker is asked. */
export type SearchQuestion =
  /** Indexes these packed segments (later ones replace earlier ones); what was indexed before is forgotten. */
  | { readonly kind: 'load'; readonly segments: readonly PackedSegment[] }
  /** Reads other events' codes, to name the event of a foreign ticket; what was read before is forgotten. */
  | { readonly kind: 'loadElsewhere'; readonly events: readonly OtherEvent[] }
  | { readonly kind: 'find'; readonly text: string; readonly limit: number }
  | { readonly kind: 'findElsewhere'; readonly keys: readonly string[] };

/** Answers carry the same `request` number. */
export type SearchRequest = SearchQuestion & { readonly request: number };

export type SearchAnswer =
  | { readonly kind: 'loaded'; readonly tickets: number }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'foundElsewhere'; readonly eventName: string | undefined }
  | { readonly kind: 'failed'; readonly reason: string };

export type SearchReply = SearchAnswer & { readonly request: number };
