import type { Ledger } from '../ledger/ledger.ts';
import type { CallMain } from '../ledger/main-process.ts';
import type { KeptMembership, SyncPage } from './sync-page.ts';

interface PageSurroundings {
  readonly ledger: Ledger;
  readonly callMain: CallMain;
  readonly keepMembership: (membership: KeptMembership) => Promise<void>;
}

/** The ledger, as the sync engine sees it. */
export function pageOf({ ledger, callMain, keepMembership }: PageSurroundings): SyncPage {
  const { server } = ledger;
  return {
    device: async () => ledger.device,
    unsent: async (after, limit) => server.unsent(after, limit),
    pulledTo: async () => server.pulledTo(),
    takeIn: async (rows) => server.takeIn(rows),
    forgetPulled: async () => server.forgetPulled(),
    balancesAt: async (position) => server.balancesAt(position),
    segmentsNamed: async () => server.segmentsNamed(),
    readSegment: async (hash) => server.readSegment(hash),
    async storeSegment(hash, bytes) {
      try {
        await ledger.storeSegment({ hash, bytes });
      } catch {
        return false;
      }
      await server.fileSegment(hash);
      return true;
    },
    leaseWanted: async () => server.leaseWanted(),
    async renewDevice() {
      const { deviceId } = await callMain('device.renew');
      await ledger.rename(deviceId);
      return deviceId;
    },
    keepMembership,
    correctClock: async (offsetMs) => ledger.correctClock(offsetMs),
  };
}
