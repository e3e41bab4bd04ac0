import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { bridgeCalls } from '../shared/bridge.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** What the hub was started with; there while it is to run, so that it starts again with the app. */
const hubFileSchema = v.object({
  port: bridgeCalls['hub.start'].request.entries.port,
  organisation: bridgeCalls['hub.start'].request.entries.organisation,
});
export type HubFile = Readonly<v.InferOutput<typeof hubFileSchema>>;

const pathIn = (folder: string): string => join(folder, 'hub.json');

export function readHubFile(folder: string): Promise<HubFile | undefined> {
  return readJsonFile(pathIn(folder), hubFileSchema);
}

export function writeHubFile(folder: string, file: HubFile): Promise<void> {
  return writeJsonFile(pathIn(folder), file);
}

export function removeHubFile(folder: string): Promise<void> {
  return rm(pathIn(folder), { force: true });
}
