import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { mirrorOrganisation } from '../../src/server/hub-organisation.ts';
import { checkSegment } from '../../src/server/check-segment.ts';
import { createRelay, type Relay } from '../../src/server/relay/relay.ts';
import { connectUpstream } from '../../src/server/relay/upstream.ts';
import { isRefusal } from '../../src/server/refusal.ts';
import { createCode } from '../../src/server/store/codes.ts';
import type { Database } from '../../src/server/store/database.ts';
import { readHead } from '../../src/server/store/pull.ts';
import { takeFromAbove } from '../../src/server/store/push.ts';
import { writeSegment } from '../../src/server/store/segments.ts';
import { type Hash, hashSchema } from '../../src/shared/ids.ts';
import type { Operation } from '../../src/shared/operation.ts';
import type { Ticket } from '../../src/shared/ticket.ts';
import { type PushAnswer, routes } from '../../src/shared/wire.ts';
import { anyServer, openFaultyLine } from './faulty-line.ts';
import { type EnrolledLaptop, type InjectedServer, openInjectedServer } from './injected-server.ts';

export interface Databases {
  readonly above: Database;
  readonly hub: Database;
}

export type Side = keyof Databases;
export type Venue = Awaited<ReturnType<typeof openVenue>>;

/** A hub at a venue, with a server above it that the office uses, both as functions. `run`: tells its secrets apart. */
export async function openVenue(databases: Databases, run: string) {
  const above = await openInjectedServer(databases.above, { secrets: `${run} above` });
  const hub = await openInjectedServer(databases.hub, { secrets: `${run} hub` });
  const { organisation, owner: office } = await above.found(`Gala ${run}`);
  let forwarder = await above.invite(office, 'hub', 'Hub');
  await mirror(forwarder);

  async function mirror({ reply }: EnrolledLaptop): Promise<void> {
    const { serverAt: _, token, ...membership } = reply;
    await mirrorOrganisation(databases.hub, { server: anyServer, membership, token }, hub.means.random);
  }

  const grant = { organisation: organisation.id, name: 'Box', role: 'owner', events: null } as const;
  const code = await createCode(
    databases.hub,
    { ...grant, expiresAt: hub.clock.at + 60_000 },
    { random: hub.means.random, now: hub.clock.at },
  );
  const box = await hub.enrol(code, `Box ${run}`);
  const door = await hub.invite(box, 'owner', `Door ${run}`);
  const line = openFaultyLine(above);
  const servers: Readonly<Record<Side, InjectedServer>> = { above, hub };
  const laptops = [openLaptop(hub, box), openLaptop(hub, door), openLaptop(above, office)] as const;

  /** The relay as a new start of the hub makes it; `database` stands in for the hub's own. */
  function openRelay(database = databases.hub): Relay {
    const { device, token } = forwarder;
    return createRelay({
      database,
      organisationId: organisation.id,
      hub: device,
      server: anyServer,
      upstream: connectUpstream(anyServer, token),
      takeIn: (rows) => takeFromAbove(database, { organisation: organisation.id, hub: device }, rows, hub.clock.at),
      async storeSegment(hash, bytes) {
        const segment = await checkSegment(hash, bytes, 1_000_000);
        if (isRefusal(segment)) throw new Error('It is none');
        await writeSegment(database, organisation.id, segment);
      },
      now: () => hub.clock.at,
    });
  }

  return {
    organisation: organisation.id,
    line,
    servers,
    laptops,
    openRelay,
    /** Under which name the hub is enrolled above. */
    hubName: () => forwarder.device,
    /** Enrols the hub above under another name, and starts it again. */
    async enrolAnew(): Promise<void> {
      forwarder = await above.invite(office, 'hub', 'Hub again');
      await mirror(forwarder);
    },
    /** Moves both clocks on. Returns what they show. */
    tick(): number {
      above.clock.at += 1_000;
      hub.clock.at = above.clock.at;
      return hub.clock.at;
    },
    head: (side: Side) => readHead(databases[side], organisation.id),
    /** The operations of a side's log, in its order. */
    async operations(side: Side): Promise<readonly Operation[]> {
      const rows = await databases[side].query<{ readonly operation: string }>(
        'select operation from operations where organisation_id = $1 order by position',
        [organisation.id],
      );
      return rows.map(({ operation }) => JSON.parse(operation) as Operation);
    },
    async segments(side: Side): Promise<readonly string[]> {
      const rows = await databases[side].query<{ readonly hash: string }>(
        'select hash from segments where organisation_id = $1 order by hash',
        [organisation.id],
      );
      return rows.map(({ hash }) => hash);
    },
    async parked(side: Side): Promise<readonly string[]> {
      const rows = await databases[side].query<{ readonly reason: string }>(
        'select reason from parked where organisation_id = $1 and resolved_at is null order by id',
        [organisation.id],
      );
      return rows.map(({ reason }) => reason);
    },
  };
}

/** A laptop with its journal, which sends as laptops do: a guest list's segments before the import that names them. */
export type VenueLaptop = ReturnType<typeof openLaptop>;

function openLaptop(server: InjectedServer, { device, token, reply }: EnrolledLaptop) {
  const journal: Operation[] = [];
  const packed = new Map<Hash, Uint8Array<ArrayBuffer>>();

  async function sendSegments(): Promise<void> {
    for (const [hash, body] of packed) {
      const headers = { 'content-type': 'application/octet-stream' };
      const answer = await server.request('PUT', `/v1/segments/${hash}`, { token, body, headers });
      if (answer.status !== 200) throw new Error(await answer.text());
    }
  }

  async function sendFrom(place: number): Promise<readonly PushAnswer[]> {
    const operations = journal.slice(place).map((operation, index) => ({ seq: place + index + 1, operation }));
    if (operations.length === 0) return [];
    return (await server.ask(routes.push, { token, body: { operations } })).answers;
  }

  return {
    device,
    name: reply.name,
    reply,
    token,
    server,
    journal,
    /** Packs tickets into a segment that an import can name. */
    pack(tickets: readonly Ticket[]): { readonly hash: Hash; readonly tickets: number } {
      const bytes = new Uint8Array(gzipSync(JSON.stringify(tickets)));
      const hash = v.parse(hashSchema, createHash('sha256').update(bytes).digest('hex'));
      packed.set(hash, bytes);
      return { hash, tickets: tickets.length };
    },
    /** Records operations and sends them to the laptop's own server. */
    async record(...operations: readonly Operation[]): Promise<readonly PushAnswer[]> {
      journal.push(...operations);
      await sendSegments();
      return sendFrom(journal.length - operations.length);
    },
    /** The same, for a laptop whose segments cannot be read at the moment. */
    recordWithoutSegments(...operations: readonly Operation[]): Promise<readonly PushAnswer[]> {
      journal.push(...operations);
      return sendFrom(journal.length - operations.length);
    },
    sendSegments,
    /** What a laptop does when its server was restored. */
    async sendEverything(): Promise<void> {
      await sendSegments();
      await sendFrom(0);
    },
  };
}
