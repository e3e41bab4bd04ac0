import type { Policy } from '../policy.ts';

const plans: Policy['plans'] = [{ id: 'standard', name: 'Standard', tracksCredits: true }];

/** Personalised invite links, one credit each; refused when there is none. */
export const artsvpInvites: Policy = {
  id: 'artsvp-invites',
  name: 'ARTSVP invites',
  creditTypes: [
    { id: 'invite', one: 'invite credit', many: 'invite credits', atZero: 'refuse', memberLimits: false, notices: [] },
  ],
  actions: {
    // AI-1 to AI-5, AP-4
    createInvites: {
      name: 'Creating an invite',
      type: 'invite',
      prices: [
        { when: { via: 'portal' }, credits: 1, words: 'An invite from a portal’s allocation: 1 invite credit' },
        { when: {}, credits: 1, words: 'A personalised invite link: 1 invite credit' },
      ],
    },
    // AI-5
    allocateInvites: {
      name: 'Giving a portal its allocation',
      type: 'invite',
      prices: [{ when: {}, credits: 0, words: 'Giving a portal its allocation: free' }],
    },
  },
  startingLots: [],
  plans,
  // AI-6. The source names no prices: these are examples.
  bundles: [
    { id: 'invites-100', name: '100 invites', type: 'invite', credits: 100, price: { minor: 5_000, currency: 'EUR' } },
    { id: 'invites-500', name: '500 invites', type: 'invite', credits: 500, price: { minor: 20_000, currency: 'EUR' } },
    {
      id: 'invites-2500',
      name: '2,500 invites',
      type: 'invite',
      credits: 2_500,
      price: { minor: 75_000, currency: 'EUR' },
    },
  ],
  bonuses: [],
};

/** Portals for exhibitors, sponsors and partners: one credit when one is assigned. */
export const artsvpPortals: Policy = {
  id: 'artsvp-portals',
  name: 'ARTSVP portals',
  creditTypes: [
    { id: 'portal', one: 'portal credit', many: 'portal credits', atZero: 'refuse', memberLimits: false, notices: [] },
  ],
  actions: {
    // AP-1
    createPortal: {
      name: 'Creating a portal',
      type: 'portal',
      prices: [{ when: {}, credits: 0, words: 'Creating a portal: free' }],
    },
    // AP-2, AP-3
    assignPortal: {
      name: 'Assigning a portal',
      type: 'portal',
      prices: [{ when: {}, credits: 1, words: 'Assigning a portal to its owner: 1 portal credit' }],
      once: { words: 'This portal is assigned already: free', reopens: true },
    },
  },
  startingLots: [],
  plans,
  // AP-5. The source names no prices: these are examples.
  bundles: [
    { id: 'portals-10', name: '10 portals', type: 'portal', credits: 10, price: { minor: 15_000, currency: 'EUR' } },
    { id: 'portals-50', name: '50 portals', type: 'portal', credits: 50, price: { minor: 60_000, currency: 'EUR' } },
    {
      id: 'portals-200',
      name: '200 portals',
      type: 'portal',
      credits: 200,
      price: { minor: 180_000, currency: 'EUR' },
    },
  ],
  bonuses: [],
};
