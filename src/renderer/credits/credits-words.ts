import type { OperationOf } from '../../shared/operation.ts';
import { countText, creditsText, numberText, signedText } from '../ui/number-text.ts';
import type { BalanceSummary } from './balance-series.ts';
import type { KindFilter } from './line-filter.ts';
import type { LineKind } from './statement.ts';

/** What the credits screen says. */
export const words = {
  tabs: { ledger: 'Ledger', billing: 'Billing', 'what-if': 'What if' },
  screen: 'Credits',
  types: 'Credit type',
  totals: 'Totals',
  left: (many: string) => `${many} left`,
  granted: 'Granted',
  spent: 'Spent',
  returnedSum: 'Returned',
  expiredSum: 'Expired',
  owed: 'Owed',
  owedHint: 'Spent beyond what there was. The next credits repay it first.',
  reserved: (credits: string, actions: string) => `${credits} only for: ${actions}`,

  due: (credits: number) =>
    `${signedText(credits)} that time has brought or taken is not among the lines yet: it is recorded with the next action.`,

  table: 'Credit ledger',
  columns: {
    time: 'Time',
    what: 'What happened',
    about: 'For',
    who: 'Who',
    credits: 'Credits',
    balance: 'Balance',
    more: 'Details',
  },
  empty: 'No credits yet',
  emptyHint: 'The first event brings some, and every credit that comes or goes is listed here.',
  nothingFound: 'No line is like that',
  nothingFoundHint: (total: number) => `All ${countText(total, 'line')} are left out by the search and the filters.`,
  shown: (shown: number, total: number) =>
    shown === total ? countText(total, 'line') : `${numberText(shown)} of ${countText(total, 'line')}`,
  searching: 'Searching',
  showDetails: 'Show details',
  hideDetails: 'Hide details',
  filtersCleared: 'The filters are cleared to show this line.',

  nothingToPay: 'Nothing to pay for',
  returned: 'Returned',
  returnedAll: (what: string) => `Returned: ${what}`,
  returnedInPart: (what: string) => `Returned in part: ${what}`,
  takenBack: (what: string) => `Taken back: ${what}`,
  expired: (lot: string) => `Expired: ${lot}`,
  expiredAtOnce: (lot: string) => `Expired at once, as it came back too late: ${lot}`,
  setAside: (credits: string, lot: string) => `Set aside for a laptop: ${credits} of ${lot}`,
  setAsideLonger: (lot: string) => `Set aside for longer: ${lot}`,
  backFromLaptop: (credits: string, lot: string) => `Back from a laptop: ${credits} of ${lot}`,
  writtenOff: (lot: string) => `Written off with a lost laptop: ${lot}`,
  revived: (lot: string) => `Found again with the lost laptop: ${lot}`,
  chargedBy: (policies: string, zone: string) => `Charged by ${policies}; periods by the time of ${zone}`,
  plan: (policy: string, plan: string) => `${policy}, plan: ${plan}`,
  limit: (member: string, limits: string) => `${member} may spend up to ${limits} a period`,
  noLimit: (member: string) => `${member} may spend without a limit`,
  billingContact: (contact: string) => `Notices go to ${contact}`,
  newerEntry: 'Written by a newer version of Admit: update to read it',

  thisLaptop: 'This laptop',
  otherLaptop: (id: string) => `Laptop ${id}`,
  noCredits: '–',
  byItself: 'Automatic',
  /** Of what this laptop is not told, it knows the credits alone. */
  anotherEvent: 'Another event',
  notTold: 'Not told here',
  returnedAt: (time: string) => `returned at ${time}`,
  returnedPart: (part: string, all: string, time: string) => `${part} of ${all} returned at ${time}`,
  returnedTimes: (times: number) => `returned in ${countText(times, 'part')}`,
  chargeOf: (time: string) => `for the charge of ${time}`,
  until: (time: string) => `until ${time}`,
  goTo: 'Go to that line',

  detail: {
    label: 'Details',
    time: 'Time',
    rules: 'Rules',
    draws: 'Drawn from',
    drawsBack: 'Back to',
    owed: 'Owed',
    owedBack: 'No longer owed',
    returnedBy: 'Returned by',
    returns: 'Returns',
    reason: 'Reason',
    terms: 'Comes with',
    lotLeft: 'Left of it',
    repaid: 'Repaid what was owed',
    usable: 'Usable',
    usableFor: 'Only for',
    holder: 'Set aside for',
    heldUntil: 'Spent by it until',
    about: 'For',
    event: 'Event',
    who: 'Who',
    laptop: 'Laptop',
    operation: 'Operation',
    entry: 'Entry',
  },
  usable: (from: string, until: string | undefined) =>
    until === undefined ? `from ${from}, without an end` : `from ${from} until ${until}`,
  nothingDrawn: 'Nothing: it cost no credits',
  ruleTimes: (rule: string, times: number, credits: number) =>
    `${numberText(times)} × ${rule} = ${numberText(credits)}`,
  lineLink: (time: string, what: string, amount: number) => `${time}: ${what} (${signedText(amount)})`,

  search: 'Search the ledger',
  searchHint: 'Guest, person, rule, invoice …',
  clearSearch: 'Clear the search',
  kind: 'Lines',
  filters: 'Filters',
  filter: {
    who: 'Who',
    device: 'Laptop',
    event: 'Event',
    rule: 'Rule or action',
    day: 'Day',
    from: 'From',
    until: 'Until',
    allTypes: 'All credit types',
    any: 'Any',
    actions: 'Actions',
    rules: 'Rules',
    clear: 'Clear filters',
    remove: (name: string) => `Remove the filter ${name}`,
    zone: (zone: string) => `Times are those of ${zone}.`,
  },
  save: 'Save as CSV',
  saveHint: 'Saves the lines shown, with everything that is known of them',
  fileName: (type: string, day: string) => `credit-ledger-${type}-${day}.csv`,

  chart: 'Balance over time',
  chartEmpty: 'It is drawn here once there are credits.',
  chartSummary: (from: string, until: string, { lowest, highest, last }: BalanceSummary) =>
    `${from === until ? `At ${from}` : `From ${from} to ${until}`}: highest ${numberText(highest)}, lowest ${numberText(lowest)}, last ${numberText(last)}`,
  chartPoint: (credits: string, since: string) => `${credits} from ${since} (drag to show only a part)`,
} as const;

export const kindFilterWords = {
  all: 'All lines',
  cost: 'What cost credits',
  charge: 'Charges',
  reversal: 'Returns',
  grant: 'Grants',
  expiry: 'Expiries',
  transfer: 'Set aside for laptops',
  writeOff: 'Write-offs',
  revival: 'Found again',
  terms: 'Terms',
} as const satisfies Record<KindFilter, string>;

/** What kind a line is, in the file that is saved. */
export const kindWords = {
  grant: 'Grant',
  charge: 'Charge',
  reversal: 'Return',
  expiry: 'Expiry',
  transfer: 'Transfer',
  writeOff: 'Write-off',
  revival: 'Found again',
  terms: 'Terms',
  newer: 'Newer version',
} as const satisfies Record<LineKind, string>;

export const paymentWords = {
  invoice: 'by invoice',
  card: 'by card',
} as const satisfies Record<OperationOf<'buyPack'>['payment'], string>;

/** `+3 credits, -1 invite credit` */
export function sumText(
  sums: readonly { readonly credits: number; readonly one: string; readonly many: string }[],
): string {
  return sums.map(({ credits, ...type }) => `${credits > 0 ? '+' : ''}${creditsText(credits, type)}`).join(', ');
}
