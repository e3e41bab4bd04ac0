import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { aCheckIn, anOperation, listId } from '../../../test/builders/facts.ts';
import { aTransport, refused, unreachable } from '../../../test/builders/scripted-transport.ts';
import { aPage, ownOf } from '../../../test/builders/sync-page.ts';
import { type Hash, hashSchema } from '../../shared/ids.ts';
import { type PushAnswer, type PushReply, startCursor } from '../../shared/wire.ts';
import type { LaneResult } from './lane.ts';
import { createContact } from './contact.ts';
import { createOutbox } from './outbox.ts';
import { createPushLane } from './push-lane.ts';

interface Sent {
  readonly operations: readonly { readonly seq: number }[];
}

/** A server that applies everything, but for the operations that it chokes on. */
function aLane(count: number) {
  const facts: { bad: Set<number>; badStatus: number; uploads: LaneResult[]; cloned: boolean } = {
    bad: new Set(),
    badStatus: 400,
    uploads: [],
    cloned: false,
  };
  const sizes: number[] = [];
  const taken = new Set<number>();
  function answer({ operations }: Sent) {
    sizes.push(operations.length);
    if (operations.some(({ seq }) => facts.bad.has(seq))) return refused('malformed', facts.badStatus);
    const answers = operations.map(({ seq }): PushAnswer => {
      taken.add(seq);
      return { seq, outcome: 'applied', position: taken.size };
    });
    return { head: { ...startCursor, position: taken.size, balances: {} }, answers, cloned: facts.cloned };
  }
  const transport = aTransport({ push: answer });
  const page = aPage(
    ownOf(Array.from({ length: count }, (_, n) => aCheckIn({ id: String(n), ms: n, ticket: `T-${String(n)}` }))),
  );
  const outbox = createOutbox(page);
  const uploaded: (readonly Hash[])[] = [];
  const replies: PushReply[] = [];
  const lane = createPushLane({
    contact: createContact(transport, () => 0),
    outbox,
    async upload(hashes) {
      uploaded.push(hashes);
      return facts.uploads.shift() ?? 'idle';
    },
    pulledTo: () => 0,
    onReply: (reply) => replies.push(reply),
  });
  /** Steps until there is nothing to do, or it waits; fails when that takes for ever. */
  async function run(): Promise<LaneResult> {
    for (let steps = 0; steps < 1_000; steps += 1) {
      const result = await lane();
      if (result !== 'worked') return result;
    }
    throw new Error('It does not come to an end');
  }
  return { lane, run, transport, answer, page, outbox, facts, sizes, taken, uploaded, replies };
}

const hash = v.parse(hashSchema, 'b'.repeat(64));
const other = v.parse(hashSchema, 'c'.repeat(64));

describe('pushing', () => {
  it('sends everything, at most 500 at a time, in order', async () => {
    const { run, sizes, taken, outbox } = aLane(1_203);
    expect(await run()).toBe('idle');
    expect(sizes).toEqual([500, 500, 203]);
    expect([...taken]).toEqual(Array.from({ length: 1_203 }, (_, n) => n + 1));
    expect(outbox.isAwaited()).toBe(true);
  });

  it('asks nothing when there is nothing to send', async () => {
    const { lane, transport } = aLane(0);
    expect([await lane(), transport.asked]).toEqual(['idle', []]);
  });

  it('tells what the server said', async () => {
    const { run, facts, replies } = aLane(2);
    facts.cloned = true;
    await run();
    expect(replies).toMatchObject([{ cloned: true, head: { position: 2 } }]);
  });

  it('an answer to nothing that was asked gets nowhere, and nothing is lost', async () => {
    const { lane, run, transport, answer, taken } = aLane(2);
    transport.script.push = () => ({ head: { ...startCursor, balances: {} }, answers: [], cloned: false });
    expect(await lane()).toBe('stuck');
    transport.script.push = () => ({
      head: { ...startCursor, balances: {} },
      answers: [{ seq: 77, outcome: 'applied', position: 1 }],
      cloned: false,
    });
    expect(await lane()).toBe('stuck');
    transport.script.push = answer;
    await run();
    expect(taken.size).toBe(2);
  });
});

describe('an operation that the server chokes on', () => {
  it.each([400, 413])('is found by halves and parked alone (%i); all others get there', async (status) => {
    const { run, facts, taken, outbox, sizes } = aLane(700);
    facts.bad.add(333);
    facts.badStatus = status;
    expect(await run()).toBe('idle');
    expect(outbox.parked().map(({ seq, reason }) => [seq, reason])).toEqual([[333, 'malformed']]);
    expect(taken.size).toBe(699);
    expect(sizes.length).toBeLessThan(40);
  });

  it('does so for each of several', async () => {
    const { run, facts, taken, outbox } = aLane(100);
    for (const seq of [1, 2, 50, 99, 100]) facts.bad.add(seq);
    expect(await run()).toBe('idle');
    expect(outbox.parked().map(({ seq }) => seq)).toEqual([1, 2, 50, 99, 100]);
    expect(taken.size).toBe(95);
  });

  it('with a failure of the server’s own goes last, and is tried again', async () => {
    const { lane, facts, taken, outbox } = aLane(8);
    facts.bad.add(1);
    facts.badStatus = 500;
    const results: LaneResult[] = [];
    for (let steps = 0; steps < 20 && taken.size < 7; steps += 1) results.push(await lane());
    expect(taken.size).toBe(7);
    expect(results.filter((result) => result !== 'worked').length).toBeGreaterThan(0);
    expect(outbox.parked()).toEqual([]);
    facts.bad.clear();
    for (let steps = 0; steps < 5 && taken.size < 8; steps += 1) await lane();
    expect(taken.size).toBe(8);
  });
});

describe('a line that breaks', () => {
  it('is given less at a time, then more again', async () => {
    const { lane, run, transport, answer, sizes, taken } = aLane(1_000);
    let breaks = 3;
    transport.script.push = (request) => {
      if (breaks === 0) return answer(request);
      breaks -= 1;
      return unreachable;
    };
    expect([await lane(), await lane(), await lane()]).toEqual([unreachable, unreachable, unreachable]);
    await run();
    expect(sizes.slice(0, 3)).toEqual([63, 126, 252]);
    expect(taken.size).toBe(1_000);
  });

  it.each([unreachable, refused('rate-limited', 429), refused('unavailable', 503), refused('revoked', 401)])(
    'parks nothing: %j',
    async (failure) => {
      const { lane, transport, outbox } = aLane(1);
      transport.script.push = () => failure;
      expect(await lane()).toEqual(failure);
      expect([outbox.parked(), (await outbox.next(9)).length]).toEqual([[], 1]);
    },
  );
});

describe('guest lists', () => {
  it('are at the server before what names them', async () => {
    const { lane, facts, page, transport, uploaded } = aLane(1);
    const imported = anOperation(
      'importTickets',
      { id: 'import', ms: 9 },
      {
        listId: listId('main'),
        fileName: 'guests.csv',
        system: 'Test',
        issued: [{ hash, tickets: 1 }],
        changed: [{ hash: other, tickets: 1 }],
        free: 1,
        paid: 0,
      },
    );
    page.own.push(...ownOf([imported], [2]));
    facts.uploads = ['worked', unreachable, 'idle'];
    expect([await lane(), await lane(), transport.asked.length]).toEqual(['worked', unreachable, 0]);
    expect(await lane()).toBe('worked');
    expect([uploaded, transport.asked.length]).toEqual([[1, 2, 3].map(() => [hash, other]), 1]);
  });
});
