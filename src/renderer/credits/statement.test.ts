import { describe, expect, it } from 'vitest';
import { aTicket } from '../../../test/builders/facts.ts';
import { aLaptop, openGala } from '../../../test/builders/laptop.ts';
import { statementOf } from './statement.ts';

async function aNight() {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  const guests = [aTicket({ code: 'A' }), aTicket({ code: 'B', fee: 'per-ticket' })];
  await openGala(ledger, laptop, guests);
  const { eventId, listId, gate, actor } = laptop.place;
  const at = { eventId, listId, gate };
  async function checkIn({ id: ticketId, fee }: (typeof guests)[number]) {
    const { rows } = await ledger.act(actor, () => ({
      intents: [{ kind: 'checkIn', ...at, ticketId, fee, reentry: 'once' }],
      outcome: undefined,
    }));
    return rows[0]?.operation;
  }
  const [free, paid] = guests;
  if (free === undefined || paid === undefined) throw new Error('no guests');
  const admitted = await checkIn(free);
  await checkIn(paid);
  if (admitted === undefined) throw new Error('nothing recorded');
  await ledger.act(actor, () => ({
    intents: [{ kind: 'undo', ...at, ticketId: free.id, target: admitted.id }],
    outcome: undefined,
  }));
  return { ledger, admitted };
}

describe('the statement', () => {
  it('X-1 X-6 has a line for everything, in the rule’s words, with the running balance', async () => {
    const { ledger } = await aNight();
    const lines = statementOf(ledger.books.rows).map(({ what, amount, balance }) => [what, amount, balance]);
    expect(lines).toEqual([
      ['Welcome credits', 50, 50],
      ['Issuing a free ticket: 1 credit, Issuing a paid ticket: covered by its fee', -1, 49],
      ['Checking in a free ticket: 1 credit', -1, 48],
      ['Paid ticket: 0', -0, 48],
      ['Returned: Checking in a free ticket: 1 credit', 1, 49],
    ]);
    expect(statementOf(ledger.books.rows).at(-1)?.balance).toBe(ledger.books.account.balance);
  });

  it('GM-6 links a returned charge and what returned it', async () => {
    const { ledger, admitted } = await aNight();
    const lines = statementOf(ledger.books.rows);
    expect(lines[4]).toMatchObject({ kind: 'reversal', returnsChargeOf: admitted.wallAt });
    expect(lines[2]).toMatchObject({ kind: 'charge', returnedAt: lines[4]?.at });
    expect(lines[3]).not.toHaveProperty('returnedAt');
  });
});
