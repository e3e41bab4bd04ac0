import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { UpstreamError } from '../../src/server/relay/upstream.ts';
import type { Database, Queryable } from '../../src/server/store/database.ts';
import { openEmbedded } from '../../src/server/store/embedded.ts';
import { migrate } from '../../src/server/store/migrate.ts';
import { contentHash } from '../../src/server/store/read-operation.ts';
import { leaseText } from '../../src/shared/credit/lease.ts';
import { routes } from '../../src/shared/wire.ts';
import { aCheckIn, anOperation } from '../builders/facts.ts';
import { silentLog } from '../builders/silent-log.ts';
import type { LineFault } from './faulty-line.ts';
import { backUp } from './restore.ts';
import { type Act, acts, agreement, guestList, openNames, perform } from './venue-acts.ts';
import { type Databases, openVenue, type Side, type Venue } from './venue.ts';

let databases: Databases;
let runs = 0;

async function openDatabase(): Promise<Database> {
  const database = await openEmbedded({}, silentLog);
  await migrate(database);
  return database;
}
beforeAll(async () => {
  const [above, hub] = await Promise.all([openDatabase(), openDatabase()]);
  databases = { above, hub };
}, 60_000);
afterAll(() => Promise.all([databases.above.close(), databases.hub.close()]));
afterEach(() => vi.unstubAllGlobals());

/** A venue of its own, on databases that it shares with the others. */
async function open() {
  const run = `run ${String((runs += 1))}`;
  const venue = await openVenue(databases, run);
  vi.stubGlobal('fetch', venue.line.fetch);
  const name = openNames(run);
  const [box, door, office] = venue.laptops;
  return { venue, name, box, door, office };
}
type Opened = Awaited<ReturnType<typeof open>>;

const untilEnd = new AbortController().signal;
const run = (venue: Venue, database?: Database): Promise<void> => venue.openRelay(database).run(untilEnd);

async function problemOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => 'none',
    (reason: unknown) => reason,
  );
  return error instanceof UpstreamError ? error.problem : String(error);
}

/** Both sides hold the same, nothing is left to do, and nobody was asked to take anything twice. */
async function expectAgreement({ venue }: Pick<Opened, 'venue'>): Promise<void> {
  const [above, hub] = [await venue.operations('above'), await venue.operations('hub')];
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  expect([...hub].sort(byId)).toEqual([...above].sort(byId));
  const made = new Set(venue.laptops.flatMap(({ journal }) => journal).map(({ id }) => id));
  expect(new Set(above.map(({ id }) => id))).toEqual(made);
  expect(above).toHaveLength(made.size);
  const [headAbove, headHub] = [await venue.head('above'), await venue.head('hub')];
  expect(headHub.balances).toEqual(headAbove.balances);
  expect(await venue.segments('hub')).toEqual(await venue.segments('above'));
  expect([await venue.parked('above'), await venue.parked('hub')]).toEqual([[], []]);

  // And it stays so.
  venue.line.arrived.length = 0;
  const relay = venue.openRelay();
  await relay.run(untilEnd);
  expect(await relay.progress()).toMatchObject({ waiting: 0 });
  expect(venue.line.arrived.filter((request) => /push|PUT/.test(request))).toEqual([]);
  expect([await venue.head('above'), await venue.head('hub')]).toEqual([headAbove, headHub]);
}

/** Both sides have done something. */
async function openBusy(): Promise<Opened> {
  const opened = await open();
  const { venue, name, box, door, office } = opened;
  await office.record(agreement(office, name(), venue.tick()), guestList(office, name(), venue.tick(), 0));
  await door.record(aCheckIn({ id: name(), ms: venue.tick(), device: door.name, ticket: 'T-0' }));
  await box.record(
    guestList(box, name(), venue.tick(), 5),
    anOperation(
      'issueTickets',
      { id: name(), ms: venue.tick(), device: box.name },
      { orderCode: 'A', free: 3, paid: 1 },
    ),
  );
  return opened;
}

