import type { ErrorCode, ErrorReply } from '../shared/wire-error.ts';

/** Why a request was not done: the code that programs read, and a sentence for people. */
interface RefusalRule {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 426 | 429 | 503;
  readonly error: ErrorCode;
  readonly message: string;
}

const refusalRules = {
  malformed: {
    status: 400,
    error: 'malformed',
    message: 'The server does not understand this request. Update the app and try again.',
  },
  'wrong-bytes': {
    status: 400,
    error: 'malformed',
    message: 'These are not the bytes that their name promises. Send them again.',
  },
  'no-segment': {
    status: 400,
    error: 'malformed',
    message: 'These bytes are no part of a guest list. Import the guest list again.',
  },
  'content-type': {
    status: 415,
    error: 'malformed',
    message: 'The server takes JSON here, or plain bytes for a part of a guest list.',
  },
  'too-large': { status: 413, error: 'too-large', message: 'This is too much for one request. Send less at a time.' },
  unauthorised: {
    status: 401,
    error: 'unauthorised',
    message: 'The server does not know this laptop. Enrol it with a code from the organiser.',
  },
  revoked: {
    status: 401,
    error: 'revoked',
    message: 'This laptop has been signed out. Ask the organiser for a code to enrol it again.',
  },
  forbidden: {
    status: 403,
    error: 'forbidden',
    message: 'This laptop was not enrolled for that. Ask an organiser to do it, or to give it another role.',
  },
  'other-event': {
    status: 403,
    error: 'forbidden',
    message: 'This laptop was enrolled for other events. Ask an organiser to enrol it for this one.',
  },
  'owner-gives-role': {
    status: 403,
    error: 'forbidden',
    message: 'Only an owner makes codes for owners, organisers and hubs. Ask one.',
  },
  'owner-revokes-owner': {
    status: 403,
    error: 'forbidden',
    message: 'Only an owner signs an owner out. Ask one.',
  },
  'last-owner': {
    status: 403,
    error: 'forbidden',
    message: 'This is the only owner that is left. Enrol another one first.',
  },
  'name-taken': {
    status: 403,
    error: 'forbidden',
    message: 'Another laptop goes by this name. Let this one take a new name and try again.',
  },
  'still-enrolled': {
    status: 403,
    error: 'forbidden',
    message: 'This laptop is enrolled in another role. Sign it out first, or have an organiser do it.',
  },
  'not-found': { status: 404, error: 'not-found', message: 'There is no such thing here.' },
  'wrong-code': {
    status: 404,
    error: 'wrong-code',
    message: 'This code is not valid. Codes work once and not for long: ask the organiser for a new one.',
  },
  diverged: {
    status: 409,
    error: 'diverged',
    message: 'The server was restored from a backup, or is another one. The laptop sends again what it has.',
  },
  'no-credits': { status: 409, error: 'no-credits', message: 'There are not so many credits left to set aside.' },
  'update-laptop': { status: 426, error: 'update-needed', message: 'Update the app on this laptop.' },
  'update-server': {
    status: 426,
    error: 'update-needed',
    message: 'This laptop is newer than the server. Update the server.',
  },
  'rate-limited': { status: 429, error: 'rate-limited', message: 'There were too many attempts. Wait a little.' },
  'leases-elsewhere': {
    status: 503,
    error: 'unavailable',
    message: 'The server above this hub sets credits aside. Connect the laptop to that one to get some.',
  },
  unavailable: {
    status: 503,
    error: 'unavailable',
    message: 'The server cannot do this now. The laptop tries again by itself; nothing is lost.',
  },
} as const satisfies Record<string, RefusalRule>;

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

export function refuse(refused: RefusalReason, facts: Omit<Refusal, 'refused'> = {}): Refusal {
  return { refused, ...facts };
}

export function isRefusal(result: object): result is Refusal {
  return 'refused' in result;
}

export function statusOfRefusal({ refused }: Refusal): RefusalRule['status'] {
  return refusalRules[refused].status;
}

export function refusalReply({ refused, place, wipe, free, held }: Refusal): ErrorReply {
  const { error, message } = refusalRules[refused];
  return {
    error,
    message: place === undefined ? message : `${message} (${place})`,
    ...(wipe === undefined ? {} : { wipe }),
    ...(free === undefined ? {} : { free }),
    ...(held === undefined ? {} : { held }),
  };
}
