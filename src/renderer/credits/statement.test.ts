import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCheckIn, aGrant, anOperation, anUndo, deviceId, eventId, operationId } from '../../../test/builders/facts.ts';
import { plainNames, rowsOf, statementOf } from '../../../test/builders/statement.ts';
import { openTill } from '../../../test/builders/till.ts';
import type { Operation } from '../../shared/operation.ts';
import { deviceOf, reasonOf, subjectOf, ticketOf, whoOf } from './line-facts.ts';
import { extendStatement, openStatement, returnedLine, type StatementLine } from './statement.ts';

const day = 86_400_000;
const startAt = Date.UTC(2026, 0, 31, 12);

const choose = (policies: readonly string[], ms = startAt) =>
  anOperation(
    'choosePolicy',
    { id: 'choose', ms, actor: 'Olga' },
    { policies: [...policies], timeZone: 'Europe/Madrid' },
  );
const plan = (policy: string, to: string, ms: number) =>
  anOperation('changePlan', { id: `plan ${to}`, ms, actor: 'Olga' }, { policy, plan: to });

function linesOf(...operations: readonly Operation[]): readonly StatementLine[] {
  return statementOf(rowsOf(operations)).lines;
}

const read = ({ kind, what, type, amount, balance }: StatementLine) => [kind, what, type, amount, balance];

