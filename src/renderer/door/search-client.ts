import type { TicketId } from '../../shared/ids.ts';

/** What the search worker is asked. Answers carry the same `request` number. */
export type SearchRequest =
  /** Indexes these packed segments (later ones replace earlier ones); what was indexed before is forgotten. */
  | { readonly kind: 'load'; readonly request: number; readonly segments: readonly Uint8Array[] }
  /** Reads other events' codes, to name the event of a foreign ticket. */
  | {
      readonly kind: 'loadElsewhere';
      readonly request: number;
      readonly events: readonly { readonly name: string; readonly segments: readonly Uint8Array[] }[];
    }
  | { readonly kind: 'find'; readonly request: number; readonly text: string; readonly limit: number }
  | { readonly kind: 'findElsewhere'; readonly request: number; readonly keys: readonly string[] };

export type SearchReply =
  | { readonly kind: 'loaded'; readonly request: number; readonly tickets: number }
  | { readonly kind: 'found'; readonly request: number; readonly tickets: readonly TicketId[]; readonly total: number }
  | { readonly kind: 'foundElsewhere'; readonly request: number; readonly eventName: string | undefined };

/** Best matches first; `total` counts all. */
export interface Found {
  readonly tickets: readonly TicketId[];
  readonly total: number;
}
