import type { Policy } from '../policy.ts';

/** Per-action credits at the door. The balance may go negative: admission never stops for credits (GM-9). */
export const guestManager: Policy = {
  id: 'guest-manager',
  name: 'Guest Manager',
  creditTypes: [
    {
      id: 'credit',
      one: 'credit',
      many: 'credits',
      atZero: 'negative',
      memberLimits: false,
      // GM-7
      notices: [
        { id: 'low', below: 40, words: 'Fewer than 40 credits are left.' },
        { id: 'used', below: 1, words: 'All credits are used.' },
      ],
    },
  ],
  actions: {
    // GM-1, GM-13, GM-14: each ticket by whether it carries the fee, in a mixed order too.
    issueTickets: {
      name: 'Issuing a ticket',
      type: 'credit',
      prices: [
        { when: { fee: 'none' }, credits: 1, words: 'Issuing a free ticket: 1 credit' },
        { when: {}, credits: 0, words: 'Issuing a paid ticket: covered by its fee' },
      ],
    },
    // GM-2. Coming back in after an exit charges again; a price for `reentry: true` before these would change that.
    checkIn: {
      name: 'Checking in a guest',
      type: 'credit',
      prices: [
        { when: { fee: 'none' }, credits: 1, words: 'Checking in a free ticket: 1 credit' },
        { when: {}, credits: 0, words: 'Paid ticket: 0' },
      ],
    },
    // GM-5
    checkOut: {
      name: 'Checking out a guest',
      type: 'credit',
      prices: [{ when: {}, credits: 0, words: 'Checking out: free' }],
    },
    // GM-3
    sendEmail: {
      name: 'Sending an email',
      type: 'credit',
      prices: [{ when: {}, credits: 1, words: 'Sending an email: 1 credit for each recipient' }],
    },
    // GM-4
    printBadge: {
      name: 'Printing a badge',
      type: 'credit',
      prices: [{ when: {}, credits: 1, words: 'Printing a badge: 1 credit, each time' }],
    },
  },
  // GM-11
  startingLots: [{ id: 'welcome', source: 'welcome', type: 'credit', credits: 50, words: 'Welcome credits' }],
  // GM-12, GM-15, GM-16. The source names neither plans nor prices: these are examples.
  plans: [
    { id: 'pay-as-you-go', name: 'Pay as you go', tracksCredits: true },
    {
      id: 'starter',
      name: 'Starter',
      tracksCredits: true,
      allowance: { type: 'credit', credits: 250, every: 'month', rollsOver: true },
      fee: { minor: 1_900, currency: 'EUR', every: 'month' },
    },
    {
      id: 'growth',
      name: 'Growth',
      tracksCredits: true,
      allowance: { type: 'credit', credits: 1_500, every: 'month', rollsOver: true },
      fee: { minor: 7_900, currency: 'EUR', every: 'month' },
    },
    {
      id: 'unlimited',
      name: 'Unlimited',
      tracksCredits: false,
      fee: { minor: 24_900, currency: 'EUR', every: 'month' },
    },
  ],
  bundles: [
    { id: 'credits-100', name: '100 credits', type: 'credit', credits: 100, price: { minor: 1_000, currency: 'EUR' } },
    { id: 'credits-500', name: '500 credits', type: 'credit', credits: 500, price: { minor: 4_500, currency: 'EUR' } },
    {
      id: 'credits-2000',
      name: '2,000 credits',
      type: 'credit',
      credits: 2_000,
      price: { minor: 16_000, currency: 'EUR' },
    },
    {
      id: 'credits-10000',
      name: '10,000 credits',
      type: 'credit',
      credits: 10_000,
      price: { minor: 65_000, currency: 'EUR' },
    },
  ],
  bonuses: [],
};