describe('the statement', () => {
  it('X-1 X-6 has a line for everything, in the rule’s words, with the running balance', () => {
    const lines = linesOf(
      choose(['guest-manager']),
      anOperation('issueTickets', { id: 'order', ms: startAt + 1 }, { orderCode: 'O-7', free: 3, paid: 2 }),
      aCheckIn({ id: 'in', ms: startAt + 2 }),
      aCheckIn({ id: 'paid', ms: startAt + 3, ticket: 'T-2' }, { fee: 'per-ticket' }),
    );
    expect(lines.map(read)).toEqual([
      ['terms', 'Charged by Guest Manager; periods by the time of Europe/Madrid', undefined, undefined, undefined],
      ['terms', 'Guest Manager, plan: Pay as you go', undefined, undefined, undefined],
      ['grant', 'Welcome credits', 'credit', 50, 50],
      [
        'charge',
        '3 × Issuing a free ticket: 1 credit, 2 × Issuing a paid ticket: covered by its fee',
        'credit',
        -3,
        47,
      ],
      ['charge', 'Checking in a free ticket: 1 credit', 'credit', -1, 46],
      ['charge', 'Paid ticket: 0', 'credit', 0, 46],
    ]);
  });

  it('ZP-8 GM-7 tells what has been agreed on, as lines without an amount', () => {
    const lines = linesOf(
      anOperation('defineMember', { id: 'limit', ms: 1 }, { member: 'Ben', limits: { lead: 20 } }),
      anOperation('defineMember', { id: 'free', ms: 2 }, { member: 'Ben', limits: {} }),
      anOperation('setBillingContact', { id: 'contact', ms: 3 }, { contact: 'pay@example.com' }),
    );
    expect(lines.map(read)).toEqual([
      ['terms', 'Ben may spend up to 20 lead credits a period', undefined, undefined, undefined],
      ['terms', 'Ben may spend without a limit', undefined, undefined, undefined],
      ['terms', 'Notices go to pay@example.com', undefined, undefined, undefined],
    ]);
  });

  it('ZP-4 ZP-6 gives what came with time its own time, and nobody who did it', () => {
    const lines = linesOf(
      choose(['zaplify']),
      plan('zaplify', 'monthly-100', startAt + 1),
      anOperation('unlockLead', { id: 'lead', ms: startAt + 40 * day, actor: 'Ben', device: 'two' }, { lead: 'mara' }),
    );
    const told = lines
      .filter(({ type }) => type === 'lead')
      .map((line) => [
        line.what,
        new Date(line.at).toISOString().slice(0, 10),
        line.balance,
        whoOf(line),
        deviceOf(line),
      ]);
    expect(told).toEqual([
      ['Monthly allowance', '2026-01-31', 100, 'Olga', deviceId('one')],
      ['Expired: Monthly allowance', '2026-02-28', 0, undefined, undefined],
      ['Monthly allowance', '2026-02-28', 100, undefined, undefined],
      ['Unlocking a lead: 1 lead credit', '2026-03-12', 99, 'Ben', deviceId('two')],
    ]);
  });

  it('GM-6 links a charge and what returned it, both ways', () => {
    const rows = rowsOf([
      aGrant({ id: 'g', ms: 1 }, 10),
      aCheckIn({ id: 'in', ms: 2 }),
      anUndo({ id: 'un', ms: 3 }, 'in'),
    ]);
    const statement = statementOf(rows);
    const [, charge, reversal] = statement.lines;
    if (charge === undefined || reversal === undefined) throw new Error('two lines');
    expect(read(reversal)).toEqual(['reversal', 'Returned: Checking in a free ticket: 1 credit', 'credit', 1, 10]);
    expect(returnedLine(statement, reversal)).toBe(charge);
    expect(statement.returns.get(charge.id)).toEqual([reversal]);
    expect([ticketOf(reversal), reversal.eventId]).toEqual(['T-1', eventId('gala')]);
  });

  it('X-3 lists every part that came back of a charge, with its reason', () => {
    const email = { purpose: 'ticket', recipients: 5 } as const;
    const part = (id: string, ms: number, credits: number) =>
      anOperation(
        'voidAction',
        { id, ms, actor: 'Olga' },
        { target: operationId('mail'), credits, reason: `${id} bounced` },
      );
    const statement = statementOf(
      rowsOf([
        aGrant({ id: 'g', ms: 1 }, 10),
        anOperation('sendEmail', { id: 'mail', ms: 2 }, email),
        part('two', 3, 2),
        part('one', 4, 1),
      ]),
    );
    const [, charge] = statement.lines;
    const parts = (charge && statement.returns.get(charge.id)) ?? [];
    expect(parts.map((line) => [line.what, line.amount, line.balance, reasonOf(line), whoOf(line)])).toEqual([
      ['Returned in part: 5 × Sending an email: 1 credit for each recipient', 2, 7, 'two bounced', 'Olga'],
      ['Returned in part: 5 × Sending an email: 1 credit for each recipient', 1, 8, 'one bounced', 'Olga'],
    ]);
    expect(parts.map(({ eventId: event }) => event)).toEqual([eventId('gala'), eventId('gala')]);
  });

  it('X-3 shows what came back to a lot that had ended: returned, and expired at once', () => {
    const lines = linesOf(
      aGrant({ id: 'short', ms: 1 }, 5, { words: 'Trial credits', endsAt: 100 }),
      aCheckIn({ id: 'in', ms: 50 }),
      anUndo({ id: 'un', ms: 200, actor: 'Ben' }, 'in'),
    );
    expect(lines.map((line) => [line.at, line.what, line.amount, line.balance, whoOf(line)])).toEqual([
      [1, 'Trial credits', 5, 5, 'Kim'],
      [50, 'Checking in a free ticket: 1 credit', -1, 4, 'Kim'],
      [100, 'Expired: Trial credits', -4, 0, undefined],
      [200, 'Returned: Checking in a free ticket: 1 credit', 1, 1, 'Ben'],
      [200, 'Expired at once, as it came back too late: Trial credits', -1, 0, 'Ben'],
    ]);
  });

  it('X-6 runs one balance for each credit type', () => {
    const lines = linesOf(
      aGrant({ id: 'a', ms: 1 }, 10),
      aGrant({ id: 'b', ms: 2 }, 7, { type: 'lead' }),
      aCheckIn({ id: 'in', ms: 3 }),
      aGrant({ id: 'c', ms: 4 }, 1, { type: 'lead' }),
    );
    expect(lines.map(({ type, balance }) => [type, balance])).toEqual([
      ['credit', 10],
      ['lead', 7],
      ['credit', 9],
      ['lead', 8],
    ]);
  });

  it('X-4 shows an entry that stands in two rows once', () => {
    const [row] = rowsOf([aGrant({ id: 'g', ms: 1 }, 10)]);
    if (row === undefined) throw new Error('no row');
    expect(statementOf([row, { ...row, seq: 2 }]).lines.map(read)).toEqual([
      ['grant', 'Credit pack', 'credit', 10, 10],
    ]);
  });

  it('keeps its place for what a newer version wrote', () => {
    const [row] = rowsOf([aGrant({ id: 'g', ms: 7 }, 10)]);
    const newer = JSON.parse(
      '[{"kind":"loan","id":"new","of":3},{"kind":"terms","id":"x","at":7,"change":{"what":"tax"}}]',
    );
    if (row === undefined) throw new Error('no row');
    const { lines } = statementOf([{ ...row, entries: [...newer, ...row.entries] }]);
    expect(lines.map((line) => [line.kind, line.at, line.what, line.balance, subjectOf(line)])).toEqual([
      ['newer', 7, 'Written by a newer version of Admit: update to read it', undefined, undefined],
      ['terms', 7, 'Written by a newer version of Admit: update to read it', undefined, undefined],
      ['grant', 7, 'Credit pack', 10, undefined],
    ]);
  });

  it('is the same however it grew', () => {
    const counts = { charges: 0, reversals: 0 };
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 5 }), { minLength: 10, maxLength: 40 }),
        fc.array(fc.nat({ max: 40 }), { maxLength: 8 }),
        (kinds, cuts) => {
          const rows = rowsOf(kinds.map(anyOperation));
          const grown = openStatement(openTill().ledger.policies);
          for (const cut of [...cuts].sort((a, b) => a - b)) extendStatement(grown, rows.slice(0, cut));
          extendStatement(grown, rows);
          const whole = statementOf(rows);
          expect(grown).toEqual(whole);
          counts.charges += whole.lines.filter(({ kind }) => kind === 'charge').length;
          counts.reversals += whole.lines.filter(({ kind }) => kind === 'reversal').length;
        },
      ),
      { seed: 7, numRuns: 300 },
    );
    expect(counts.charges).toBeGreaterThan(500);
    expect(counts.reversals).toBeGreaterThan(50);
  });

  it('X-6 ends with the balances of the account', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 40 }), (kinds) => {
        const till = openTill({ credits: 0 });
        const operations = kinds.map(anyOperation);
        for (const operation of operations) till.take(operation);
        const { series } = statementOf(rowsOf(operations));
        const balances = [...series].map(([type, { balance }]) => [type, balance.at(-1)]);
        expect(balances).toEqual([...till.ledger.account.holdings].map(([type, { balance }]) => [type, balance]));
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});