describe('rows', () => {
  it('go up and come down as they were recorded, and none comes back', async () => {
    const opened = await openBusy();
    await run(opened.venue);
    await expectAgreement(opened);
    expect((await opened.venue.head('above')).balances).toEqual({ credit: 50 - 4 - 1 - 4 - 3 });
  });

  it('of the server above are not sent back to it', async () => {
    const { venue, name, office } = await open();
    await office.record(guestList(office, name(), venue.tick(), 0));
    await run(venue);
    expect(await venue.operations('hub')).toHaveLength(1);
    expect(venue.line.arrived).not.toContain('POST /v1/push');
  });

  it('are many after hours without the internet, and all go up', async () => {
    const opened = await openBusy();
    const { venue, name, door } = opened;
    venue.line.setDown(true);
    const relay = venue.openRelay();
    for (let batch = 0; batch < 3; batch += 1) {
      const scans = Array.from({ length: 150 }, () =>
        aCheckIn({ id: name(), ms: venue.tick(), device: door.name, ticket: 'T-0' }),
      );
      await door.record(...scans);
      expect(await problemOf(relay.run(untilEnd))).toBe('unreachable');
    }
    expect(await relay.progress()).toEqual({ forwardedAt: null, waiting: 453 });
    venue.line.setDown(false);
    await relay.run(untilEnd);
    expect(await relay.progress()).toEqual({ forwardedAt: venue.tick() - 1_000, waiting: 0 });
    await expectAgreement(opened);
  });

  it.each(['office', 'box'] as const)(
    'of a check-in of somebody whom the guest list of the %s counts in cost nothing on either side',
    async (who) => {
      const opened = await open();
      const { venue, name } = opened;
      const laptop = opened[who];
      await laptop.record(agreement(laptop, name(), venue.tick()), guestList(laptop, name(), venue.tick(), 0));
      await laptop.record(aCheckIn({ id: name(), ms: venue.tick(), device: laptop.name, ticket: 'T-3' }));
      await run(venue);
      await expectAgreement(opened);
      expect((await venue.head('hub')).balances).toEqual({ credit: 46 });
    },
  );
});

describe('segments', () => {
  it.each(['office', 'box'] as const)('that the %s brings later than their guest list come after it', async (who) => {
    const opened = await open();
    const { venue, name } = opened;
    const laptop = opened[who];
    await laptop.recordWithoutSegments(guestList(laptop, name(), venue.tick(), 0));
    const relay = venue.openRelay();
    await relay.run(untilEnd);
    expect(await venue.operations('above')).toEqual(await venue.operations('hub'));
    await laptop.sendSegments();
    await relay.run(untilEnd);
    expect(await venue.segments('above')).toHaveLength(1);
    await expectAgreement(opened);
  });

  it('that one side does not take hold up neither rows nor other segments', async () => {
    const opened = await open();
    const { venue, name, box } = opened;
    await box.record(guestList(box, name(), venue.tick(), 0), guestList(box, name(), venue.tick(), 4));
    // The first of them was damaged on the hub's disk.
    const [first] = await venue.segments('hub');
    await databases.hub.query('update segments set bytes = $2 where organisation_id = $1 and hash = $3', [
      venue.organisation,
      new Uint8Array([1, 2, 3]),
      first,
    ]);
    expect(await problemOf(run(venue))).toBe('malformed');
    expect(await venue.operations('above')).toHaveLength(2);
    expect(await venue.segments('above')).toHaveLength(1);
  });
});

describe('one that is parked', () => {
  it('above is answered for, and the others go on', async () => {
    const { venue, name, box, office } = await openBusy();
    const id = name();
    await office.record(aCheckIn({ id, ms: venue.tick(), device: office.name, ticket: 'T-1' }));
    await box.record(
      aCheckIn({ id, ms: venue.tick(), device: box.name, ticket: 'T-2' }),
      aCheckIn({ id: name(), ms: venue.tick(), device: box.name, ticket: 'T-5' }),
    );
    const relay = venue.openRelay();
    await relay.run(untilEnd);
    expect(await relay.progress()).toMatchObject({ waiting: 0 });
    expect([await venue.parked('above'), await venue.parked('hub')]).toEqual([['conflict'], ['conflict']]);
    expect(await venue.operations('above')).toHaveLength(7);
    expect(await venue.operations('hub')).toHaveLength(7);
  });
});

