import { rm } from 'node:fs/promises';
import type { EnrolmentStore } from './enrolment.ts';
import type { Hub } from './hub.ts';
import type { Journal } from './journal.ts';
import type { Log } from './log.ts';

export interface WipeSettings {
  /** Holds the journal and the guest lists. */
  readonly ledgerFolder: string;
  readonly journal: Journal;
  readonly enrolment: EnrolmentStore;
  readonly hub: Hub;
  /** Empties every store of the page. */
  readonly clearPageStorage: () => Promise<void>;
  /** Ends the app and starts it anew. */
  readonly restart: () => void;
  readonly log: Log;
}

/**
 * Deletes what this laptop knows of guests and credits, and what the hub it may run knows, then starts the app anew. The
 * settings stay. The journal goes last: until then, a wipe that was cut short finds everything in its place again.
 */
export async function wipeData(settings: WipeSettings): Promise<void> {
  const { ledgerFolder, journal, enrolment, hub, clearPageStorage, restart, log } = settings;
  log.warn('This laptop is wiped, as asked.');
  await journal.close();
  await hub.wipe();
  await enrolment.clear();
  await clearPageStorage();
  await rm(ledgerFolder, { recursive: true, force: true });
  restart();
}
