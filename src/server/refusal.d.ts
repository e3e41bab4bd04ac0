import type { ErrorCode, ErrorReply } from '../shared/wire.ts';
/** Why a request was not done: the code that programs read, and a sentence for people. */
interface RefusalRule {
    readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 426 | 429 | 503;
    readonly error: ErrorCode;
    readonly message: string;
}
declare const refusalRules: {
    readonly malformed: {
        readonly status: 400;
        readonly error: 'malformed';
        readonly message: 'The server does not understand this request. Update the app and try again.';
    };
    readonly 'wrong-bytes': {
        readonly status: 400;
        readonly error: 'malformed';
        readonly message: 'These are not the bytes that their name promises. Send them again.';
    };
    readonly 'no-segment': {
        readonly status: 400;
        readonly error: 'malformed';
        readonly message: 'These bytes are no part of a guest list. Import the guest list again.';
    };
    readonly 'content-type': {
        readonly status: 415;
        readonly error: 'malformed';
        readonly message: 'The server takes JSON here, or plain bytes for a part of a guest list.';
    };
    readonly 'too-large': {
        readonly status: 413;
        readonly error: 'too-large';
        readonly message: 'This is too much for one request. Send less at a time.';
    };
    readonly unauthorised: {
        readonly status: 401;
        readonly error: 'unauthorised';
        readonly message: 'The server does not know this laptop. Enrol it with a code from the organiser.';
    };
    readonly revoked: {
        readonly status: 401;
        readonly error: 'revoked';
        readonly message: 'This laptop has been signed out. Ask the organiser for a code to enrol it again.';
    };
    readonly forbidden: {
        readonly status: 403;
        readonly error: 'forbidden';
        readonly message: 'This laptop was not enrolled for that. Ask an organiser to do it, or to give it another role.';
    };
    readonly 'other-event': {
        readonly status: 403;
        readonly error: 'forbidden';
        readonly message: 'This laptop was enrolled for other events. Ask an organiser to enrol it for this one.';
    };
    readonly 'owner-gives-role': {
        readonly status: 403;
        readonly error: 'forbidden';
        readonly message: 'Only an owner makes codes for owners, organisers and hubs. Ask one.';
    };
    readonly 'owner-revokes-owner': {
        readonly status: 403;
        readonly error: 'forbidden';
        readonly message: 'Only an owner signs an owner out. Ask one.';
    };
    readonly 'last-owner': {
        readonly status: 403;
        readonly error: 'forbidden';
        readonly message: 'This is the only owner that is left. Enrol another one first.';
    };
    readonly 'name-taken': {
        readonly status: 403;
        readonly error: 'forbidden';
        readonly message: 'Another laptop goes by this name. Let this one take a new name and try again.';
    };
    readonly 'still-enrolled': {
        readonly status: 403;
        readonly error: 'forbidden';
        readonly message: 'This laptop is enrolled in another role. Sign it out first, or have an organiser do it.';
    };
    readonly 'not-found': {
        readonly status: 404;
        readonly error: 'not-found';
        readonly message: 'There is no such thing here.';
    };
    readonly 'wrong-code': {
        readonly status: 404;
        readonly error: 'wrong-code';
        readonly message: 'This code is not valid. Codes work once and not for long: ask the organiser for a new one.';
    };
    readonly diverged: {
        readonly status: 409;
        readonly error: 'diverged';
        readonly message: 'The server was restored from a backup, or is another one. The laptop sends again what it has.';
    };
    readonly 'no-credits': {
        readonly status: 409;
        readonly error: 'no-credits';
        readonly message: 'There are not so many credits left to set aside.';
    };
    readonly 'update-laptop': {
        readonly status: 426;
        readonly error: 'update-needed';
        readonly message: 'Update the app on this laptop.';
    };
    readonly 'update-server': {
        readonly status: 426;
        readonly error: 'update-needed';
        readonly message: 'This laptop is newer than the server. Update the server.';
    };
    readonly 'rate-limited': {
        readonly status: 429;
        readonly error: 'rate-limited';
        readonly message: 'There were too many attempts. Wait a little.';
    };
    readonly 'leases-elsewhere': {
        readonly status: 503;
        readonly error: 'unavailable';
        readonly message: 'The server above this hub sets credits aside. Connect the laptop to that one to get some.';
    };
    readonly unavailable: {
        readonly status: 503;
        readonly error: 'unavailable';
        readonly message: 'The server cannot do this now. The laptop tries again by itself; nothing is lost.';
    };
};
export type RefusalReason = keyof typeof refusalRules;
/** What a route returns in place of its reply. */
export interface Refusal {
    readonly refused: RefusalReason;
    /** Where in the request it went wrong. */
    readonly place?: string | undefined;
    readonly retryAfterSeconds?: number;
    readonly wipe?: boolean;
    readonly free?: number;
    readonly held?: number;
}
export declare function refuse(refused: RefusalReason, facts?: Omit<Refusal, 'refused'>): Refusal;
export declare function isRefusal(result: object): result is Refusal;
export declare function statusOfRefusal({ refused }: Refusal): RefusalRule['status'];
export declare function refusalReply({ refused, place, wipe, free, held }: Refusal): ErrorReply;
export {};
