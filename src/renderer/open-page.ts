import * as v from 'valibot';
import { operationIdSchema } from '../shared/ids.ts';
import { openDatabase } from './ledger/database.ts';
import { type Ledger, openLedger } from './ledger/ledger.ts';
import type { Page } from './start-app.ts';
import { openSync } from './sync/open-sync.ts';
import type { SyncHandle } from './sync/sync-handle.ts';
import { readKeptLog } from './sync/sync-store.ts';

/** Opens the ledger on the page's database and on what was kept of a server, and starts to sync where the page can. */
export async function openPageLedger(page: Page): Promise<{ readonly ledger: Ledger; readonly sync?: SyncHandle }> {
  const { callMain, databaseName, now, newId, sha256, connectSync, reportError } = page;
  const newOperationId = () => v.parse(operationIdSchema, newId());
  const [enrolment, log] = await Promise.all([callMain('enrolment.read'), readKeptLog(callMain)]);
  // A laptop that was disconnected keeps what it has; in another organisation it begins anew.
  const isOfAnother = enrolment !== null && enrolment.membership.organisation.id !== log?.organisation;
  const kept = isOfAnother ? undefined : log;
  const ledger = await openLedger({ callMain, now, newOperationId, sha256 }, openDatabase(databaseName), {
    rows: kept?.rows ?? [],
    isEnrolled: enrolment !== null,
  });
  if (connectSync === undefined) return { ledger };
  const sync = await openSync({ ledger, callMain, service: connectSync(), enrolment, kept, reportError });
  return { ledger, sync };
}
