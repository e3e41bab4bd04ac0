import { stat } from 'node:fs/promises';
import * as v from 'valibot';
import { deviceIdSchema } from '../shared/ids.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/**
 * Names a file apart from every copy of it: its number in the file system and the nanosecond it was made. The number alone
 * is not enough, because file systems give a deleted file's number to the next one: a profile that was removed and
 * restored from a backup would pass for the original. The volume is left out, because its number changes between starts
 * of some systems.
 */
const fileIdentitySchema = v.pipe(v.string(), v.regex(/^\d+:-?\d+$/), v.brand('FileIdentity'));
export type FileIdentity = v.InferOutput<typeof fileIdentitySchema>;

export async function identifyFile(path: string): Promise<FileIdentity> {
  const { ino, birthtimeNs } = await stat(path, { bigint: true });
  return v.parse(fileIdentitySchema, `${ino}:${birthtimeNs}`);
}

const deviceFileSchema = v.object({
  deviceId: deviceIdSchema,
  /** The journal's file; while it is being replaced, the old one and the new one. */
  journalFiles: v.array(fileIdentitySchema),
});
/** Says which laptop the journal beside it belongs to. */
export type DeviceFile = Readonly<v.InferOutput<typeof deviceFileSchema>>;

/** Undefined when there is none or it is damaged. */
export function readDeviceFile(path: string): Promise<DeviceFile | undefined> {
  return readJsonFile(path, deviceFileSchema);
}

export function writeDeviceFile(path: string, device: DeviceFile): Promise<void> {
  return writeJsonFile(path, device);
}
