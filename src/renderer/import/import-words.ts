import type { WriteFailure } from '../../shared/bridge.ts';
import type { MappedField } from '../../shared/guest-list/mapped.ts';
import type { DraftFate } from '../../shared/guest-list/match.ts';
import type { Ticket, TicketDraft, TicketStatus } from '../../shared/ticket.ts';
import { countText, creditsText, numberText } from '../ui/number-text.ts';

/** Why the preview shows again although somebody said yes, or what became of that. */
export type NoticeCode = 'cancelled' | 'asked-again' | `not-recorded-${WriteFailure['reason']}`;

export const noticeWords = {
  cancelled: 'Cancelled. Nothing was imported and nothing was charged.',
  'asked-again':
    'The guest list changed while you were looking at this. Nothing was imported yet: please check the numbers again.',
  'not-recorded-full':
    'The disk of this laptop is full. Nothing was imported and nothing was charged. Free some disk space, then import again.',
  'not-recorded-out-of-step':
    'Another copy of Admit is writing to this laptop’s journal. Nothing was imported and nothing was charged. Close Admit everywhere on this laptop, start it once, then import again.',
  'not-recorded-failed':
    'The disk of this laptop did not take the guest list. Nothing was charged. Import again; if it stays like this, restart Admit.',
} satisfies Record<NoticeCode, string>;

export const fateWords = { new: 'New', changed: 'Changed', unchanged: 'On the list' } satisfies Record<
  DraftFate,
  string
>;

export const statusWords = {
  valid: 'Valid',
  canceled: 'Cancelled',
  blocked: 'Blocked',
  unapproved: 'Not approved',
} satisfies Record<TicketStatus, string>;

/** What differs between a guest on the list and in the file. */
export const fieldWords = {
  id: 'id',
  code: 'code',
  orderCode: 'order',
  position: 'place in the order',
  name: 'name',
  email: 'email',
  company: 'company',
  phone: 'phone',
  ticketType: 'ticket type',
  fee: 'fee',
  price: 'price',
  status: 'status',
  paid: 'payment',
  validFromAt: 'valid from',
  validUntilAt: 'valid until',
  attention: 'attention flag',
  note: 'note',
  plusOneOf: 'host',
  arrivedAt: 'check-in',
  arrivedOn: 'check-in list',
} satisfies Record<keyof Ticket, string>;

export const columnWords = {
  fullName: 'Full name',
  firstName: 'First name',
  lastName: 'Last name',
  code: 'Ticket code',
  orderCode: 'Order',
  ticketType: 'Ticket type',
  email: 'Email',
  phone: 'Phone',
  company: 'Company',
  price: 'Price',
  currency: 'Currency',
  paid: 'Paid',
  status: 'Status',
  checkedIn: 'Checked in',
  attention: 'VIP or attention',
  note: 'Note',
  companions: 'Plus-ones (a number)',
  validFrom: 'Valid from',
  validUntil: 'Valid until',
} satisfies Record<MappedField, string>;

