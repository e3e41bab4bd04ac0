import { sha256 as sha256Bytes } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import {
  type Bridge,
  bridgeCalls,
  type BridgeCall,
  type BridgeReply,
  defaultSettings,
  type Enrolment,
  type HubStatus,
  type JournalReport,
  type Settings,
  type WriteFailure,
  type WriteResult,
} from '../../src/shared/bridge.ts';
import { type DeviceId, deviceIdSchema, type Hash } from '../../src/shared/ids.ts';
import { emptyHead, follows, type Head, readJournalLine, type Sha256 } from '../../src/shared/journal-line.ts';
import { type CallMain, connectMain } from '../../src/renderer/ledger/main-process.ts';

export function sha256(text: string): string {
  return bytesToHex(sha256Bytes(utf8ToBytes(text)));
}

/** A laptop's disk as the renderer sees it through the bridge, kept in memory, with the main process's rules. */
export interface MemoryMain {
  readonly bridge: Bridge;
  readonly callMain: CallMain;
  readonly journal: string[];
  readonly segments: Map<Hash, Uint8Array<ArrayBuffer>>;
  /** What the next writes answer, while set: a full disk, another writer. */
  failure: Pick<WriteFailure, 'reason' | 'detail'> | undefined;
  settings: Settings;
  /** Overrides of what opening reports: damage the main process would have found. */
  report: Partial<JournalReport>;
  demo: boolean;
  /** What was heard of a server, line by line. */
  readonly serverLog: string[];
  /** Under which the laptop records; renewed when it is found to be a copy. */
  deviceId: DeviceId;
  enrolment: Enrolment | null;
  /** Where the token goes: without a key store, it is gone with the next start. */
  kept: BridgeReply<'enrolment.write'>['kept'];
  hub: HubStatus;
  /** Given with `--enrol`. */
  enrolLink: string | undefined;
  /** How often everything was deleted. */
  wipes: number;
}

type Handlers = {
  [C in BridgeCall]: (request: v.InferOutput<(typeof bridgeCalls)[C]['request']>) => BridgeReply<C>;
};

function headOf(texts: readonly string[], hash: Sha256): Head {
  let head = emptyHead;
  for (const text of texts) {
    const line = readJournalLine(text, hash);
    if (line === undefined || !follows(head, line)) break;
    head = line;
  }
  return { seq: head.seq, hash: head.hash };
}

function deviceNumber(number: number): DeviceId {
  return v.parse(deviceIdSchema, `018f4e5a-0000-7000-8000-${String(number).padStart(12, '0')}`);
}

/** What may be another than usual. */
interface MemoryMainFacts {
  /** The name that the laptop gets when it is found to be a copy. */
  readonly newDevice?: () => DeviceId;
  /** A faster SHA-256. */
  readonly sha?: Sha256;
}

export function createMemoryMain({ newDevice, sha = sha256 }: MemoryMainFacts = {}): MemoryMain {
  const journal: string[] = [];
  const segments = new Map<Hash, Uint8Array<ArrayBuffer>>();
  let renewals = 0;

  function write(work: () => void): WriteResult {
    if (main.failure !== undefined) return { ok: false, ...main.failure };
    work();
    return { ok: true };
  }

  const handlers: Handlers = {
    'journal.open': () => ({
      deviceId: main.deviceId,
      head: headOf(journal, sha),
      copied: false,
      torn: false,
      ...main.report,
    }),
    'journal.append': (texts) => {
      let head = headOf(journal, sha);
      for (const text of texts) {
        const line = readJournalLine(text, sha);
        if (line === undefined || !follows(head, line))
          return { ok: false, reason: 'out-of-step', detail: `after ${String(head.seq)}` };
        head = line;
      }
      return write(() => journal.push(...texts));
    },
    'journal.read': ({ from, limit }) => journal.slice(from - 1, from - 1 + limit),
    'journal.replace': (texts) => write(() => journal.splice(0, journal.length, ...texts)),
    'segment.write': ({ hash, bytes }) => write(() => segments.set(hash, new Uint8Array(bytes))),
    'segment.read': (hash) => segments.get(hash) ?? null,
    'segment.keepOnly': (keep) => {
      const others = [...segments.keys()].filter((hash) => !keep.includes(hash));
      for (const hash of others) segments.delete(hash);
      return { deleted: others.length };
    },
    'serverLog.append': (lines) => write(() => main.serverLog.push(...lines)),
    'serverLog.read': (from) => ({ lines: main.serverLog.slice(from), next: null }),
    'serverLog.clear': () => void (main.serverLog.length = 0),
    'device.renew': () => {
      renewals += 1;
      main.deviceId = newDevice?.() ?? deviceNumber(1 + renewals);
      return { deviceId: main.deviceId };
    },
    'enrolment.read': () => main.enrolment,
    'enrolment.write': (enrolment) => {
      main.enrolment = enrolment;
      return { kept: main.kept };
    },
    'enrolment.clear': () => void (main.enrolment = null),
    'hub.status': () => main.hub,
    'hub.start': ({ port }) => {
      main.hub = {
        state: 'running',
        addresses: [`http://192.168.1.20:${String(port)}`, `http://127.0.0.1:${String(port)}`],
        ownerCode: 'K7QM3XVD',
      };
      return main.hub;
    },
    'hub.stop': () => (main.hub = { state: 'stopped' }),
    'data.wipe': () => {
      journal.length = 0;
      segments.clear();
      main.serverLog.length = 0;
      main.enrolment = null;
      main.hub = { state: 'stopped' };
      main.wipes += 1;
    },
    'settings.read': () => main.settings,
    'settings.write': (settings) => write(() => (main.settings = settings)),
    'log.write': () => undefined,
    'app.describe': () => ({
      version: '0.0.0',
      runtime: 'memory',
      demo: main.demo,
      startedAt: 0,
      dataFolder: '/nowhere',
      ...(main.enrolLink !== undefined && { enrolLink: main.enrolLink }),
    }),
  };

  const bridge: Bridge = {
    async call(name, request) {
      const handler = handlers[name] as (request: unknown) => unknown;
      return handler(v.parse(bridgeCalls[name].request, request));
    },
  };
  const main: MemoryMain = {
    bridge,
    callMain: connectMain(bridge),
    journal,
    segments,
    failure: undefined,
    settings: defaultSettings,
    report: {},
    demo: false,
    serverLog: [],
    deviceId: deviceNumber(1),
    enrolment: null,
    kept: 'key-store',
    hub: { state: 'stopped' },
    enrolLink: undefined,
    wipes: 0,
  };
  return main;
}
