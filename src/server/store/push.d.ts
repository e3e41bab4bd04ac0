import * as v from 'valibot';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import { type DeviceId, type OrganisationId } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import type { LogHead, PullReply, retryReplySchema } from '../../shared/wire.ts';
import { type Accepted } from './accept-operations.ts';
import type { Database } from './database.ts';
import { type Pushed } from './read-operation.ts';
import { type Sender } from './sender.ts';
export type { Sender } from './sender.ts';
/** Takes in what a laptop has recorded, in one transaction. Sent again, it changes nothing. `now`: UTC milliseconds. */
export declare function pushOperations(database: Database, sender: Sender, operations: readonly Pushed[], now: number, policies?: import("../../shared/credit/ledger.ts").Policies): Promise<Accepted>;
/** Takes rows of the log of the server above into the log of a hub, as from the hub: `hub` is its name above. */
export declare function takeFromAbove(database: Database, { organisation, hub }: {
    readonly organisation: OrganisationId;
    readonly hub: DeviceId;
}, rows: readonly Pick<PullReply['rows'][number], 'position' | 'operation'>[], now: number): Promise<void>;
type RetryResult = Omit<v.InferOutput<typeof retryReplySchema>, 'serverAt'>;
/** Tries a parked operation again, with the authority of whoever asks. One that has been settled meanwhile is a duplicate. */
export declare function retryParked(database: Database, sender: Sender, id: number, now: number): Promise<RetryResult>;
/**
 * Adds what the server itself decides on the ledger as it is, where it decides anything. Returns where the log ends then;
 * undefined where nothing was added. The ledger is to be looked at, not to be changed.
 */
export declare function recordByServer(database: Database, organisation: OrganisationId, decide: (ledger: CreditLedger) => Operation | undefined, now: number): Promise<LogHead | undefined>;
