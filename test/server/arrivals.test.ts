import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/server/store/database.ts';
import type { Operation } from '../../src/shared/operation.ts';
import type { Ticket } from '../../src/shared/ticket.ts';
import { aCheckIn, aCheckOut, aTicket, anOperation, eventId, listId } from '../builders/facts.ts';
import { databases } from './databases.ts';
import { bring, pack, type PackedSegment } from './guest-lists.ts';
import { type EnrolledLaptop, type InjectedServer, openInjectedServer, startsAt } from './injected-server.ts';
import { pullAll, push } from './sending.ts';

interface Posted {
  readonly kind: string;
  readonly action: string;
  readonly operation: string;
}

/** What a check-in costs depends on whether the guest list itself counted the guest in on its list. */
describe.each(databases)('guests who have arrived by the guest list, on $name', ({ open }) => {
  let database: Database;
  let server: InjectedServer;
  let owner: EnrolledLaptop;
  let galas = 0;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    galas += 1;
    server = await openInjectedServer(database, { secrets: `arrivals ${String(galas)}` });
    ({ owner } = await server.found('Gala'));
  });

  const hour = 3_600_000;
  const arrived: Partial<Ticket> = { arrivedAt: startsAt - hour, arrivedOn: listId('main') };
  const guests = (...tickets: readonly Partial<Ticket>[]): PackedSegment => pack(tickets.map(aTicket));
  const when = (id: string, ms = startsAt) => ({ id, ms, device: 'Gala owner' });

  function importOf(
    id: string,
    issued: readonly PackedSegment[],
    {
      changed = [],
      ms = startsAt - 2 * hour,
      event = 'gala',
    }: { changed?: readonly PackedSegment[]; ms?: number; event?: string } = {},
  ): Operation {
    const facts = { listId: listId('main'), fileName: 'a.csv', system: 'luma', free: 0, paid: 1 };
    const refs = (segments: readonly PackedSegment[]) => segments.map(({ ref }) => ref);
    const operation = anOperation('importTickets', when(id, ms), {
      ...facts,
      issued: refs(issued),
      changed: refs(changed),
    });
    return { ...operation, eventId: eventId(event) };
  }

  const checkIn = (id: string, ticket: string): Operation => aCheckIn({ ...when(id), ticket });

  /** Which of the operations were charged for. */
  async function charged(...batches: readonly (readonly Operation[])[]): Promise<readonly string[]> {
    let from = 1;
    for (const batch of batches) {
      await push(server, owner, batch, from);
      from += batch.length;
    }
    const entries = (await pullAll(server, owner)).flatMap((row) => row.entries) as readonly Posted[];
    return entries.flatMap(({ kind, action, operation }) =>
      kind === 'charge' && action === 'checkIn' ? [operation] : [],
    );
  }

  it('one who has, and is let in once, is a duplicate; one who has not pays', async () => {
    const list = guests({ code: 'A', ...arrived }, { code: 'B' });
    await bring(server, owner, list);
    const [a, b] = [checkIn('a', 'A'), checkIn('b', 'B')];
    expect(await charged([importOf('list', [list])], [a, b])).toEqual([b.id]);
  });

  it('the import may come in the same batch: what comes after it knows of it', async () => {
    const list = guests({ code: 'A', ...arrived }, { code: 'B', ...arrived });
    await bring(server, owner, list);
    const [early, late] = [checkIn('early', 'A'), checkIn('late', 'B')];
    expect(await charged([early, importOf('list', [list]), late])).toEqual([early.id]);
  });

  it('it counts on the list that it names, and in its event', async () => {
    const list = guests({ code: 'A', ...arrived, arrivedOn: listId('other') }, { code: 'B', ...arrived });
    const elsewhere = guests({ code: 'C', ...arrived });
    for (const each of [list, elsewhere]) await bring(server, owner, each);
    const [a, b, c] = [checkIn('a', 'A'), checkIn('b', 'B'), checkIn('c', 'C')];
    const imports = [importOf('list', [list]), importOf('elsewhere', [elsewhere], { event: 'ball' })];
    expect(await charged(imports, [a, b, c])).toEqual([a.id, c.id]);
  });

  it('a later segment that holds the ticket decides, whether or not it says that the guest has arrived', async () => {
    const first = guests({ code: 'A', ...arrived }, { code: 'B' }, { code: 'C', ...arrived });
    const second = guests({ code: 'A' }, { code: 'B', ...arrived });
    for (const each of [first, second]) await bring(server, owner, each);
    const [a, b, c] = [checkIn('a', 'A'), checkIn('b', 'B'), checkIn('c', 'C')];
    const imports = [importOf('later', [], { changed: [second], ms: startsAt - hour }), importOf('list', [first])];
    expect(await charged(imports, [a, b, c])).toEqual([a.id]);
  });

  it('a guest who had arrived and goes out pays on coming back', async () => {
    const list = guests({ code: 'A', ...arrived });
    await bring(server, owner, list);
    const out = aCheckOut({ ...when('out'), ticket: 'A' });
    const back = aCheckIn({ ...when('back', startsAt + 1), ticket: 'A' }, { reentry: 'after-exit' });
    expect(await charged([importOf('list', [list])], [checkIn('a', 'A'), out], [back])).toEqual([back.id]);
  });

  it('a segment that is not here yet says nothing', async () => {
    const list = guests({ code: 'A', ...arrived });
    const a = checkIn('a', 'A');
    expect(await charged([importOf('list', [list])], [a])).toEqual([a.id]);
  });
});
