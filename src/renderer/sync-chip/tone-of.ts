import type { SyncFact } from './chip-of.ts';

/** How much a fact is a matter for somebody. Being offline is none: it is how a laptop is meant to work. */
export function toneOf({ kind }: Pick<SyncFact, 'kind'>): 'plain' | 'attention' | 'bad' {
  switch (kind) {
    case 'signed-out':
    case 'balance-alarm':
    case 'forged-lease':
      return 'bad';
    case 'list-incomplete':
    case 'list-old':
    case 'update-needed':
    case 'parked':
    case 'clock-off':
    case 'lease-shortage':
    case 'not-kept':
      return 'attention';
    case 'offline':
    case 'connecting':
    case 'receiving':
    case 'sending':
    case 'up-to-date':
      return 'plain';
  }
}
