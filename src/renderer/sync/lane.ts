import type { Failure } from './transport.ts';

/** `worked`: there may be more to do; `idle`: there is nothing; `stuck`: not now, though the server answers. */
export type LaneResult = 'worked' | 'idle' | 'stuck' | Failure;

/** One kind of work that sync has to do: does the next small piece of it, with one request at a time or a few at once. */
export type Lane = () => Promise<LaneResult>;

/** Whether it is a failure of the whole connection, so that nothing else is worth trying now. */
export function stopsEverything(result: LaneResult): boolean {
  if (typeof result === 'string') return false;
  return result.kind === 'unreachable' || [401, 429, 503].includes(result.status);
}