/** The nth operation of a run: a check-in of one of four guests, its undo, credits of two types, or an email. */
function anyOperation(kind: number, index: number): Operation {
  const when = { id: `op ${String(index)}`, ms: 1_000 + index, ticket: `T-${String(index % 4)}` };
  if (kind === 0) return aGrant(when, 5 + index);
  if (kind === 1) return aGrant(when, 3, { type: 'lead', endsAt: 1_000 + index + 4 });
  if (kind === 2) return anOperation('sendEmail', when, { purpose: 'ticket', recipients: 1 + (index % 3) });
  if (kind === 3) return anUndo({ ...when, ticket: `T-${String((index - 1) % 4)}` }, `op ${String(index - 1)}`);
  return aCheckIn(when);
}

describe('what a line is about', () => {
  const at = { ms: 5, id: 'it' };
  const price = { minor: 1_000, currency: 'EUR' };
  it.each<readonly [string, Operation, string | undefined]>([
    ['an order', anOperation('issueTickets', at, { orderCode: 'O-7', free: 1, paid: 0 }), 'Order O-7'],
    ['an email', anOperation('sendEmail', at, { purpose: 'ticket', recipients: 212 }), '212 recipients'],
    ['an invoice', anOperation('createInvoice', at, { invoice: '2026-14' }), 'Invoice 2026-14'],
    ['a portal', anOperation('assignPortal', at, { portal: 'ACME' }), 'Portal ACME'],
    ['a lead', anOperation('unlockLead', at, { lead: 'mara@example.com' }), 'Lead mara@example.com'],
    [
      'a pack',
      anOperation('buyPack', at, {
        name: '100 credits',
        type: 'credit',
        quantity: 2,
        credits: 200,
        price,
        payment: 'invoice',
      }),
      '2 × 100 credits, €10.00 by invoice',
    ],
    ['a guest', aCheckIn(at), undefined],
  ])('%s', (_, operation, subject) => {
    const policies = ['guest-manager', 'artsvp-portals', 'instant-invoice', 'zaplify'];
    const line = linesOf(choose(policies, 1), operation).findLast((each) => each.operation === operation);
    expect(line && subjectOf(line)).toBe(subject);
  });

  it('is the guest of the door', () => {
    const [line] = linesOf(aCheckIn({ id: 'in', ms: 1, ticket: 'Ana Ruiz' }));
    expect(line && plainNames.guest(line)).toBe('Ana Ruiz');
  });
});
