import * as v from 'valibot';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import { policies as builtIn } from '../../shared/credit/policies/built-in.ts';
import { type DeviceId, deviceIdSchema, type OrganisationId } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import type { LogHead, PullReply, retryReplySchema } from '../../shared/wire.ts';
import { type Accepted, acceptOperations } from './accept-operations.ts';
import { applyOperations } from './apply-operations.ts';
import type { Database } from './database.ts';
import { headOf, lockLog } from './log-end.ts';
import { takeParked } from './park.ts';
import { isRead, type Pushed, readOperation } from './read-operation.ts';
import { authorityOf, authorityOfServer, type Sender, vouchedBy } from './sender.ts';
import { fileWhatMatters, openLedger } from './settling-ledger.ts';

export type { Sender } from './sender.ts';

/** Takes in what a laptop has recorded, in one transaction. Sent again, it changes nothing. `now`: UTC milliseconds. */
export function pushOperations(
  database: Database,
  sender: Sender,
  operations: readonly Pushed[],
  now: number,
  policies = builtIn,
): Promise<Accepted> {
  const reads = operations.map(readOperation);
  return database.transaction((transaction) =>
    acceptOperations(transaction, authorityOf(sender), reads, { now, policies }),
  );
}

/** Takes rows of the log of the server above into the log of a hub, as from the hub: `hub` is its name above. */
export async function takeFromAbove(
  database: Database,
  { organisation, hub }: { readonly organisation: OrganisationId; readonly hub: DeviceId },
  rows: readonly Pick<PullReply['rows'][number], 'position' | 'operation'>[],
  now: number,
): Promise<void> {
  const told = rows.filter(({ operation }) => operation !== undefined && operation !== null);
  const reads = told.map(({ position: seq, operation }) => readOperation({ seq, operation }));
  const authority = authorityOfServer(organisation, hub);
  await database.transaction((transaction) =>
    acceptOperations(transaction, authority, reads, { now, policies: builtIn }),
  );
}

type RetryResult = Omit<v.InferOutput<typeof retryReplySchema>, 'serverAt'>;

/** Tries a parked operation again, with the authority of whoever asks. One that has been settled meanwhile is a duplicate. */
export function retryParked(database: Database, sender: Sender, id: number, now: number): Promise<RetryResult> {
  const { organisation } = sender;
  return database.transaction(async (transaction) => {
    await lockLog(transaction, organisation);
    const parked = await takeParked(transaction, organisation, id);
    if (parked === undefined) return { outcome: 'duplicate' };
    const { device, seq, operation } = parked;
    const reads = [readOperation({ seq, operation: JSON.parse(operation) as unknown })];
    const terms = { now, policies: builtIn };
    const { answers } = await acceptOperations(transaction, vouchedBy(sender, device), reads, terms);
    const [answer] = answers;
    if (answer === undefined) throw new Error('What is taken in is answered for');
    return answer.outcome === 'parked' ? { outcome: 'parked', reason: answer.reason } : { outcome: answer.outcome };
  });
}

/**
 * Adds what the server itself decides on the ledger as it is, where it decides anything. Returns where the log ends then;
 * undefined where nothing was added. The ledger is to be looked at, not to be changed.
 */
export function recordByServer(
  database: Database,
  organisation: OrganisationId,
  decide: (ledger: CreditLedger) => Operation | undefined,
  now: number,
): Promise<LogHead | undefined> {
  return database.transaction(async (transaction) => {
    const end = await lockLog(transaction, organisation);
    const ledger = openLedger(end.account, builtIn);
    await fileWhatMatters(transaction, organisation, ledger, []);
    const operation = decide(ledger);
    if (operation === undefined) return undefined;
    const read = readOperation({ seq: end.position + 1, operation });
    if (!isRead(read)) throw new Error(`The server may not record this: ${read.detail}`);
    // It has no laptop's name: it records under the organisation's.
    const authority = { organisation, device: v.parse(deviceIdSchema, organisation) };
    const applied = await applyOperations(transaction, authority, end, [read], { now, policies: builtIn });
    if (applied.end.position === end.position) throw new Error('What the server has decided cannot be settled');
    return headOf(applied.end);
  });
}
