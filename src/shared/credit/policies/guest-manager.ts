import type { Policy } from '../policy.ts';

/** Per-action credits at the door. The balance may go negative: admission never stops for credits (GM-9). */
export const guestManager: Policy = {
  id: 'guest-manager',
  name: 'Guest Manager',
  prices: {
    issueTickets: [
      // GM-1, GM-13, GM-14
      { when: { fee: 'none' }, credits: 1, words: 'Issuing a free ticket: 1 credit' },
      { when: { fee: 'per-ticket' }, credits: 0, words: 'Issuing a paid ticket: covered by its fee' },
    ],
    checkIn: [
      // GM-2. A second entry after an exit charges again; a price with `reentry: true` before these would change that.
      { when: { fee: 'none' }, credits: 1, words: 'Checking in a free ticket: 1 credit' },
      { when: { fee: 'per-ticket' }, credits: 0, words: 'Paid ticket: 0' },
    ],
    // GM-5
    checkOut: [{ when: {}, credits: 0, words: 'Checking out: free' }],
  },
  welcomeCredits: 50,
};
