import { join } from 'node:path';
import { defaultSettings, settingsSchema } from '../shared/bridge.ts';
import type { Settings, WriteResult } from '../shared/bridge.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { createSerialQueue } from './serial-queue.ts';
import { describeWriteFailure } from './write-failure.ts';

export interface SettingsStore {
  /** The stored settings; the defaults when there are none or the file is damaged (it is kept aside). */
  read(): Promise<Settings>;
  /** Stores the settings durably. */
  write(settings: Settings): Promise<WriteResult>;
}

export function createSettingsStore(folder: string): SettingsStore {
  const path = join(folder, 'settings.json');
  const queue = createSerialQueue();
  return {
    read: () => queue.run(async () => (await readJsonFile(path, settingsSchema)) ?? defaultSettings),
    write: (settings) =>
      queue.run(async () => {
        try {
          await writeJsonFile(path, settings);
          return { ok: true };
        } catch (error) {
          return describeWriteFailure(error);
        }
      }),
  };
}
