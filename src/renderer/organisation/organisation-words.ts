import { creditsText, moneyText, numberText } from '../ui/number-text.ts';
import type { Plan } from '../../shared/credit/policy.ts';
import type { Amount, Arriving } from './preview-choice.ts';

/** What this screen says that does not come from a policy. */
export const words = {
  title: 'Organisation',
  policies: 'Credit policies',
  policiesLead:
    'They say what costs credits and how credits come in. Several can be chosen together: each has credits of its own.',
  charges: (what: string) => `Charges for ${what}.`,
  showPrices: 'Price list',
  hidePrices: 'Close price list',
  zone: 'Time zone of periods',
  zoneHint: 'Monthly and annual credits come in and expire by its calendar.',
  review: 'Review the change',
  undo: 'Leave it as it is',
  none: 'Choose at least one policy.',
  reviewTitle: 'What the change means',
  confirm: 'Change the policies',
  back: 'Back',
  recorded: 'From now on these policies hold.',

  prices: 'What costs what',
  atZero: 'When credits run out',
  incoming: 'How credits come in',
  plans: 'Plans',
  bundles: 'Credits to buy',
  notices: 'Notices',
  limits: 'Limits',
  noFee: 'no fee',
  examples: 'Prices of plans and bundles are examples.',

  leases: 'Credits that laptops hold',
  leasesLead:
    'Where credits run out at zero, each laptop spends offline only what it holds. It gives back what is left when it disconnects.',
  noLeases: 'No laptop holds any.',
  holds: (credits: string) => `holds ${credits}`,
  ofTaken: (taken: number) => `of ${numberText(taken)} it was given`,
  until: (time: string) => `until ${time}`,
  ended: (time: string) => `its time ended ${time}`,
  thisLaptop: 'This laptop',
  otherLaptop: (end: string) => `Laptop ${end}`,
  writeOff: 'Write off',
  writeOffOf: (name: string, credits: string) => `Write off: ${name}, ${credits}`,
  writeOffTitle: (name: string) => `Write off what ${name} holds?`,
  writeOffLead: (credits: string) =>
    `${credits} then count as gone, because that laptop may have spent them. Do this only when it is lost: if it turns up after all, what it did spend is taken from these and not charged again.`,
  writeOffNote: 'Why',
  writeOffNoteHint: 'For example: stolen from the north entrance.',
  writeOffButton: (credits: string) => `Write off ${credits}`,
  keepLease: 'Leave it as it is',
  writtenOff: (credits: string) => `${credits} written off`,

  members: 'Members',
  membersLead: 'A limit holds for one member and one period; at the limit that member is refused, and nobody else.',
  noMembers: 'Nobody is listed yet, so nobody has a limit.',
  addMember: 'Add a member',
  memberName: 'Name',
  memberNameHint: 'Exactly as in “Who is at this laptop”.',
  noName: 'Give the member’s name.',
  sameName: (name: string) => `${name} is listed already: change the limit there.`,
  limit: (many: string) => `Limit, ${many} a period`,
  limitBounds: (most: number) => `A whole number from 0 to ${numberText(most)}, or nothing for no limit`,
  noLimit: 'No limit',
  saveMember: 'Save member',
  cancel: 'Cancel',

  contact: 'Billing contact',
  contactLead: 'Low-credit and credits-used notices go to this address.',
  contactField: 'Email address',
  contactSave: 'Save',
  contactBad: 'This is not an email address. It looks like name@example.com.',
  contactSaved: (address: string) => `Notices go to ${address}.`,
  contactNone: 'Nobody yet: notices show on this laptop only.',
} as const;

const listed = new Intl.ListFormat('en-GB');

/** `At once it brings 50 credits (welcome credits).` */
export function bringsText(brings: readonly Arriving[]): string {
  const parts = brings.map(
    ({ words: name, type, credits }) =>
      `${creditsText(credits, type)} (${name.slice(0, 1).toLowerCase()}${name.slice(1)})`,
  );
  return `At once it brings ${listed.format(parts)}.`;
}

/** What becomes of credits whose policy is no longer chosen. */
export function heldText({ type, credits }: Amount): string {
  return credits > 0
    ? `Its ${creditsText(credits, type)} are kept, and wait until you choose it again.`
    : `${creditsText(-credits, type)} stay owed, and the dashboard stays locked until they are paid back.`;
}

/** `€19.00 a month` */
export function feeText(fee: Plan['fee']): string {
  return fee === undefined ? words.noFee : `${moneyText(fee)} a ${fee.every}`;
}

export function startsText({ name, fee }: Plan): string {
  return `starts with the plan ${name} (${feeText(fee)})`;
}

export function goesOnText({ name, fee }: Plan): string {
  return `goes on with its plan ${name} (${feeText(fee)})`;
}

/** `12 used of 30`; `12 used, no limit` */
export function usageText(used: number, limit: number | undefined, type: Amount['type']): string {
  return limit === undefined
    ? `${creditsText(used, type)} used this period, no limit`
    : `${String(used)} of ${creditsText(limit, type)} used this period`;
}
