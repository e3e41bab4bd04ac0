import { getPublicKeyAsync, signAsync } from '@noble/ed25519';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { leaseText, sliceLease } from '../../src/shared/credit/lease.ts';
import { openCreditLedger } from '../../src/shared/credit/ledger.ts';
import { policies } from '../../src/shared/credit/policies/built-in.ts';
import { openReplay } from '../../src/shared/credit/replay.ts';
import type { Entry } from '../../src/shared/credit/entry.ts';
import { type DeviceId, deviceIdSchema, eventIdSchema, type Hash, hashSchema } from '../../src/shared/ids.ts';
import { type Operation, operationSchema } from '../../src/shared/operation.ts';
import { mayRecord, type Role } from '../../src/shared/role.ts';
import {
  type LogHead,
  type Membership,
  type ParkReason,
  PROTOCOL_VERSION,
  type PushAnswer,
  type PushRequest,
  routes,
  startCursor,
} from '../../src/shared/wire.ts';
import type {
  Answer,
  Failure,
  RouteName,
  RouteReply,
  RouteRequest,
  Transport,
} from '../../src/renderer/sync/transport.ts';
import { balancesOf } from '../../src/renderer/ledger/base.ts';
import { aMembership, organisationId } from './sync-page.ts';
import { aTake } from './leases.ts';
import { sha256 } from './memory-main.ts';
import { refused, unreachable } from './scripted-transport.ts';

interface Row {
  readonly operation: Operation;
  readonly entries: readonly Entry[];
  readonly chain: Hash;
}

interface Enrolled {
  device: DeviceId;
  role: Role;
  /** Null: all of them. */
  events: readonly string[] | null;
  revoked?: { readonly wipe: boolean };
}

/** A sync server in memory that keeps to the wire protocol: what goes in and out is JSON, and read by the schemas. */
export interface TinyServer {
  readonly log: readonly Row[];
  readonly segments: Map<Hash, Uint8Array<ArrayBuffer>>;
  readonly alarms: unknown[];
  /** What its clock shows (UTC milliseconds). */
  now: number;
  /** Rows in one answer. */
  rowsPerPage: number;
  /** The newest version that it speaks, and whether laptops of ours are too old for it. */
  protocol: number;
  isTooNew: boolean;
  /** Says so with the next push. */
  seesClone: boolean;
  /** Kinds of operations that it gives back as a newer version would: nobody here knows them. */
  newerKinds: readonly Operation['kind'][];
  /** What goes wrong on the line: the request is lost, or only its answer. */
  line: 'up' | 'down' | 'loses answers';
  /** By which balances it tells wrong ones. */
  balanceError: number;
  /** Takes a laptop in; the same name again gives it another role. */
  enrol(facts: Omit<Enrolled, 'revoked'>): { readonly transport: Transport; readonly enrolled: Enrolled };
  /** Somebody else's operations. */
  settle(operation: Operation): void;
  /** Comes back from a backup that ends at a position. */
  restoreTo(position: number): void;
  head(): LogHead;
  publicKey(): Promise<string>;
}

const seed = new Uint8Array(32).fill(9);