describe('a hub that is older than the server above', () => {
  it('keeps what it does not know aside, and takes it in after it was updated', async () => {
    const opened = await openBusy();
    const { venue, name, office, door } = opened;
    const when = { id: name(), ms: venue.tick(), device: office.name };
    await office.record(anOperation('sendEmail', when, { purpose: 'campaign', recipients: 7 }));
    vi.stubGlobal('fetch', async (...request: Parameters<typeof fetch>) => {
      const answer = await venue.line.fetch(...request);
      if (answer.headers.get('content-type')?.includes('json') !== true) return answer;
      const text = (await answer.text()).replaceAll('"kind":"sendEmail"', '"kind":"sendPigeon"');
      return new Response(text, { status: answer.status, headers: answer.headers });
    });
    await run(venue);
    expect(await venue.parked('hub')).toEqual(['malformed']);
    await door.record(aCheckIn({ id: name(), ms: venue.tick(), device: door.name, ticket: 'T-1' }));
    await run(venue);
    expect(await venue.operations('above')).toHaveLength(7);

    // What the hub keeps aside is what the server above sends: the update changes only whether it is understood.
    const email = (await venue.operations('above')).find(({ kind }) => kind === 'sendEmail');
    await databases.hub.query('update parked set content_hash = $2 where organisation_id = $1', [
      venue.organisation,
      contentHash(JSON.stringify(email)),
    ]);
    vi.stubGlobal('fetch', venue.line.fetch);
    await run(venue);
    await expectAgreement(opened);
  });
});

describe('a hub that was signed out above', () => {
  it('serves the venue all the same, and forwards everything once it has a new name there', async () => {
    const opened = await openBusy();
    const { venue, name, door, office } = opened;
    await run(venue);
    await venue.servers.above.ask(routes.revokeDevice, {
      token: office.token,
      body: { device: venue.hubName(), wipe: false },
    });
    const scan = () => aCheckIn({ id: name(), ms: venue.tick(), device: door.name, ticket: 'T-2' });
    expect(await door.record(scan())).toMatchObject([{ outcome: 'applied' }]);
    expect(await problemOf(run(venue))).toBe('revoked');
    expect(await door.record(scan())).toMatchObject([{ outcome: 'applied' }]);
    await venue.enrolAnew();
    await run(venue);
    await expectAgreement(opened);
  });
});

describe('a server above that was restored', () => {
  it('gets everything again that it has lost, of all laptops', async () => {
    const opened = await openBusy();
    const { venue, name, door, office } = opened;
    const restore = await backUp(databases.above, venue.organisation);
    await office.record(guestList(office, name(), venue.tick(), 9));
    await door.record(aCheckIn({ id: name(), ms: venue.tick(), device: door.name, ticket: 'T-1' }));
    await run(venue);
    const before = await venue.head('hub');
    await restore();
    await run(venue);
    await expectAgreement(opened);
    // Not by the office's own laptop: the hub had it.
    expect((await venue.head('hub')).balances).toEqual(before.balances);
  });

  it('to where the hub had taken it in, before it had seen its own rows there, gets those again', async () => {
    const opened = await openBusy();
    const { venue, name, door, office } = opened;
    await run(venue);
    const restore = await backUp(databases.above, venue.organisation);
    await door.record(aCheckIn({ id: name(), ms: venue.tick(), device: door.name, ticket: 'T-1' }));
    const relay = venue.openRelay();
    // The hub asks for news, brings its row, and asks for news in vain.
    venue.line.breakNext(['fine', 'fine', 'lost']);
    expect(await problemOf(relay.run(untilEnd))).toBe('unreachable');
    expect(await venue.operations('above')).toHaveLength(6);
    await restore();
    // Its place is another's now.
    await office.record(aCheckIn({ id: name(), ms: venue.tick(), device: office.name, ticket: 'T-0' }));
    await relay.run(untilEnd);
    await expectAgreement(opened);
  });

  it('is recognised also where it has grown as long as before', async () => {
    const opened = await openBusy();
    const { venue, name, door, office } = opened;
    const restore = await backUp(databases.above, venue.organisation);
    await door.record(aCheckIn({ id: name(), ms: venue.tick(), device: door.name, ticket: 'T-1' }));
    await run(venue);
    const { position } = await venue.head('above');
    await restore();
    while ((await venue.head('above')).position < position + 2) {
      await office.record(aCheckIn({ id: name(), ms: venue.tick(), device: office.name, ticket: 'T-0' }));
    }
    await run(venue);
    await expectAgreement(opened);
  });
});

