import * as v from 'valibot';
import type { EventId, Hash, OrganisationId } from '../../shared/ids.ts';
import type { OperationOf } from '../../shared/operation.ts';
import { type Ticket } from '../../shared/ticket.ts';
import type { Database, Queryable } from './database.ts';
export declare const segmentTicketsSchema: v.SchemaWithPipe<readonly [v.ArraySchema<v.ObjectSchema<{
    readonly code: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, undefined>]>, undefined>;
    readonly orderCode: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, undefined>]>, undefined>;
    readonly position: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 1, undefined>]>;
    readonly name: v.StringSchema<undefined>;
    readonly email: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, undefined>]>, undefined>;
    readonly company: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, undefined>]>, undefined>;
    readonly phone: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, undefined>]>, undefined>;
    readonly ticketType: v.StringSchema<undefined>;
    readonly fee: v.PicklistSchema<["none", "per-ticket"], undefined>;
    readonly price: v.OptionalSchema<v.ObjectSchema<{
        readonly minor: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.SafeIntegerAction<number, undefined>]>;
        readonly currency: v.StringSchema<undefined>;
    }, undefined>, undefined>;
    readonly status: v.PicklistSchema<["valid", "canceled", "blocked", "unapproved"], undefined>;
    readonly paid: v.BooleanSchema<undefined>;
    readonly validFromAt: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, -62135596800000, "Not in the years 1 to 9999">, v.MaxValueAction<number, 253402300799999, "Not in the years 1 to 9999">]>, undefined>;
    readonly validUntilAt: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, -62135596800000, "Not in the years 1 to 9999">, v.MaxValueAction<number, 253402300799999, "Not in the years 1 to 9999">]>, undefined>;
    readonly attention: v.BooleanSchema<undefined>;
    readonly note: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, undefined>]>, undefined>;
    readonly plusOneOf: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, undefined>]>, undefined>;
    readonly arrivedAt: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, -62135596800000, "Not in the years 1 to 9999">, v.MaxValueAction<number, 253402300799999, "Not in the years 1 to 9999">]>, undefined>;
    readonly id: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, undefined>, v.MaxLengthAction<string, 300, undefined>, v.BrandAction<string, "TicketId">]>;
    readonly arrivedOn: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.UuidAction<string, undefined>, v.BrandAction<string, "ListId">]>, undefined>;
}, undefined>, undefined>, v.MaxLengthAction<{
    code?: string | undefined;
    orderCode?: string | undefined;
    position: number;
    name: string;
    email?: string | undefined;
    company?: string | undefined;
    phone?: string | undefined;
    ticketType: string;
    fee: "none" | "per-ticket";
    price?: {
        minor: number;
        currency: string;
    } | undefined;
    status: "blocked" | "canceled" | "unapproved" | "valid";
    paid: boolean;
    validFromAt?: number | undefined;
    validUntilAt?: number | undefined;
    attention: boolean;
    note?: string | undefined;
    plusOneOf?: string | undefined;
    arrivedAt?: number | undefined;
    id: string & v.Brand<"TicketId">;
    arrivedOn?: (string & v.Brand<"ListId">) | undefined;
}[], 1000, undefined>]>;
/** A part of a guest list, known to be what its name promises. */
export interface CheckedSegment {
    readonly hash: Hash;
    readonly bytes: Uint8Array;
    readonly tickets: readonly Ticket[];
}
/** Keeps a segment, and whom it counts in. One that is there already stays as it is. */
export declare function writeSegment(database: Database, organisation: OrganisationId, { hash, bytes, tickets }: CheckedSegment): Promise<void>;
export declare function readSegment(database: Queryable, organisation: OrganisationId, hash: Hash): Promise<Uint8Array | undefined>;
export interface KeptSegment {
    readonly hash: Hash;
    readonly tickets: number;
    readonly bytes: number;
}
/** Those of these segments that are here, by their hashes. */
export declare function findSegments(database: Queryable, organisation: OrganisationId, hashes: readonly Hash[]): Promise<ReadonlyMap<Hash, KeptSegment>>;
/** What an import says of itself, as far as it is of use here. */
export type ImportFacts = Pick<OperationOf<'importTickets'>, 'id' | 'at' | 'eventId' | 'issued' | 'changed'>;
/** The segments that an event's guest list consists of, in the order in which they hold. */
export declare function segmentsOfEvent(database: Queryable, organisation: OrganisationId, event: EventId): Promise<readonly Hash[]>;
/** All imports into these events, in any order; only those that say a certain word, where one is given. */
export declare function readImports(database: Queryable, organisation: OrganisationId, events: readonly EventId[], word?: string): Promise<readonly ImportFacts[]>;
/** Their segments, each once, in the order in which they hold: tickets of a later one replace those of an earlier one. */
export declare function inOrder(imports: readonly ImportFacts[]): readonly Hash[];
/** Whether an import into one of these events names the segment. */
export declare function isSegmentOf(database: Queryable, organisation: OrganisationId, events: readonly EventId[], hash: Hash): Promise<boolean>;
