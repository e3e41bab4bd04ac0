import type { DeviceId, Hash } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import type { EnrolReply } from '../../shared/wire.ts';
import type { PulledRow } from '../ledger/base.ts';
import type { RouteRequest } from './transport.ts';

/** An operation of this laptop, with its place in the laptop's journal. */
export interface OwnOperation {
  readonly seq: number;
  readonly operation: Operation;
}

/** The segments that the guest lists on this laptop name. */
export interface SegmentsNamed {
  readonly here: readonly Hash[];
  /** Those whose bytes are not here, in the order in which they are to be fetched. */
  readonly missing: readonly Hash[];
}

/** What the sync engine needs of the page that holds the ledger. */
export interface SyncPage {
  /** Under which name the laptop records now. */
  device(): Promise<DeviceId>;
  /** Own operations beyond `after` that have not been pulled back, in their own order, at most `limit`. Places may have gaps. */
  unsent(after: number, limit: number): Promise<readonly OwnOperation[]>;
  /** The last position that has been taken in; 0 before the first. */
  pulledTo(): Promise<number>;
  /** Takes the next rows of the server's log, at most 100. Rows that it has already are left alone. */
  takeIn(rows: readonly PulledRow[]): Promise<void>;
  /** Forgets every row taken in: own operations that were among them are unsent again. */
  forgetPulled(): Promise<void>;
  /** The balance of each credit type by the rows up to this position alone; undefined when it cannot be said now. */
  balancesAt(position: number): Promise<Readonly<Record<string, number>> | undefined>;
  segmentsNamed(): Promise<SegmentsNamed>;
  /** Undefined where the laptop has no sound copy. */
  readSegment(hash: Hash): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** False when the disk does not take it. */
  storeSegment(hash: Hash, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
  /** The credits to be asked for now, because the laptop may soon want to spend them offline; undefined when it has enough. */
  leaseWanted(): Promise<RouteRequest<'lease'> | undefined>;
  /** Gives the laptop a new name, for it was found to be a copy of another. */
  renewDevice(): Promise<DeviceId>;
  /** Keeps what the laptop is to the organisation from now on, with the token where that is a new one. */
  keepMembership(membership: KeptMembership): Promise<void>;
  /** The server's clock minus this laptop's, in milliseconds. */
  correctClock(offsetMs: number): Promise<void>;
}

export type KeptMembership = Omit<EnrolReply, 'serverAt' | 'token'> & { readonly token?: string };