export function aTinyServer(): TinyServer {
  let log: Row[] = [];
  let replay = openReplay(openCreditLedger(policies));
  let takes = 0;

  const server: TinyServer = {
    get log() {
      return log;
    },
    segments: new Map(),
    alarms: [],
    now: 1_800_000_000_000,
    rowsPerPage: 500,
    protocol: PROTOCOL_VERSION,
    isTooNew: false,
    seesClone: false,
    newerKinds: [],
    line: 'up',
    balanceError: 0,
    enrol(facts) {
      const enrolled: Enrolled = { ...facts };
      return { enrolled, transport: transportFor(server, enrolled) };
    },
    settle(operation) {
      const settled = replay.settle(operation);
      if (settled.kind !== 'done') return;
      const { entries } = settled;
      const chain = v.parse(
        hashSchema,
        sha256(`${log.at(-1)?.chain ?? startCursor.chain} ${JSON.stringify(operation)}`),
      );
      log.push({ operation, entries, chain });
    },
    restoreTo(position) {
      const kept = log.slice(0, position);
      log = [];
      replay = openReplay(openCreditLedger(policies));
      for (const { operation } of kept) server.settle(operation);
    },
    head() {
      const balances = Object.entries(balancesOf(replay.ledger)).map(([type, credits]) => [
        type,
        credits + server.balanceError,
      ]);
      return {
        position: log.length,
        chain: log.at(-1)?.chain ?? startCursor.chain,
        balances: Object.fromEntries(balances),
      };
    },
    publicKey: async () => bytesToHex(await getPublicKeyAsync(seed)),
  };

  function judge(sender: Enrolled, operation: Operation): ParkReason | undefined {
    const known = log.find((row) => row.operation.id === operation.id);
    if (known !== undefined)
      return JSON.stringify(known.operation) === JSON.stringify(operation) ? undefined : 'conflict';
    if (!mayRecord(sender.role, operation.kind)) return 'role';
    if (operation.at.device !== sender.device) return 'device';
    return isToldTo(sender, operation) ? undefined : 'event';
  }

  function push(sender: Enrolled, { operations }: PushRequest) {
    const answers = operations.map(({ seq, operation: sent }): PushAnswer => {
      const read = v.safeParse(operationSchema, sent);
      if (!read.success) return { seq, outcome: 'parked', reason: 'malformed' };
      const reason = judge(sender, read.output);
      if (reason !== undefined) return { seq, outcome: 'parked', reason };
      const known = log.findIndex((row) => row.operation.id === read.output.id);
      if (known >= 0) return { seq, outcome: 'duplicate', position: known + 1 };
      server.settle(read.output);
      return { seq, outcome: 'applied', position: log.length };
    });
    const cloned = server.seesClone;
    server.seesClone = false;
    return { head: server.head(), answers, cloned };
  }

  function asSent(operation: Operation): object {
    return server.newerKinds.includes(operation.kind) ? { ...operation, kind: 'teleport' } : operation;
  }

  function pull(sender: Enrolled, { position, chain }: RouteRequest<'pull'>) {
    if (server.isTooNew) return refused('update-needed', 426);
    if ((position === 0 ? startCursor.chain : log[position - 1]?.chain) !== chain) return refused('diverged', 409);
    const rows = log.slice(position, position + server.rowsPerPage).map(({ operation, entries }, index) => ({
      position: position + index + 1,
      operation: isToldTo(sender, operation) ? asSent(operation) : null,
      entries: [...entries],
    }));
    const last = position + rows.length;
    const next = { position: last, chain: log[last - 1]?.chain ?? startCursor.chain };
    return { head: server.head(), protocol: server.protocol, rows, next };
  }

  async function lend(sender: Enrolled, { type, wanted, need }: RouteRequest<'lease'>) {
    const slices = [...sliceLease(replay.ledger, type, wanted, server.now)];
    const credits = slices.reduce((sum, slice) => sum + slice.credits, 0);
    if (credits < need) return refused('no-credits', 409, { free: credits, held: 0 });
    takes += 1;
    const notAfterAt = server.now + 3_600_000;
    const unsigned = {
      ...aTake({ id: `take ${String(takes)}`, ms: server.now }, { notAfterAt, type }),
      slices,
      holder: sender.device,
    };
    const signature = bytesToHex(await signAsync(utf8ToBytes(leaseText(organisationId, unsigned)), seed));
    server.settle({ ...unsigned, signature });
    return { head: server.head(), lease: unsigned.lease, credits, notAfterAt };
  }

  async function membershipOf({ device, role, events }: Enrolled): Promise<Membership> {
    const publicKey = await server.publicKey();
    const scope = events === null ? null : events.map((id) => v.parse(eventIdSchema, id));
    return aMembership({ device, role, events: scope, publicKey });
  }

  /** What each address does; all others are not there. */
  const handlers = {
    push,
    pull,
    lease: lend,
    missingSegments: (_: Enrolled, { hashes }: RouteRequest<'missingSegments'>) => ({
      missing: hashes.filter((hash) => !server.segments.has(v.parse(hashSchema, hash))),
    }),
    renewDevice: async (sender: Enrolled, { device }: RouteRequest<'renewDevice'>) => {
      sender.device = v.parse(deviceIdSchema, device);
      return { ...(await membershipOf(sender)), token: 'a new one' };
    },
    membership: membershipOf,
    alarm: (_: Enrolled, alarm: unknown) => {
      server.alarms.push(alarm);
      return {};
    },
  };
  const handlerOf = (route: RouteName): ((sender: Enrolled, request: unknown) => unknown) | undefined =>
    (handlers as Partial<Record<RouteName, (sender: Enrolled, request: never) => unknown>>)[route] as never;

  function transportFor(to: TinyServer, sender: Enrolled): Transport {
    async function pass<T>(work: () => Promise<T | Failure>): Promise<Answer<T>> {
      if (to.line === 'down') return unreachable;
      if (sender.revoked !== undefined) return refused('revoked', 401, sender.revoked);
      const result = await work();
      if (to.line === 'loses answers') return unreachable;
      return isFailure(result) ? result : { kind: 'ok', value: result };
    }
    return {
      async call<R extends RouteName>(route: R, request: RouteRequest<R>) {
        return pass<RouteReply<R>>(async () => {
          const { request: schema, reply } = routes[route];
          const heard: unknown = request === undefined ? undefined : JSON.parse(JSON.stringify(request));
          const asked = schema === undefined ? heard : v.parse(schema, heard);
          const answer = await handlerOf(route)?.(sender, asked);
          if (answer === undefined) return refused('not-found', 404);
          if (isFailure(answer)) return answer;
          const sent: unknown = JSON.parse(JSON.stringify({ serverAt: to.now, ...(answer as object) }));
          return v.parse(reply, sent) as RouteReply<R>;
        });
      },
      getSegment: async (hash) => pass(async () => to.segments.get(hash) ?? refused('not-found', 404)),
      putSegment: async (hash, bytes) => pass(async () => void to.segments.set(hash, bytes)),
      stream: async () => unreachable,
      useToken: () => undefined,
    };
  }
  return server;
}

function isToldTo({ events }: Enrolled, operation: Operation): boolean {
  return events === null || !('eventId' in operation) || events.includes(operation.eventId);
}

function isFailure(answer: unknown): answer is Failure {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'kind' in answer &&
    (answer.kind === 'refused' || answer.kind === 'unreachable')
  );
}
