import { describe, expect, it } from 'vitest';
import { aList, aTicket, listId } from '../../../test/builders/facts.ts';
import { aLaptop, creditsOf, type Laptop, openGala } from '../../../test/builders/laptop.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { countsOn } from '../ledger/event-memory.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type DoorResult, passTicket, scanCode } from './check-in.ts';
import { lastUndoable, undo } from './undo.ts';

const nowhere = async (): Promise<undefined> => undefined;

async function aDoor(tickets: readonly Ticket[]): Promise<{ laptop: Laptop; ledger: Ledger }> {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  await openGala(ledger, laptop, tickets);
  return { laptop, ledger };
}

function codeOf(result: DoorResult): string {
  return result.kind === 'verdict' ? result.verdict.code : result.kind;
}

const free = aTicket({ code: 'FREE', name: 'Ana Ruiz' });
const paid = aTicket({ code: 'PAID', name: 'Bo Li', fee: 'per-ticket' });

describe('scanning', () => {
  it('first scan ok, one operation; second already_redeemed with name, time, gate and actor', async () => {
    const { laptop, ledger } = await aDoor([free]);
    const before = ledger.books.rows.length;
    const first = await scanCode(ledger, laptop.place, 'entry', 'free\r\n', nowhere);
    expect(first).toMatchObject({
      verdict: { outcome: 'admit', code: 'ok' },
      ticket: { name: 'Ana Ruiz' },
      charge: { credits: 1 },
    });
    expect(ledger.books.rows).toHaveLength(before + 1);
    const second = await scanCode(ledger, laptop.place, 'entry', 'FREE', nowhere);
    expect(second).toMatchObject({
      verdict: {
        code: 'already_redeemed',
        earlier: { gate: 'Gate A', actor: 'Kim', at: first.kind === 'verdict' && first.at },
        inside: true,
      },
      charge: undefined,
    });
  });

  it('GM-2 a paid ticket costs 0 and the verdict says so', async () => {
    const { laptop, ledger } = await aDoor([paid]);
    const result = await scanCode(ledger, laptop.place, 'entry', 'PAID', nowhere);
    expect(result).toMatchObject({
      verdict: { code: 'ok' },
      charge: { credits: 0, rules: [{ words: 'Paid ticket: 0' }] },
    });
  });

  it('GM-5 leaving costs nothing, and is valid twice', async () => {
    const { laptop, ledger } = await aDoor([free]);
    await scanCode(ledger, laptop.place, 'entry', 'FREE', nowhere);
    const { balance } = creditsOf(ledger);
    for (const _ of [1, 2]) {
      const result = await scanCode(ledger, laptop.place, 'exit', 'FREE', nowhere);
      expect(result).toMatchObject({ verdict: { outcome: 'exit', code: 'ok' }, charge: undefined });
    }
    expect(creditsOf(ledger).balance).toBe(balance);
    const event = ledger.event();
    expect(event && countsOn(event, laptop.place.listId)).toEqual({ entered: 1, inside: 0 });
  });

  it('an unknown code is invalid, and recorded', async () => {
    const { laptop, ledger } = await aDoor([free]);
    const result = await scanCode(ledger, laptop.place, 'entry', 'NOPE', nowhere);
    expect(result).toMatchObject({ verdict: { code: 'invalid' }, ticket: undefined, charge: undefined });
    expect(ledger.books.rows.at(-1)?.operation).toMatchObject({ kind: 'refuseScan', code: 'invalid', scanned: 'NOPE' });
  });

  it('a ticket of another event says which, and names no guest: wrong_event', async () => {
    const { laptop, ledger } = await aDoor([free]);
    const result = await scanCode(ledger, laptop.place, 'entry', 'OTHER', async () => 'Winter Ball');
    expect(result).toMatchObject({ verdict: { code: 'wrong_event', eventName: 'Winter Ball' }, ticket: undefined });
  });

  it('an empty scan is invalid and looks nowhere', async () => {
    const { laptop, ledger } = await aDoor([free]);
    const elsewhere = async (): Promise<string> => 'Winter Ball';
    expect(codeOf(await scanCode(ledger, laptop.place, 'entry', ' ', elsewhere))).toBe('invalid');
  });

  it('an ambiguous code asks, and nothing is recorded before', async () => {
    const twins = [aTicket({ code: 'SAME', name: 'One' }), aTicket({ code: 'same', name: 'Two' })];
    const { laptop, ledger } = await aDoor(twins);
    const before = ledger.books.rows.length;
    expect(codeOf(await scanCode(ledger, laptop.place, 'entry', 'Same', nowhere))).toBe('choose');
    expect(ledger.books.rows).toHaveLength(before);
    expect(await scanCode(ledger, laptop.place, 'entry', 'SAME', nowhere)).toMatchObject({ ticket: { name: 'One' } });
  });

  it('GM-9 a negative balance stops nobody', async () => {
    const crowd = Array.from({ length: 60 }, (_, n) => aTicket({ code: `C-${String(n)}` }));
    const { laptop, ledger } = await aDoor(crowd);
    expect(creditsOf(ledger).balance).toBe(-10);
    expect(codeOf(await scanCode(ledger, laptop.place, 'entry', 'C-0', nowhere))).toBe('ok');
    expect(creditsOf(ledger).balance).toBe(-11);
  });
});

