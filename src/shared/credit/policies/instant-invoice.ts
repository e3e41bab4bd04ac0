import type { Policy } from '../policy.ts';

const watermark = ['watermark'];

/** A free tier with a watermark, then packs of credits (II-2, II-3). */
export const instantInvoice: Policy = {
  id: 'instant-invoice',
  name: 'InstantInvoice',
  creditTypes: [
    {
      id: 'invoice-pack',
      one: 'invoice credit',
      many: 'invoice credits',
      atZero: 'free-tier',
      memberLimits: false,
      notices: [],
    },
    {
      id: 'payment-button',
      one: 'payment button credit',
      many: 'payment button credits',
      atZero: 'refuse',
      memberLimits: false,
      notices: [],
    },
  ],
  actions: {
    // II-2, II-3, II-7
    createInvoice: {
      name: 'Creating an invoice',
      type: 'invoice-pack',
      prices: [{ when: {}, credits: 1, words: 'Creating an invoice: 1, from the free ones first' }],
    },
    // II-4, II-9
    downloadInvoice: {
      name: 'Downloading an invoice',
      type: 'invoice-pack',
      prices: [
        {
          when: { withoutWatermark: true },
          credits: 1,
          words: 'A download without watermark: 1 credit, each time',
          orElse: { words: 'No credits left: the download carries the watermark, free', terms: watermark },
        },
        { when: {}, credits: 0, words: 'A download with the watermark: free', terms: watermark },
      ],
    },
    // II-5
    emailInvoice: {
      name: 'Emailing an invoice',
      type: 'invoice-pack',
      prices: [{ when: {}, credits: 1, words: 'Emailing an invoice: 1 for each recipient, from the free ones first' }],
    },
    // II-6
    enablePaymentButton: {
      name: 'Enabling a payment button',
      type: 'payment-button',
      prices: [{ when: {}, credits: 1, words: 'Enabling the payment button of an invoice: 1, once' }],
      once: { words: 'This invoice has its payment button already: free', reopens: true },
    },
  },
  // II-2
  startingLots: [
    {
      id: 'free-invoices',
      source: 'free-tier',
      type: 'invoice-pack',
      credits: 2,
      words: 'Free invoices',
      scope: ['createInvoice'],
      terms: watermark,
    },
    {
      id: 'free-emails',
      source: 'free-tier',
      type: 'invoice-pack',
      credits: 3,
      words: 'Free emails',
      scope: ['emailInvoice'],
      terms: watermark,
    },
  ],
  // II-9. The source names no prices: these are examples.
  plans: [
    { id: 'free', name: 'Free', tracksCredits: true },
    { id: 'pro', name: 'Pro', tracksCredits: false, fee: { minor: 1_500, currency: 'EUR', every: 'month' } },
  ],
  bundles: [
    // II-1
    { id: 'pack', name: 'Pack of 4', type: 'invoice-pack', credits: 4, price: { minor: 400, currency: 'EUR' } },
    {
      id: 'button',
      name: '1 payment button',
      type: 'payment-button',
      credits: 1,
      price: { minor: 200, currency: 'EUR' },
    },
    {
      id: 'buttons-10',
      name: '10 payment buttons',
      type: 'payment-button',
      credits: 10,
      price: { minor: 1_500, currency: 'EUR' },
    },
  ],
  bonuses: [],
};