it('a lease of the server above holds at the hub, whose laptops know the key that signed it', async () => {
  const opened = await open();
  const { venue, name, office, door } = opened;
  const lead = (device: string, subject: string) =>
    anOperation('unlockLead', { id: name(), ms: venue.tick(), device }, { lead: subject });
  await office.record(
    anOperation(
      'choosePolicy',
      { id: name(), ms: venue.tick(), device: office.name },
      { policies: ['zaplify'], timeZone: 'UTC' },
    ),
    anOperation(
      'changePlan',
      { id: name(), ms: venue.tick(), device: office.name },
      { policy: 'zaplify', plan: 'monthly-100' },
    ),
  );
  await venue.servers.above.ask(routes.lease, { token: office.token, body: { type: 'lead', wanted: 40, need: 1 } });
  await office.record(lead(office.name, 'Ana'), lead(office.name, 'Ben'));
  await door.record(lead(door.name, 'Ana'));
  await run(venue);
  const lease = (await venue.operations('hub')).find((operation) => operation.kind === 'takeLease');
  expect(lease).toEqual((await venue.operations('above')).find((operation) => operation.kind === 'takeLease'));
  const [headAbove, headHub] = [await venue.head('above'), await venue.head('hub')];
  expect(headHub.balances).toEqual(headAbove.balances);
  expect(headHub.balances).toEqual({ lead: 98 });
  const { publicKey } = await venue.servers.hub.ask(routes.membership, { token: door.token });
  expect(publicKey).toBe(office.reply.publicKey);
  expect(lease && (await isSigned(publicKey, leaseText(venue.organisation, lease), lease.signature))).toBe(true);
  // It is nothing to be forwarded.
  const relay = venue.openRelay();
  expect(await relay.progress()).toMatchObject({ waiting: 0 });
});

async function isSigned(publicKey: string, text: string, signature: string): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', Buffer.from(publicKey, 'hex'), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, Buffer.from(signature, 'hex'), Buffer.from(text));
}

const crashed = new Error('The hub has crashed.');

/** A database whose process ends at the n-th thing it is asked, before that is done or just after. */
function crashingAt(database: Database, place: number, when: 'before' | 'after') {
  let asked = 0;
  async function ask<T>(work: () => Promise<T>): Promise<T> {
    asked += 1;
    if (asked < place) return work();
    if (asked === place && when === 'after') await work();
    throw crashed;
  }
  const crashing: Database = {
    ...database,
    query: <Row>(statement: string, parameters?: readonly unknown[]) =>
      ask(() => database.query<Row>(statement, parameters)),
    transaction: <T>(work: (transaction: Queryable) => Promise<T>) => ask(() => database.transaction(work)),
  };
  return { crashing, isOver: () => asked < place };
}

describe.each(['before', 'after'] as const)('a crash %s', (when) => {
  it('any step of the hub loses nothing and brings nothing twice', async () => {
    let place = 0;
    for (let isOver = false; !isOver;) {
      place += 1;
      const opened = await openBusy();
      const hub = crashingAt(databases.hub, place, when);
      const problem = await problemOf(run(opened.venue, hub.crashing));
      isOver = hub.isOver();
      expect(problem).toBe(isOver ? 'none' : String(crashed));
      await run(opened.venue);
      await expectAgreement(opened);
    }
    expect(place).toBeGreaterThan(12);
  });
});

