import * as v from 'valibot';
import type { Role } from '../../src/shared/role.ts';
import { type Membership, membershipSchema } from '../../src/shared/wire.ts';
import { type ErrorCode } from '../../src/shared/wire-error.ts';
import type { SyncReport } from '../../src/renderer/sync/sync-report.ts';
import type { SyncCaller, SyncService } from '../../src/renderer/sync/sync-service.ts';
import { answering } from './answering.ts';
import { deviceId } from './facts.ts';

/** The worker's part of sync without a worker and without a server: it tells the page what a test has it tell. */
export interface StubService {
  readonly service: SyncService;
  /** What enrolling brings: a role, or why it brings none. */
  answer: Role | ErrorCode | 'unreachable';
  /** Tells the page how sync stands from now on: as before, but for this. */
  report(changes: Partial<SyncReport>): void;
  /** What the page has asked for, in its order. */
  readonly asked: readonly string[];
}

export const stubServer = 'http://192.168.1.20:7380';
export const stubLink = `admit://enrol?server=${encodeURIComponent(stubServer)}&code=K7QM3XVD`;

export function aMembership(role: Role): Membership {
  return v.parse(membershipSchema, {
    organisation: { id: deviceId('organisation'), name: 'Gala Ltd' },
    device: deviceId('one'),
    name: 'Door 3',
    role,
    events: null,
    publicKey: 'a'.repeat(64),
  });
}

export function aStubService(answer: StubService['answer'] = 'owner'): StubService {
  const { request } = answering({});
  const asked: string[] = [];
  let report: SyncReport | undefined;
  let caller: SyncCaller | undefined;

  async function ask(what: string): Promise<void> {
    asked.push(what);
    return Promise.resolve();
  }

  function tell(changes: Partial<SyncReport>): void {
    if (report === undefined) throw new Error('Nothing has been started');
    report = { ...report, ...changes };
    caller?.onReport(report);
  }

  const stub: StubService = {
    answer,
    asked,
    report: tell,
    service: {
      async start({ membership }, page) {
        await ask('start');
        caller = page;
        report = atFirst(membership);
        tell({});
      },
      stop: async () => ask('stop'),
      wake: async () => Promise.resolve(),
      hurry: async () => ask('hurry'),
      retryParked: async () => ask('retryParked'),
      call: request,
      async enrol(server, { code, name }) {
        asked.push(`enrol ${server} ${code}${name === undefined ? '' : ` as ${name}`}`);
        const parsed = v.safeParse(membershipSchema.entries.role, stub.answer);
        if (parsed.success) {
          const value = { serverAt: 0, token: 'token', ...aMembership(parsed.output) };
          return Promise.resolve({ kind: 'ok', value: { ...value, name: name ?? value.name } });
        }
        return answering({ enrol: stub.answer }).request('enrol', { code, device: deviceId('one'), formerDevices: [] });
      },
      async signOut(server) {
        await ask(`signOut ${server}`);
        return { kind: 'ok', value: { serverAt: 0 } };
      },
    },
  };
  return stub;
}

function atFirst(membership: Membership): SyncReport {
  return {
    membership,
    link: 'online',
    toPull: 0,
    upToDateAt: Date.now(),
    lastContactAt: Date.now(),
    listProgress: { here: 0, all: 0 },
    parked: [],
    clockOffsetMs: 0,
    clockSkewMs: 0,
    updateNeeded: false,
    hasForgedLease: false,
  };
}
