import { v5 } from 'uuid';
import * as v from 'valibot';
import { type DeviceId, type Hash, organisationIdSchema } from '../../src/shared/ids.ts';
import type { Operation } from '../../src/shared/operation.ts';
import type { Membership } from '../../src/shared/wire.ts';
import { balancesOf, growBase, openBase, type PulledRow } from '../../src/renderer/ledger/base.ts';
import type { KeptMembership, OwnOperation, SyncPage } from '../../src/renderer/sync/sync-page.ts';
import { deviceId, eventId } from './facts.ts';

export const organisationId = v.parse(organisationIdSchema, v5('organisation', eventId('gala')));

export function aMembership(facts: Partial<Membership> = {}): Membership {
  return {
    organisation: { id: organisationId, name: 'Gala Ltd' },
    device: deviceId('one'),
    name: 'South door',
    role: 'owner',
    events: null,
    publicKey: '0'.repeat(64),
    ...facts,
  };
}

/** The page that holds a laptop's ledger, kept by hand: what sync asks of it, and nothing else. */
export interface HandMadePage extends SyncPage {
  deviceId: DeviceId;
  /** In the laptop's own order. Places may have gaps. */
  readonly own: OwnOperation[];
  readonly rows: PulledRow[];
  readonly segments: Map<Hash, Uint8Array<ArrayBuffer>>;
  /** What its guest lists name, in the order in which it is to be fetched. */
  named: readonly Hash[];
  /** Whether the disk takes segments. */
  isDiskFull: boolean;
  wanted: Awaited<ReturnType<SyncPage['leaseWanted']>>;
  readonly memberships: KeptMembership[];
  readonly offsets: number[];
  /** How many rows came at once. */
  readonly pieces: number[];
  renewals: number;
}

export function aPage(own: readonly OwnOperation[] = []): HandMadePage {
  const page: HandMadePage = {
    deviceId: deviceId('one'),
    own: [...own],
    rows: [],
    segments: new Map(),
    named: [],
    isDiskFull: false,
    wanted: undefined,
    memberships: [],
    offsets: [],
    pieces: [],
    renewals: 0,
    device: async () => page.deviceId,
    async unsent(after, limit) {
      const pulled = new Set(page.rows.map(({ operation }) => operation?.id));
      return page.own.filter(({ seq, operation }) => seq > after && !pulled.has(operation.id)).slice(0, limit);
    },
    pulledTo: async () => page.rows.at(-1)?.position ?? 0,
    async takeIn(rows) {
      page.pieces.push(rows.length);
      for (const row of rows) {
        if (row.position <= page.rows.length) continue;
        if (row.position !== page.rows.length + 1) throw new Error(`Row ${String(row.position)} leaves a gap`);
        page.rows.push(row);
      }
    },
    forgetPulled: async () => void (page.rows.length = 0),
    async balancesAt(position) {
      if (page.rows.length < position) return undefined;
      const base = openBase();
      for (const row of page.rows.slice(0, position)) growBase(base, row);
      return balancesOf(base.credits);
    },
    segmentsNamed: async () => ({
      here: page.named.filter((hash) => page.segments.has(hash)),
      missing: page.named.filter((hash) => !page.segments.has(hash)),
    }),
    readSegment: async (hash) => page.segments.get(hash),
    async storeSegment(hash, bytes) {
      if (!page.isDiskFull) page.segments.set(hash, bytes);
      return !page.isDiskFull;
    },
    leaseWanted: async () => page.wanted,
    async renewDevice() {
      page.renewals += 1;
      page.deviceId = deviceId(`renewed ${String(page.renewals)}`);
      return page.deviceId;
    },
    keepMembership: async (membership) => void page.memberships.push(membership),
    correctClock: async (offsetMs) => void page.offsets.push(offsetMs),
  };
  return page;
}

/** Own operations at places 1, 2, 3 ..., or at those given. */
export function ownOf(operations: readonly Operation[], seqs?: readonly number[]): readonly OwnOperation[] {
  return operations.map((operation, index) => ({ seq: seqs?.[index] ?? index + 1, operation }));
}
