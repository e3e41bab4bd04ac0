import type { BridgeReply, Settings } from '../shared/bridge.ts';
import type { CallHandlers } from './answer-call.ts';
import type { EnrolmentStore } from './enrolment.ts';
import type { Hub } from './hub.ts';
import type { Journal } from './journal.ts';
import type { Log } from './log.ts';
import type { SegmentStore } from './segments.ts';
import type { ServerLogFile } from './server-log.ts';
import type { SettingsStore } from './settings.ts';

export interface BridgeServices {
  readonly journal: Journal;
  readonly segments: SegmentStore;
  readonly serverLog: ServerLogFile;
  readonly settings: SettingsStore;
  readonly enrolment: EnrolmentStore;
  readonly hub: Hub;
  readonly log: Log;
  readonly app: BridgeReply<'app.describe'>;
  /** Called with settings that have just been stored. */
  readonly applySettings: (settings: Settings) => void;
  /** Deletes everything and starts the app anew. */
  readonly wipe: () => Promise<void>;
}

/** Which part of the main process answers which call. */
export function createCallHandlers(services: BridgeServices): CallHandlers {
  const { journal, segments, serverLog, settings, enrolment, hub, log, app, applySettings, wipe } = services;
  return {
    'journal.open': () => journal.open(),
    'journal.append': (texts) => journal.append(texts),
    'journal.read': ({ from, limit }) => journal.read(from, limit),
    'journal.replace': (texts) => journal.replace(texts),
    'segment.write': ({ hash, bytes }) => segments.write(hash, bytes),
    'segment.read': (hash) => segments.read(hash),
    'segment.keepOnly': async (hashes) => ({ deleted: await segments.keepOnly(hashes) }),
    'serverLog.append': (lines) => serverLog.append(lines),
    'serverLog.read': (from) => serverLog.read(from),
    'serverLog.clear': async () => {
      await serverLog.clear();
      return undefined;
    },
    'device.renew': async () => ({ deviceId: await journal.renewDevice() }),
    'enrolment.read': () => enrolment.read(),
    'enrolment.write': (enrolled) => enrolment.write(enrolled),
    'enrolment.clear': async () => {
      await enrolment.clear();
      return undefined;
    },
    'hub.status': () => hub.status(),
    'hub.start': (request) => hub.start(request),
    'hub.stop': () => hub.stop(),
    'data.wipe': async () => {
      await wipe();
      return undefined;
    },
    'settings.read': () => settings.read(),
    'settings.write': async (changed) => {
      const result = await settings.write(changed);
      if (result.ok) applySettings(changed);
      return result;
    },
    'log.write': ({ level, message }) => {
      log[level](`Page: ${message}`);
      return undefined;
    },
    'app.describe': () => app,
  };
}
