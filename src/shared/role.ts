import * as v from 'valibot';
import type { OperationKind } from './operation.ts';

/** What a laptop was enrolled for. `hub`: a server at the venue, which forwards what the laptops there have done. */
export const roleSchema = v.picklist([
  'door',
  'print-station',
  'box-office',
  'supervisor',
  'organiser',
  'owner',
  'hub',
]);
export type Role = v.InferOutput<typeof roleSchema>;

const door: readonly OperationKind[] = ['checkIn', 'checkOut', 'undo', 'refuseScan', 'printBadge', 'returnLease'];
const printStation: readonly OperationKind[] = ['printBadge', 'voidAction', 'returnLease'];
const boxOffice: readonly OperationKind[] = [...door, 'voidAction', 'issueTickets', 'sendEmail', 'importTickets'];
const supervisor: readonly OperationKind[] = [...boxOffice, 'defineList', 'settleConflict'];
const organiser: readonly OperationKind[] = [
  ...supervisor,
  'createEvent',
  'createInvites',
  'createPortal',
  'allocateInvites',
  'assignPortal',
  'createInvoice',
  'downloadInvoice',
  'emailInvoice',
  'enablePaymentButton',
  'unlockLead',
  'uploadLeads',
  'contactLeads',
  'earnBonus',
  'setBillingContact',
];
/** Agreements, purchases and what comes for nothing. */
const owner: readonly OperationKind[] = [
  ...organiser,
  'choosePolicy',
  'changePlan',
  'buyPack',
  'grantCredits',
  'defineMember',
  'writeOffLease',
];

/** What a laptop of each role may record. A lease is given by the server alone. */
const recordable: Readonly<Record<Role, ReadonlySet<OperationKind>>> = {
  door: new Set(door),
  'print-station': new Set(printStation),
  'box-office': new Set(boxOffice),
  supervisor: new Set(supervisor),
  organiser: new Set(organiser),
  owner: new Set(owner),
  hub: new Set(owner),
};

export function mayRecord(role: Role, kind: OperationKind): boolean {
  return recordable[role].has(kind);
}

/** Whether the role may enrol laptops, sign them out, and settle what was parked. */
export function mayManageDevices(role: Role): boolean {
  return role === 'organiser' || role === 'owner';
}
