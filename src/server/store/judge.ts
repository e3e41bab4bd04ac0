import { isDeepStrictEqual } from 'node:util';
import type { ReadOperation, Unfit } from './read-operation.ts';
import type { Authority } from './sender.ts';

/** What is wrong with an operation that was understood, the first thing that is; undefined when it may come in. */
function judge({ operation, event }: ReadOperation, authority: Authority): Unfit | undefined {
  const { events, recordedBy, words } = authority;
  if (!authority.mayRecord(operation.kind)) {
    return { reason: 'role', detail: `${words} may not record "${operation.kind}".` };
  }
  if (event !== undefined && events !== null && !events.includes(event)) {
    return { reason: 'event', detail: `It is about event ${event}, which the laptop was not enrolled for.` };
  }
  if (recordedBy !== null && !recordedBy.includes(operation.at.device)) {
    return {
      reason: 'device',
      detail: `It was recorded under the name ${operation.at.device}, which is not the laptop’s.`,
    };
  }
  return undefined;
}

/** What becomes of an operation before it is settled. */
export type Verdict =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'duplicate'; readonly position: number }
  /** The same as one that came just before. */
  | { readonly kind: 'repeated'; readonly first: ReadOperation }
  | { readonly kind: 'parked'; readonly unfit: Unfit };

/** What is here already under an operation's id. */
export interface Earlier {
  /** JSON. */
  readonly text: string;
  /** What becomes of the same, come again. */
  readonly again: Verdict;
}

/** Decides on an operation that was understood: first whether it is here already, then whether it may come in. */
export function decide(read: ReadOperation, authority: Authority, earlier: Earlier | undefined): Verdict {
  if (earlier !== undefined && saysTheSame(earlier.text, read.text)) return earlier.again;
  const unfit = judge(read, authority) ?? (earlier === undefined ? undefined : conflict);
  return unfit === undefined ? { kind: 'fresh' } : { kind: 'parked', unfit };
}

const conflict: Unfit = { reason: 'conflict', detail: 'Another operation has its id, and says something else.' };

/** Whether two JSON texts hold the same, in whatever order. */
function saysTheSame(a: string, b: string): boolean {
  return a === b || isDeepStrictEqual(JSON.parse(a), JSON.parse(b));
}