describe.each(['lost', 'cut', 'twice'] as const)('a request that is %s', (fault) => {
  it('whichever it is, loses nothing and brings nothing twice', async () => {
    let place = 0;
    for (let isOver = false; !isOver;) {
      const opened = await openBusy();
      const { line } = opened.venue;
      line.breakNext([...Array.from({ length: place }, () => 'fine' as const), fault]);
      const problem = await problemOf(run(opened.venue));
      place += 1;
      isOver = !line.isMended();
      line.breakNext([]);
      expect(problem).toBe(isOver || fault === 'twice' ? 'none' : 'unreachable');
      await run(opened.venue);
      await expectAgreement(opened);
    }
    expect(place).toBeGreaterThan(6);
  });
});

type Step =
  | { readonly kind: 'act'; readonly who: 0 | 1 | 2; readonly act: Act; readonly pick: number }
  | { readonly kind: 'relay'; readonly faults: readonly LineFault[] }
  | { readonly kind: 'crash'; readonly place: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'backUp' }
  | { readonly kind: 'restore' };

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('act'),
      who: fc.constantFrom(0, 1, 2),
      act: fc.constantFrom<Act>(...acts, 'checkIn', 'checkIn', 'checkIn', 'undo'),
      pick: fc.nat(11),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('relay'),
      faults: fc.array(fc.constantFrom<LineFault>('fine', 'fine', 'lost', 'cut', 'twice'), { maxLength: 8 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('crash'),
      place: fc.integer({ min: 1, max: 20 }),
      when: fc.constantFrom('before', 'after'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'backUp' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restore' } as const) },
);

/** `RELAY_RUNS=1000` looks longer. */
const numRuns = Number(process.env['RELAY_RUNS'] ?? 40);

/** What the runs had, so that a run that proves nothing is noticed. */
const seen = { faults: 0, crashes: 0, restores: 0, undone: 0, imports: 0, packs: 0, conflicts: 0 };

describe('whatever happens in between', () => {
  it(
    'the hub and the server above end with the same log, guest lists and balance',
    async () => {
      const property = fc.asyncProperty(fc.array(steps, { minLength: 10, maxLength: 40 }), async (story) => {
        const opened = await open();
        const { venue, name, office } = opened;
        await office.record(agreement(office, name(), venue.tick()), guestList(office, name(), venue.tick(), 0));
        await run(venue);
        let restore = await backUp(databases.above, venue.organisation);
        for (const step of story) {
          switch (step.kind) {
            case 'act': {
              const laptop = venue.laptops[step.who];
              const side: Side = step.who === 2 ? 'above' : 'hub';
              const operation = await perform(venue, { laptop, side, act: step.act, pick: step.pick }, name());
              if (operation !== undefined) await laptop.record(operation);
              break;
            }
            case 'relay':
              venue.line.breakNext(step.faults);
              if ((await problemOf(run(venue))) !== 'none') seen.faults += 1;
              venue.line.breakNext([]);
              break;
            case 'crash':
              if ((await problemOf(run(venue, crashingAt(databases.hub, step.place, step.when).crashing))) !== 'none') {
                seen.crashes += 1;
              }
              break;
            case 'backUp':
              restore = await backUp(databases.above, venue.organisation);
              break;
            case 'restore':
              await restore();
              seen.restores += 1;
          }
        }
        await office.sendEverything();
        await run(venue);
        await expectAgreement(opened);
        const all = await venue.operations('hub');
        const count = (kind: string) => all.filter((operation) => operation.kind === kind).length;
        seen.undone += count('undo') + count('voidAction');
        seen.imports += count('importTickets');
        seen.packs += count('buyPack');
        seen.conflicts += countConflicts(all);
      });
      await fc.assert(property, { numRuns });
      for (const times of Object.values(seen)) expect(times).toBeGreaterThan(3);
    },
    numRuns * 10_000,
  );
});

/** Guests whom both the venue and the office have checked in. */
function countConflicts(all: Awaited<ReturnType<Venue['operations']>>): number {
  const byTicket = new Map<string, Set<string>>();
  for (const operation of all) {
    if (operation.kind !== 'checkIn') continue;
    const devices = byTicket.get(operation.ticketId) ?? new Set();
    byTicket.set(operation.ticketId, devices.add(operation.at.device));
  }
  return [...byTicket.values()].filter(({ size }) => size > 1).length;
}
