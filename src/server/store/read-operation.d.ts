import { type EventId, type OperationId } from '../../shared/ids.ts';
import { type Operation } from '../../shared/operation.ts';
import type { ParkReason, PushRequest } from '../../shared/wire.ts';
/** An operation as it came, with its place in the sender's own log. */
export type Pushed = Pick<PushRequest['operations'][number], 'seq'> & {
    readonly operation: unknown;
};
/** What is to be kept without being applied, and why. */
export interface Unfit {
    readonly reason: ParkReason;
    /** For whoever looks into it. */
    readonly detail: string;
}
/** One that was understood. */
export interface ReadOperation {
    readonly seq: number;
    readonly operation: Operation;
    readonly event: EventId | undefined;
    readonly group: string | undefined;
    /** JSON: what is kept of it, and what was sent. */
    readonly text: string;
    readonly sent: string;
}
/** One that was not. */
export interface UnreadOperation extends Unfit {
    readonly seq: number;
    /** What it seems to be called. */
    readonly id: OperationId | undefined;
    readonly sent: string;
}
export declare function isRead(read: ReadOperation | UnreadOperation): read is ReadOperation;
/** Reads what came as an operation. Never throws, whatever it is. */
export declare function readOperation({ seq, operation: raw }: Pushed): ReadOperation | UnreadOperation;
/** By it, the same thing sent again is known. */
export declare function contentHash(sent: string): string;
