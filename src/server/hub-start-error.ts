import { relayWords } from './relay/relay-words.ts';
import { UpstreamError } from './relay/upstream.ts';

const words = {
  'port-taken': 'Another program uses this port already. Choose another port, or end that program.',
  'not-a-hub': 'The code is not for a hub. Make one with the role "hub" on the server above.',
  'some-events':
    'The code is for some events only. A hub forwards everything: make a code for all events on the server above.',
  'another-organisation':
    'This laptop’s hub already serves another organisation. Forward from a laptop whose hub is new.',
} as const;

/** Why a hub cannot start: what only people can change. */
export class HubStartError extends Error {
  constructor(reason: keyof typeof words) {
    super(words[reason]);
  }
}

/** What to tell people about a hub that did not start, and whether starting it once more may help. */
export function describeHubFailure(error: unknown): { readonly detail: string; readonly again: boolean } {
  if (error instanceof HubStartError) return { detail: error.message, again: false };
  if (error instanceof UpstreamError) return { detail: relayWords[error.problem], again: false };
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return { detail: words['port-taken'], again: true };
  }
  return { detail: error instanceof Error ? error.message : String(error), again: true };
}
