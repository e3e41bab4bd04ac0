import type { UpstreamProblem } from './upstream.ts';

/** What keeps a hub from forwarding, for whoever looks at it in the settings. What is at the venue works all the same. */
export const relayWords = {
  unreachable: 'The server above cannot be reached. What happens here is kept and forwarded when it can be.',
  unavailable: 'The server above is not available at the moment. The hub tries again by itself.',
  'rate-limited': 'The server above is busy. The hub tries again by itself.',
  revoked: 'The server above has signed this hub out. Stop the hub and start it with a new code.',
  unauthorised: 'The server above does not know this hub. Stop the hub and start it with a new code.',
  forbidden: 'The server above does not let this laptop forward. Stop the hub and start it with a code made for a hub.',
  'update-needed': 'The server above needs a newer version. Update Admit on this laptop.',
  'wrong-code':
    'The code for the server above is not valid (any more). Make a new one there and start the hub with it.',
  diverged: 'The server above has another history than before. The hub sends everything again.',
  gone: 'The server above no longer has what is missing here. Start the hub anew with a new code.',
  malformed: 'The server above did not understand this hub. Update Admit on this laptop and on the server.',
  'too-large': 'The server above took what the hub sent for too large. Update Admit on this laptop and on the server.',
  'not-found': 'The server above does not have what the hub asked for. Check its address.',
  'no-credits': 'The server above has no credits left to set aside.',
} as const satisfies Record<UpstreamProblem, string>;

/** Where the fault is on this side. */
export const hubFailedWords =
  'The hub could not forward because of an error of its own; the log says which. It tries again.';

/** A hub that was to forward, after a start at which this system could not give its secret back. */
export const secretLostWords =
  'This laptop could not keep what proves to the server above that it is its hub. Stop the hub and start it with a new code.';
