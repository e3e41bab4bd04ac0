import * as v from 'valibot';
import type { Enrolment } from '../shared/bridge.ts';
import { operationIdSchema, type OrganisationId } from '../shared/ids.ts';
import { openDatabase } from './ledger/database.ts';
import { type Ledger, openLedger } from './ledger/ledger.ts';
import type { KeptFromServer } from './ledger/open-books.ts';
import type { Page } from './start-app.ts';
import { openSync } from './sync/open-sync.ts';
import type { SyncHandle } from './sync/sync-handle.ts';
import { openSyncDatabase, readKeptOrganisation, readKeptRows, syncDatabaseName } from './sync/sync-store.ts';

/** What the laptop has of a server, and what it is to it. */
interface Kept extends KeptFromServer {
  readonly enrolment: Enrolment | null;
  readonly organisation: OrganisationId | undefined;
}

const alone: Kept = { enrolment: null, organisation: undefined, rows: [], isEnrolled: false };

/** Opens the ledger on the page's database and what was kept of a server, and starts to sync where the page can. */
export async function openPageLedger(page: Page): Promise<{ readonly ledger: Ledger; readonly sync?: SyncHandle }> {
  const { callMain, databaseName, now, newId, sha256, connectSync, reportError } = page;
  const newOperationId = () => v.parse(operationIdSchema, newId());
  const { enrolment, organisation, ...kept } = connectSync === undefined ? alone : await readKept(page);
  const ledger = await openLedger({ callMain, now, newOperationId, sha256 }, openDatabase(databaseName), kept);
  if (connectSync === undefined) return { ledger };
  const hasNewerRows = kept.rows.some(({ newer }) => newer);
  const service = connectSync();
  const sync = await openSync({
    ledger,
    callMain,
    service,
    enrolment,
    keptOrganisation: organisation,
    hasNewerRows,
    reportError,
  });
  return { ledger, sync };
}

/** A laptop that was disconnected keeps what it has; one of another organisation begins anew. */
async function readKept({ callMain }: Page): Promise<Kept> {
  const enrolment = await callMain('enrolment.read');
  const database = openSyncDatabase(syncDatabaseName);
  try {
    const organisation = enrolment?.membership.organisation.id ?? (await readKeptOrganisation(database));
    const rows = organisation === undefined ? [] : await readKeptRows(database, organisation);
    return { enrolment, organisation, rows, isEnrolled: enrolment !== null };
  } finally {
    database.close();
  }
}
