import type { ErrorCode } from '../../shared/wire-error.ts';
import type { Failure } from './transport.ts';

/** What a server says no with, and what to do. */
const refusalWords = {
  malformed: 'The server did not understand that. Update Admit on this laptop and on the server.',
  'too-large': 'That is too much for the server at once.',
  unauthorised: 'The server does not know this laptop any more. Ask an organiser for a new code.',
  revoked: 'An organiser has signed this laptop out.',
  forbidden: 'This laptop may not do that: an organiser’s laptop can.',
  'not-found': 'The server does not have that any more.',
  'wrong-code': 'This code is wrong, used or expired. Compare it with what the organiser sees, or ask for a new one.',
  'rate-limited': 'Too many tries. Wait a minute, then try again.',
  'update-needed': 'This server needs a newer version of Admit. Update it on this laptop.',
  diverged: 'The server has another history than this laptop. It is being read anew: try again in a minute.',
  gone: 'The server does not keep what is that old. It is being read anew: try again in a minute.',
  'no-credits': 'There are not so many credits that no laptop holds.',
  unavailable: 'The server cannot answer at the moment. Try again in a minute.',
} as const satisfies Record<ErrorCode, string>;

const unreachableWords = 'The server cannot be reached. Check the address and the network, then try again.';

/** Why a server did not do what it was asked, and what to do. */
export function failureWords(failure: Failure): string {
  return failure.kind === 'unreachable' ? unreachableWords : refusalWords[failure.error.error];
}