describe('check-in lists', () => {
  it('are independent: in on one says nothing about the other', async () => {
    const { laptop, ledger } = await aDoor([free]);
    const lounge = aList({ id: listId('lounge'), name: 'Lounge' });
    await ledger.act('Kim', () => ({
      intents: [{ kind: 'defineList', eventId: laptop.place.eventId, list: lounge }],
      outcome: undefined,
    }));
    await passTicket(ledger, laptop.place, 'entry', free.id);
    const there = { ...laptop.place, listId: lounge.id };
    expect(codeOf(await passTicket(ledger, there, 'entry', free.id))).toBe('ok');
  });

  it('a rule counts entries per day, not exits, in the zone of the event', async () => {
    const { laptop, ledger } = await aDoor([free]);
    const list = aList({ reentry: 'after-exit', entriesPerDay: 2 });
    await ledger.act('Kim', () => ({
      intents: [{ kind: 'defineList', eventId: laptop.place.eventId, list }],
      outcome: undefined,
    }));
    const codes: string[] = [];
    for (const direction of ['entry', 'exit', 'exit', 'entry', 'exit', 'entry'] as const) {
      codes.push(codeOf(await passTicket(ledger, laptop.place, direction, free.id)));
    }
    expect(codes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'rules']);
    // 19:00 UTC is 20:00 in Madrid: four hours later it is the next day there, not yet in London.
    laptop.clock += 4 * 3_600_000;
    expect(codeOf(await passTicket(ledger, laptop.place, 'entry', free.id))).toBe('ok');
  });
});

describe('undoing', () => {
  it('GM-6 returns the credit and lets the guest in again', async () => {
    const { laptop, ledger } = await aDoor([free]);
    const { balance } = creditsOf(ledger);
    const result = await passTicket(ledger, laptop.place, 'entry', free.id);
    if (result.kind !== 'verdict') throw new Error('no verdict');
    expect(await undo(ledger, laptop.place, result.operationId)).toMatchObject({
      kind: 'undone',
      creditsReturned: 1,
      inside: false,
    });
    expect(creditsOf(ledger).balance).toBe(balance);
    expect(await undo(ledger, laptop.place, result.operationId)).toEqual({ kind: 'nothing' });
    expect(codeOf(await passTicket(ledger, laptop.place, 'entry', free.id))).toBe('ok');
  });

  it('Ctrl+Z takes the last operation that stands: a refusal is none, and what is undone is passed over', async () => {
    const { laptop, ledger } = await aDoor([free, paid]);
    await passTicket(ledger, laptop.place, 'entry', free.id);
    await passTicket(ledger, laptop.place, 'entry', paid.id);
    await passTicket(ledger, laptop.place, 'entry', paid.id);
    const undone: string[] = [];
    for (;;) {
      const last = lastUndoable(ledger, laptop.place);
      if (last === undefined) break;
      undone.push(last.ticketId);
      await undo(ledger, laptop.place, last.id);
    }
    expect(undone).toEqual([paid.id, free.id]);
  });

  it('an exit undone brings the guest back in and returns nothing', async () => {
    const { laptop, ledger } = await aDoor([free]);
    await passTicket(ledger, laptop.place, 'entry', free.id);
    const exit = await passTicket(ledger, laptop.place, 'exit', free.id);
    if (exit.kind !== 'verdict') throw new Error('no verdict');
    expect(await undo(ledger, laptop.place, exit.operationId)).toMatchObject({ creditsReturned: 0, inside: true });
  });
});
