import type { StoreApi } from 'zustand/vanilla';
import type { BridgeReply } from '../../shared/bridge.ts';
import type { EnrolLink } from '../../shared/enrol-link.ts';
import type { Membership } from '../../shared/wire.ts';
import type { OwnOperation } from './sync-page.ts';
import type { SyncReport } from './sync-report.ts';
import type { Failure, Transport } from './transport.ts';

/** How a laptop stands that is connected to a server. */
export interface Enrolled extends SyncReport {
  readonly kind: 'enrolled';
  readonly server: string;
  readonly tokenKept: BridgeReply<'enrolment.write'>['kept'];
  /** Operations of this laptop that are not on the server yet. */
  readonly unsent: number;
}

export type SyncState = { readonly kind: 'alone' } | Enrolled;

/** What came of enrolling. `must-be-owner`: what this laptop has already may be brought in by an owner's only. */
export type EnrolOutcome =
  | { readonly kind: 'enrolled'; readonly membership: Membership }
  | { readonly kind: 'must-be-owner' }
  | Failure;

/** What screens know of sync, and what they may ask of it. */
export interface SyncHandle {
  readonly store: StoreApi<SyncState>;
  /** Takes this laptop into an organisation, under that name or the one of the code. */
  enrol(link: EnrolLink, name: string | undefined): Promise<EnrolOutcome>;
  /** From now on the laptop works alone. */
  leave(): Promise<void>;
  syncNow(): void;
  /** Sends what was parked once more. */
  retryParked(): void;
  readonly request: Transport['call'];
  /** Everything of this laptop that the server has not got, in the laptop's own order. */
  unsent(): Promise<readonly OwnOperation[]>;
}
