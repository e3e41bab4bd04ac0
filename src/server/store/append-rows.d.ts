import type { Entry } from '../../shared/credit/entry.ts';
import type { Queryable } from './database.ts';
import type { LogEnd } from './log-end.ts';
import type { ReadOperation } from './read-operation.ts';
import type { Authority } from './sender.ts';
/** An operation that has been settled. */
export interface SettledOperation {
    readonly read: Omit<ReadOperation, 'sent'>;
    readonly entries: readonly Entry[];
}
/** Adds rows to the log that is locked. Returns where it ends then. */
export declare function appendRows(transaction: Queryable, { organisation, device }: Pick<Authority, 'organisation' | 'device'>, end: Pick<LogEnd, 'position' | 'chain'>, settled: readonly SettledOperation[]): Promise<Pick<LogEnd, 'position' | 'chain'>>;
