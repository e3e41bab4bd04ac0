import type { Account } from '../../shared/credit/account.ts';
import { toGrant } from '../../shared/credit/due.ts';
import type { Entry } from '../../shared/credit/entry.ts';
import { type CreditLedger, fileRow, openCreditLedger, type Policies } from '../../shared/credit/ledger.ts';
import { fileEntry } from '../../shared/credit/posted.ts';
import { restoreAccount, takeSnapshot } from '../../shared/credit/snapshot.ts';
import type { OrganisationId } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import type { Queryable } from './database.ts';
import { type RelatedRow, readRelatedRows } from './related-rows.ts';

/** The ledger that an account was written of, with nothing posted yet. An empty text is that of an empty ledger. */
export function openLedger(account: string, policies: Policies): CreditLedger {
  const empty = openCreditLedger(policies);
  return account === '' ? empty : { ...empty, account: restoreAccount(JSON.parse(account)) };
}

/** The text that `openLedger` reads. */
export function accountText({ account }: CreditLedger): string {
  return JSON.stringify(takeSnapshot(account));
}

/**
 * Files in the ledger what settling these operations can look up of what has been posted before. Returns the rows that
 * the operations are to be settled with.
 */
export async function fileWhatMatters(
  transaction: Queryable,
  organisation: OrganisationId,
  ledger: CreditLedger,
  operations: readonly Operation[],
): Promise<readonly RelatedRow[]> {
  const rows = await readRelatedRows(transaction, organisation, operations, ledger.policies.once);
  for (const { operation, entries } of rows) fileRow(ledger, operation, entries);
  for (const expiry of await readExpiries(transaction, organisation, ledger.account, operations)) {
    fileEntry(ledger.posted, expiry);
  }
  fileGrants(ledger);
  return rows;
}

/** What the account holds has been granted: never again. What a laptop holds of a lot was split off it instead. */
function fileGrants({ account, posted }: CreditLedger): void {
  for (const { lot } of account.lots.values()) {
    if (lot.held === undefined && posted.others.get(lot.id) === undefined)
      fileEntry(posted, toGrant(lot, lot.startsAt));
  }
}

/** How lots have ended: one to which credits come back ends once more, under another name. */
async function readExpiries(
  transaction: Queryable,
  organisation: OrganisationId,
  { lots, clock }: Account,
  operations: readonly Operation[],
): Promise<readonly Entry[]> {
  const ended = [...lots.values()].flatMap(({ lot: { id, endsAt } }) =>
    endsAt !== undefined && endsAt <= clock ? [id] : [],
  );
  const named = operations.flatMap((operation) => (operation.kind === 'grantCredits' ? [operation.lot.id] : []));
  if (ended.length === 0 && named.length === 0) return [];
  const rows = await transaction.query<{ readonly entry: string }>(
    `select entry from expiries where organisation_id = $1 and lot = any($2::text[])
     union
     select entry from expiries where organisation_id = $1 and id = any($3::text[])`,
    [organisation, ended, named],
  );
  return rows.map(({ entry }) => JSON.parse(entry) as Entry);
}

/** Keeps the ends of lots that have been posted. */
export async function writeExpiries(
  transaction: Queryable,
  organisation: OrganisationId,
  entries: readonly Entry[],
): Promise<void> {
  const expiries = entries.filter((entry) => entry.kind === 'expiry');
  if (expiries.length === 0) return;
  await transaction.query(
    `insert into expiries (organisation_id, id, lot, entry)
     select $1::uuid, * from unnest($2::text[], $3::text[], $4::text[])`,
    [
      organisation,
      expiries.map(({ id }) => id),
      expiries.map(({ lot }) => lot),
      expiries.map((entry) => JSON.stringify(entry)),
    ],
  );
}
