import type { Operation } from '../../shared/operation.ts';
import type { Membership, ParkReason } from '../../shared/wire.ts';

/** An own operation that the server keeps without having applied it. */
export interface ParkedHere {
  readonly seq: number;
  readonly operation: Operation;
  readonly reason: ParkReason;
}

/** The laptop's balances and the server's, which must be equal and are not. */
export interface BalanceAlarm {
  readonly position: number;
  readonly here: Readonly<Record<string, number>>;
  readonly there: Readonly<Record<string, number>>;
}

/** Credits that were asked for and cannot be had: so many are free, so many are held by other laptops. */
export interface LeaseShortage {
  readonly type: string;
  readonly free: number;
  readonly held: number;
}

/** How sync stands. All instants are UTC milliseconds by this laptop's clock. */
export interface SyncReport {
  readonly membership: Membership;
  /** `connecting`: nothing has been heard of the server yet, and nothing has failed. */
  readonly link: 'connecting' | 'online' | 'offline';
  /** Rows that the server has and this laptop has not. */
  readonly toPull: number;
  /** When this laptop last knew everything that the server knew. */
  readonly upToDateAt: number | null;
  readonly lastContactAt: number | null;
  /** Segments of guest lists that are on this laptop, of all that its events have. */
  readonly listProgress: { readonly here: number; readonly all: number };
  readonly parked: readonly ParkedHere[];
  /** The server's clock minus this laptop's, in milliseconds. */
  readonly clockOffsetMs: number;
  /** How far this laptop's clock is ahead (negative: behind); 0 up to two minutes. */
  readonly clockSkewMs: number;
  /** The server does not know this laptop any more: sync has stopped, for good. `wipe`: offer to delete what is here. */
  readonly revoked?: { readonly reason: 'revoked' | 'unauthorised'; readonly wipe: boolean };
  /** The server speaks a newer language: what is recorded here still gets there, but not everything comes back. */
  readonly updateNeeded: boolean;
  readonly alarm?: BalanceAlarm;
  readonly leaseShortage?: LeaseShortage;
  /** The server sent a lease that the organisation has not signed: it is not used. */
  readonly hasForgedLease: boolean;
  /** What was pulled could not be kept: it holds until the app closes, and is pulled again then. */
  readonly storageProblem?: string;
}