export const words = {
  title: 'Import guests',
  into: (event: string) => `Into ${event}`,
  stepsLabel: 'Steps',
  steps: { choose: 'Choose', check: 'Check', import: 'Import' },

  dropHere: 'Drop a guest list here',
  dropNow: 'Let go to read it',
  systems:
    'The CSV or Excel file that Eventbrite, pretix, Tito, Luma, Meetup, alf.io, Guest Manager or Hi.Events exports is recognised. For any other list you say what its columns hold.',
  chooseFile: 'Choose a file',
  chooseKeys: 'Ctrl + O',
  nothingYet: 'Nothing is imported or charged before you have seen what it means.',
  severalFiles: 'That was more than one file',
  severalFilesWhy: 'Drop one guest list, import it, then drop the next.',
  notImported: (file: string) => `${file} was not imported`,
  notFinished: (file: string) => `The import of ${file} did not finish`,
  unexpected: 'Admit could not read this file. Choose it again; if it stays like this, restart Admit.',
  unexpectedImport:
    'Admit could not finish the import. Restart Admit: it reads its journal and shows who is on the list. Then import the file again if guests are missing: nobody comes in twice.',

  reading: (file: string) => `Reading ${file}`,
  readBytes: (done: number, total: number) => `${bytesText(done)} of ${bytesText(total)}`,
  comparing: 'Comparing with the guest list',
  cancel: 'Cancel',

  whichColumns: 'Which column holds what?',
  columnsWhy: (file: string) => `${file} is not an export that Admit knows. Check the guess, then continue.`,
  noColumn: 'Not in this list',
  columnName: (number: number, title: string) => (title === '' ? `Column ${String(number)}` : title),
  noSuchColumn: 'No column is called that',
  columnsNeeded: 'Choose at least the column of the name, the ticket code or the order.',
  firstGuests: 'The first guests, read like this',
  continue: 'Continue',
  changeColumns: 'Change columns',
  fieldGroups: { guest: 'Guest', ticket: 'Ticket', payment: 'Payment', door: 'At the door' },

  readAs: (system: string) => `Recognised: ${system}`,
  readAsMapped: 'Read with your columns',
  counts: { rows: 'Rows', new: 'New', changed: 'Changed', unchanged: 'Unchanged', problems: 'Problems' },
  everybodyKnown: 'Everybody is on the list already. There is nothing to import, and nothing is charged.',
  nobody: 'There is nobody to import in this file. The problems below say why.',
  leftOut: (rows: number) => `${countText(rows, 'row')} cannot come in. See the problems for what to do about each.`,
  arrived: (guests: number, list: string) =>
    `This file already counts ${countText(guests, 'guest')} in. They come in as checked in on “${list}”, and cost nothing at the door. If the file was exported from another check-in list, switch to that list first.`,
  arrivedElsewhere: (guests: number) =>
    `${countText(guests, 'guest')} came in with an earlier file on another check-in list, and stay checked in there.`,
  noneKnown: (guests: number) =>
    `None of the ${countText(guests, 'guest')} on the list is in this file. Is it the right event? They all stay on the list.`,
  absent: (guests: number) =>
    `${countText(guests, 'guest')} on the list ${guests === 1 ? 'is' : 'are'} not in this file and ${guests === 1 ? 'stays' : 'stay'} on the list.`,

  guestsTab: 'Guests',
  problemsTab: 'Problems',
  show: 'Show',
  filters: { all: 'All', new: 'New', changed: 'Changed' },
  shownOf: (shown: number, all: number) => `The first ${numberText(shown)} of ${numberText(all)}`,
  guestTable: 'Guests in the file',
  table: {
    line: 'Line',
    fate: 'List',
    name: 'Guest',
    type: 'Ticket type',
    code: 'Code',
    order: 'Order',
    price: 'Price',
    status: 'Status',
    arrived: 'Checked in',
  },
  free: 'Free',
  notPaid: 'Not paid',
  was: (field: string, before: string) => `${field} was ${before}`,
  problemTable: 'Problems, errors first',
  line: (line: number) => `Line ${numberText(line)}`,
  severity: { error: 'Left out', warning: 'Comes in' },
  loading: '…',
  saveProblems: 'Save as CSV',
  problemFileName: (file: string) => `${file.replace(/\.[^.]*$/, '')}-problems.csv`,

  cost: 'What this costs',
  freeTickets: (times: number, each: number, credits: number) =>
    `${countText(times, 'free ticket')} × ${numberText(each)} = ${creditsText(credits)}`,
  paidTickets: (times: number, credits: number) => `${countText(times, 'paid ticket')}: ${numberText(credits)}`,
  noNewTickets: 'No new tickets: 0',
  unmetered: 'Your policies do not charge for issuing tickets.',
  refused: 'Not enough credits',
  balanceAfter: (before: number, after: number) =>
    `Balance now ${numberText(before)}, after the import ${numberText(after)}.`,
  negative: 'Below zero keeps nobody out: check-in goes on, and it can be settled later.',
  importGuests: (guests: number) => `Import ${countText(guests, 'guest')}`,
  anotherFile: 'Choose another file',
  toDoor: 'Go to the door',

  importing: (file: string) => `Importing ${file}`,
  percent: (percent: number) => `${String(percent)} %`,
  cancelling: 'Cancelling',
  importingWhy: 'All guests come in together at the end, or none.',

  done: (guests: number) => `${countText(guests, 'guest')} imported`,
  doneCounts: (issued: number, changed: number) => `${numberText(issued)} new, ${numberText(changed)} changed`,
  doneCredits: (credits: number, balance: number) =>
    `${creditsText(credits)} charged. The balance is ${numberText(balance)}.`,
  doneLeftOut: (rows: number) => `${countText(rows, 'row')} did not come in.`,
  doneNotShown: 'Restart Admit to see them at the door.',
  importAnother: 'Import another list',
} as const;

/** Valid but not paid is what the door refuses, so it is said. */
export function statusText({ status, paid }: Pick<TicketDraft, 'status' | 'paid'>): string {
  return status === 'valid' && !paid ? words.notPaid : statusWords[status];
}

const byteUnits = ['kB', 'MB', 'GB'] as const;

/** `14.5 MB` */
function bytesText(bytes: number): string {
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 1), byteUnits.length);
  return `${(bytes / 1000 ** power).toFixed(1)} ${byteUnits[power - 1] ?? 'kB'}`;
}
