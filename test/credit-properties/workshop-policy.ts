import type { Policy } from '../../src/shared/credit/policy.ts';

/**
 * An invented system with what the five real ones do not have: small numbers, so that everything runs out, starts and
 * ends often; a price that depends on what came before; a subject that stays paid for; limits on a type that may go negative; lots with priorities.
 */
export const workshop: Policy = {
  id: 'workshop',
  name: 'Workshop',
  creditTypes: [
    {
      id: 'token',
      one: 'token',
      many: 'tokens',
      atZero: 'negative',
      memberLimits: true,
      notices: [
        { id: 'few', below: 3, words: 'Fewer than 3 tokens are left.' },
        { id: 'none', below: 1, words: 'All tokens are used.' },
        { id: 'deep', below: -4, words: 'More than 4 tokens are owed.' },
      ],
    },
    { id: 'sheet', one: 'sheet', many: 'sheets', atZero: 'free-tier', memberLimits: true, notices: [] },
  ],
  actions: {
    checkIn: {
      name: 'Checking in a guest',
      type: 'token',
      prices: [
        { when: { reentry: true }, credits: 1, words: 'Coming back: 1 token' },
        { when: {}, credits: 2, words: 'Coming in: 2 tokens' },
      ],
    },
    contactLeads: {
      name: 'Contacting a lead',
      type: 'token',
      prices: [
        { when: { by: 'email' }, credits: 1, words: 'By email: 1 token' },
        { when: {}, credits: 2, words: 'By request: 2 tokens', terms: ['signed'] },
      ],
    },
    enablePaymentButton: {
      name: 'Enabling a payment button',
      type: 'token',
      prices: [{ when: {}, credits: 2, words: 'A payment button: 2 tokens, once' }],
      once: { words: 'Paid for already', reopens: false },
    },
    assignPortal: {
      name: 'Assigning a portal',
      type: 'token',
      prices: [{ when: {}, credits: 2, words: 'A portal of one’s own: 2 tokens, once' }],
      once: { words: 'Assigned already', reopens: true },
    },
    uploadLeads: {
      name: 'Uploading leads',
      type: 'sheet',
      prices: [{ when: {}, credits: 1, words: 'A lead: 1 sheet', orElse: { words: 'In grey, free', terms: ['grey'] } }],
    },
    allocateInvites: {
      name: 'Giving a portal its allocation',
      type: 'sheet',
      prices: [{ when: {}, credits: 1, words: 'An allocation: 1 sheet' }],
    },
  },
  startingLots: [
    { id: 'workshop-emails', source: 'free-tier', type: 'token', credits: 2, words: 'Free', scope: ['contactLeads'] },
    { id: 'workshop-welcome', source: 'welcome', type: 'token', credits: 3, words: 'Welcome', priority: -1 },
    { id: 'workshop-sheets', source: 'free-tier', type: 'sheet', credits: 2, words: 'Sheets', terms: ['grey'] },
  ],
  plans: [
    { id: 'none', name: 'None', tracksCredits: true },
    {
      id: 'monthly-3',
      name: '3 a month',
      tracksCredits: true,
      allowance: { type: 'token', credits: 3, every: 'month', rollsOver: false },
    },
    {
      id: 'monthly-5',
      name: '5 a month',
      tracksCredits: true,
      allowance: { type: 'token', credits: 5, every: 'month', rollsOver: true },
    },
    {
      id: 'yearly-9',
      name: '9 a year',
      tracksCredits: true,
      allowance: { type: 'token', credits: 9, every: 'year', rollsOver: false },
    },
    { id: 'open', name: 'Open', tracksCredits: false },
  ],
  bundles: [{ id: 'tokens-6', name: '6 tokens', type: 'token', credits: 6, price: { minor: 600, currency: 'EUR' } }],
  bonuses: [{ id: 'applause', type: 'token', credits: 2, words: 'Applause' }],
};
