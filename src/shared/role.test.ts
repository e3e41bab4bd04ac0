import { describe, expect, it } from 'vitest';
import { type Operation, operationSchema } from './operation.ts';
import { mayManageDevices, mayRecord, type Role, roleSchema } from './role.ts';

type Kind = Operation['kind'];

const { options: roles } = roleSchema;

/** Every kind of operation, by who may record it; letters as in the head. */
const head = ['door', 'print-station', 'box-office', 'supervisor', 'organiser', 'owner', 'hub'] as const;
const table: Readonly<Record<Kind, string>> = {
  checkIn: /*             */ 'd-bsooh',
  checkOut: /*            */ 'd-bsooh',
  undo: /*                */ 'd-bsooh',
  refuseScan: /*          */ 'd-bsooh',
  printBadge: /*          */ 'dpbsooh',
  returnLease: /*         */ 'dpbsooh',
  voidAction: /*          */ '-pbsooh',
  issueTickets: /*        */ '--bsooh',
  sendEmail: /*           */ '--bsooh',
  importTickets: /*       */ '--bsooh',
  defineList: /*          */ '---sooh',
  settleConflict: /*      */ '---sooh',
  createEvent: /*         */ '----ooh',
  createInvites: /*       */ '----ooh',
  createPortal: /*        */ '----ooh',
  allocateInvites: /*     */ '----ooh',
  assignPortal: /*        */ '----ooh',
  createInvoice: /*       */ '----ooh',
  downloadInvoice: /*     */ '----ooh',
  emailInvoice: /*        */ '----ooh',
  enablePaymentButton: /* */ '----ooh',
  unlockLead: /*          */ '----ooh',
  uploadLeads: /*         */ '----ooh',
  contactLeads: /*        */ '----ooh',
  earnBonus: /*           */ '----ooh',
  setBillingContact: /*   */ '----ooh',
  choosePolicy: /*        */ '-----oh',
  changePlan: /*          */ '-----oh',
  buyPack: /*             */ '-----oh',
  grantCredits: /*        */ '-----oh',
  defineMember: /*        */ '-----oh',
  writeOffLease: /*       */ '-----oh',
  // A lease is given by the server alone.
  takeLease: /*           */ '-------',
};

const rights = Object.entries(table).flatMap(([kind, row]) =>
  head.map((role, column) => [role, kind as Kind, row[column] !== '-'] as const),
);

describe('what a role may record', () => {
  it('is said of every role and every kind', () => {
    expect([...head].sort()).toEqual([...roles].sort());
    const kinds = operationSchema.options.map(({ entries }) => entries.kind.literal);
    expect(Object.keys(table).sort()).toEqual([...kinds].sort());
  });

  it.each(rights)('%s, %s: %s', (role, kind, may) => expect(mayRecord(role, kind)).toBe(may));

  it('grows from role to role: whoever may do more may do all that the role before may', () => {
    const ladder: readonly Role[] = ['door', 'box-office', 'supervisor', 'organiser', 'owner', 'hub'];
    for (const [index, role] of ladder.slice(1).entries()) {
      const before = ladder[index] ?? 'door';
      const lost = rights.filter(
        ([each, kind]) => each === before && mayRecord(before, kind) && !mayRecord(role, kind),
      );
      expect(lost).toEqual([]);
    }
  });
});

it.each(roles.map((role) => [role, role === 'organiser' || role === 'owner'] as const))(
  '%s may enrol laptops and sign them out: %s',
  (role, may) => expect(mayManageDevices(role)).toBe(may),
);
