import { hashes, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { leaseText } from '../../shared/credit/lease.ts';
import type { LogHead, Membership, ServerRow } from '../../shared/wire.ts';
import type { Contact } from './contact.ts';
import type { Lane } from './lane.ts';
import type { SyncPage } from './sync-page.ts';
import type { LeaseShortage } from './sync-report.ts';

hashes.sha512 = sha512;

export interface Leases {
  readonly lane: Lane;
  /** Why the last lease asked for was not given; undefined once one is, or none is wanted. */
  readonly shortage: () => LeaseShortage | undefined;
}

/** Asks for credits to spend offline, of types that are refused at zero, before those held run out. */
export function createLeases(
  contact: Contact,
  page: Pick<SyncPage, 'leaseWanted'>,
  onHead: (head: LogHead) => void,
): Leases {
  let shortage: LeaseShortage | undefined;

  return {
    async lane() {
      const wanted = await page.leaseWanted();
      if (wanted === undefined) {
        shortage = undefined;
        return 'idle';
      }
      const answer = await contact.call('lease', wanted);
      if (answer.kind === 'ok') {
        shortage = undefined;
        onHead(answer.value.head);
        return 'worked';
      }
      if (answer.kind === 'refused' && answer.error.error === 'no-credits') {
        const { free = 0, held = 0 } = answer.error;
        shortage = { type: wanted.type, free, held };
      }
      return answer;
    },
    shortage: () => shortage,
  };
}

/** Whether it is the key's Ed25519 signature of the message. May throw for what is none. */
export type Verify = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean;

/** Whether a row gives a lease that the organisation has not signed: whoever sent it is not to be believed. */
export function isForgedLease(
  { operation }: ServerRow,
  { organisation, publicKey }: Membership,
  isSigned: Verify = verify,
): boolean {
  if (operation?.kind !== 'takeLease') return false;
  try {
    const text = utf8ToBytes(leaseText(organisation.id, operation));
    return !isSigned(hexToBytes(operation.signature), text, hexToBytes(publicKey));
  } catch {
    return true;
  }
}
