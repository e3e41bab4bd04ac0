import type { Policy } from '../policy.ts';

const free = (name: string): Policy['actions'][string] => ({
  name,
  type: 'lead',
  prices: [{ when: {}, credits: 0, words: `${name}: free` }],
});

/** Leads: unlocked once for the whole organisation; credits by the month or the year. */
export const zaplify: Policy = {
  id: 'zaplify',
  name: 'Zaplify',
  creditTypes: [
    // ZP-8
    { id: 'lead', one: 'lead credit', many: 'lead credits', atZero: 'refuse', memberLimits: true, notices: [] },
  ],
  actions: {
    // ZP-1, ZP-2
    unlockLead: {
      name: 'Unlocking a lead',
      type: 'lead',
      prices: [{ when: {}, credits: 1, words: 'Unlocking a lead: 1 lead credit' }],
      once: { words: 'Unlocked by your organisation already: free', reopens: true },
    },
    // ZP-3
    uploadLeads: free('Uploading leads of one’s own'),
    contactLeads: free('Contacting a lead'),
  },
  startingLots: [],
  // ZP-4, ZP-5, ZP-10. The source names neither sizes nor prices: these are examples.
  plans: [
    {
      id: 'monthly-100',
      name: '100 a month',
      tracksCredits: true,
      allowance: { type: 'lead', credits: 100, every: 'month', rollsOver: false },
      fee: { minor: 4_900, currency: 'EUR', every: 'month' },
    },
    {
      id: 'monthly-500',
      name: '500 a month',
      tracksCredits: true,
      allowance: { type: 'lead', credits: 500, every: 'month', rollsOver: false },
      fee: { minor: 19_900, currency: 'EUR', every: 'month' },
    },
    {
      id: 'annual-1200',
      name: '1,200 a year',
      tracksCredits: true,
      allowance: { type: 'lead', credits: 1_200, every: 'year', rollsOver: false },
      fee: { minor: 49_000, currency: 'EUR', every: 'year' },
    },
    { id: 'none', name: 'No subscription', tracksCredits: true },
  ],
  bundles: [
    { id: 'leads-50', name: '50 leads', type: 'lead', credits: 50, price: { minor: 3_000, currency: 'EUR' } },
    { id: 'leads-250', name: '250 leads', type: 'lead', credits: 250, price: { minor: 12_500, currency: 'EUR' } },
  ],
  // ZP-9
  bonuses: [{ id: 'referral', type: 'lead', credits: 20, words: 'Somebody signed up through your invitation link' }],
};
