import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/server/store/database.ts';
import { openCreditLedger } from '../../src/shared/credit/ledger.ts';
import { policies } from '../../src/shared/credit/policies/built-in.ts';
import { openReplay } from '../../src/shared/credit/replay.ts';
import { holdingOf } from '../../src/shared/credit/account.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { aCheckIn, aCheckOut, anOperation, anUndo } from '../builders/facts.ts';
import { databases } from './databases.ts';
import { type EnrolledLaptop, openInjectedServer, startsAt } from './injected-server.ts';
import { pull, pullAll, push } from './sending.ts';

const laptops = 8;
const operationsEach = 60;
const minute = 60_000;

describe.each(databases)('many laptops at once on $name', ({ openTwice }) => {
  let database: Database;
  let another: Database;

  beforeAll(async () => {
    [database, another] = await openTwice();
  });
  afterAll(async () => {
    await another.close();
    await database.close();
  });

  /** Guests that all doors see, subjects that all desks pay for, and what takes them back. */
  function journalOf(device: string, seed: number): readonly Operation[] {
    const operations: Operation[] = [];
    for (let n = 0; n < operationsEach; n += 1) {
      const when = { id: `${device} ${String(n)}`, ms: startsAt - minute + n * 100 + seed, device };
      const ticket = `T-${String((n * 7 + seed) % 25)}`;
      const subject = `S-${String((n + seed) % 5)}`;
      const before = operations[(n * 5) % Math.max(1, operations.length)];
      operations.push(operationAt(n % 6, { when, ticket, subject, before }));
    }
    return operations;
  }

  it('no gap, nothing twice, nothing lost, and the balance is that of a replay', async () => {
    const servers = [
      await openInjectedServer(database, { secrets: 'one' }),
      await openInjectedServer(another, { secrets: 'two' }),
    ] as const;
    const { owner } = await servers[0].found('Gala');
    const agreed = { policies: ['guest-manager', 'instant-invoice', 'zaplify'], timeZone: 'UTC' };
    const when = { id: 'agreed', ms: startsAt - 2 * minute, device: 'Gala owner' };
    await push(servers[0], owner, [anOperation('choosePolicy', when, agreed)]);

    const journals = await Promise.all(
      Array.from({ length: laptops }, async (_, index) => {
        const name = `Laptop ${String(index)}`;
        return { laptop: await servers[0].invite(owner, 'organiser', name), journal: journalOf(name, index) };
      }),
    );
    await Promise.all(journals.map(({ laptop, journal }, index) => send(laptop, journal, 3 + (index % 4))));

    /** Each batch goes to both servers at the same time, and some of it again with the next one. */
    async function send(laptop: EnrolledLaptop, journal: readonly Operation[], size: number): Promise<void> {
      for (let from = 0; from < journal.length; from += size) {
        const start = Math.max(0, from - 2);
        const batch = journal.slice(start, from + size);
        const replies = await Promise.all(servers.map((server) => push(server, laptop, batch, start + 1)));
        const places = replies.map(({ answers }) => answers.map((answer) => 'position' in answer && answer.position));
        expect(places[0]).toEqual(places[1]);
        for (const { cloned } of replies) expect(cloned).toBe(false);
      }
    }

    const rows = await pullAll(servers[1], owner);
    expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index + 1));
    const operations = rows.map(({ operation }) => operation as Operation);
    const made = new Set(journals.flatMap(({ journal }) => journal).map(({ id }) => id));
    expect(new Set(operations.slice(1).map(({ id }) => id))).toEqual(made);
    expect(operations).toHaveLength(1 + laptops * operationsEach);
    for (const { laptop, journal } of journals) {
      const own = operations.filter(({ at }) => at.device === laptop.device).map(({ id }) => id);
      expect(own).toEqual(journal.map(({ id }) => id));
    }

    const replay = openReplay(openCreditLedger(policies));
    const entries = operations.map((operation) => {
      const settled = replay.settle(operation);
      return settled.kind === 'done' ? settled.entries : settled.kind;
    });
    expect(rows.map((row) => row.entries)).toEqual(JSON.parse(JSON.stringify(entries)));
    const { head } = await pull(servers[0], owner);
    const types = [...replay.ledger.account.holdings.keys()];
    expect(head.balances).toEqual(
      Object.fromEntries(types.map((type) => [type, holdingOf(replay.ledger.account, type).balance])),
    );
    const kinds = new Set(entries.flatMap((each) => (typeof each === 'string' ? each : each.map(({ kind }) => kind))));
    for (const kind of ['charge', 'reversal', 'grant']) expect(kinds).toContain(kind);
  });
});

interface Ingredients {
  readonly when: { readonly id: string; readonly ms: number; readonly device: string };
  readonly ticket: string;
  readonly subject: string;
  readonly before: Operation | undefined;
}

function operationAt(pick: number, { when, ticket, subject, before }: Ingredients): Operation {
  switch (pick) {
    case 0:
      return aCheckIn({ ...when, ticket }, { reentry: 'after-exit' });
    case 1:
      return aCheckOut({ ...when, ticket });
    case 2: {
      const undone = before !== undefined && 'ticketId' in before ? before : undefined;
      if (undone?.ticketId === undefined) return aCheckIn({ ...when, ticket });
      return { ...anUndo({ ...when, ticket: undone.ticketId }, ''), target: undone.id };
    }
    case 3:
      return anOperation('unlockLead', when, { lead: subject });
    case 4:
      return anOperation('downloadInvoice', when, { invoice: subject, withoutWatermark: true });
    default:
      if (before === undefined) return anOperation('unlockLead', when, { lead: subject });
      return anOperation('voidAction', when, { target: before.id, reason: 'It failed' });
  }
}
