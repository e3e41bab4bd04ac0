import { join } from 'node:path';
import * as v from 'valibot';
import { defaultSettings, settingsSchema } from '../shared/bridge.ts';
import type { Settings, WriteResult } from '../shared/bridge.ts';
import { describeWriteFailure } from './file-errors.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { createSerialQueue } from './serial-queue.ts';

export interface SettingsStore {
  /** The stored settings; the defaults when there are none or the file is damaged (it is kept aside). */
  read(): Promise<Settings>;
  /** Stores the settings durably. */
  write(settings: Settings): Promise<WriteResult>;
}

/** A file of an older version lacks the settings that came later; they start at their defaults. */
const storedSettingsSchema = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform((stored) => ({ ...defaultSettings, ...stored })),
  settingsSchema,
);

export function createSettingsStore(folder: string): SettingsStore {
  const path = join(folder, 'settings.json');
  const queue = createSerialQueue();
  return {
    read: () => queue.run(async () => (await readJsonFile(path, storedSettingsSchema)) ?? defaultSettings),
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
