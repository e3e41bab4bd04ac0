import type { Policy } from '../src/shared/credit/policy.ts';
import { meteredOperationSchemas } from '../src/shared/operations/metered.ts';

const knownActions: readonly string[] = [
  'checkIn',
  'checkOut',
  ...meteredOperationSchemas.map(({ entries }) => entries.kind.literal),
];

const fee = ['none', 'per-ticket'];
const either = [true, false];

/** What the prices of an action can depend on; of all others on nothing. */
const knownFacts: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  issueTickets: { fee },
  checkIn: { fee, reentry: either },
  sendEmail: { purpose: ['ticket', 'campaign'] },
  createInvites: { via: ['single', 'list', 'api', 'portal'] },
  downloadInvoice: { withoutWatermark: either },
  contactLeads: { by: ['connection-request', 'email'] },
};

/** Actions that are done to nothing that has a name: they cannot be paid for once. */
const withoutSubject: ReadonlySet<string> = new Set([
  'checkIn',
  'checkOut',
  'sendEmail',
  'printBadge',
  'uploadLeads',
  'contactLeads',
]);

/** What a policy says that can never come to pass: most likely slips of the pen. */
export function policySlips({ name, actions }: Policy): readonly string[] {
  return Object.entries(actions).flatMap(([action, { prices, once }]) => {
    if (!knownActions.includes(action)) {
      return [`${name} has a price for "${action}", which is no action. There are: ${knownActions.join(', ')}.`];
    }
    const conditions = prices.flatMap(({ when }) => Object.entries(when));
    return [
      ...conditions.flatMap(([fact, value]) => slipInFact(name, action, fact, value)),
      ...(once !== undefined && withoutSubject.has(action)
        ? [`${name} has "${action}" paid once, but it is done to nothing that could be paid for: it is paid each time.`]
        : []),
    ];
  });
}

function slipInFact(name: string, action: string, fact: string, value: unknown): readonly string[] {
  const facts = knownFacts[action] ?? {};
  const values = facts[fact];
  if (values?.includes(value) === true) return [];
  const known = Object.keys(facts).join(', ');
  const unknownFact =
    known === '' ? `the prices of "${action}" depend on no facts` : `"${action}" has these facts: ${known}`;
  const right = values === undefined ? unknownFact : `"${fact}" is one of: ${values.map(String).join(', ')}`;
  return [`${name} has a price that never applies: ${fact} = ${JSON.stringify(value)}; ${right}.`];
}
