import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { enrolmentSchema } from '../shared/bridge.ts';
import type { BridgeReply, Enrolment } from '../shared/bridge.ts';
import { syncFolder } from './durable-file.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import type { KeyStore } from './key-store.ts';
import type { Log } from './log.ts';
import { createSerialQueue } from './serial-queue.ts';

export interface EnrolmentStore {
  /** Null where the laptop works alone, or where its token could not be kept. */
  read(): Promise<Enrolment | null>;
  /** Stores it durably, or until the app closes where no key store guards the token and nobody asked for plain files. */
  write(enrolment: Enrolment): Promise<BridgeReply<'enrolment.write'>>;
  clear(): Promise<void>;
}

const { server, membership } = enrolmentSchema.entries;
const storedSchema = v.object({
  server,
  membership,
  token: v.variant('form', [
    v.object({ form: v.literal('encrypted'), base64: v.string() }),
    v.object({ form: v.literal('plain'), text: v.string() }),
  ]),
});
type Stored = v.InferOutput<typeof storedSchema>;

/** Keeps `enrolment.json` in the folder. */
export function createEnrolmentStore(folder: string, keyStore: KeyStore, log: Log): EnrolmentStore {
  const path = join(folder, 'enrolment.json');
  const queue = createSerialQueue();
  let untilClosed: Enrolment | undefined;

  async function read(): Promise<Enrolment | null> {
    if (untilClosed !== undefined) return untilClosed;
    const stored = await readJsonFile(path, storedSchema);
    if (stored === undefined) return null;
    try {
      return { server: stored.server, membership: stored.membership, token: openToken(stored.token, keyStore) };
    } catch (error) {
      // The file stays: the key store may only be locked.
      log.error('The enrolment cannot be used: its token could not be decrypted.', error);
      return null;
    }
  }

  async function write(enrolment: Enrolment): Promise<BridgeReply<'enrolment.write'>> {
    if (keyStore.protection === 'none') {
      await remove();
      untilClosed = enrolment;
      return { kept: 'until-closed' };
    }
    const stored: Stored = { ...enrolment, token: closeToken(enrolment.token, keyStore) };
    await writeJsonFile(path, stored);
    return { kept: keyStore.protection === 'guarded' ? 'key-store' : 'plain-file' };
  }

  async function remove(): Promise<void> {
    untilClosed = undefined;
    await rm(path, { force: true });
    await syncFolder(dirname(path));
  }

  return {
    read: () => queue.run(read),
    write: (enrolment) => queue.run(() => write(enrolment)),
    clear: () => queue.run(remove),
  };
}

function closeToken(token: string, keyStore: KeyStore): Stored['token'] {
  return keyStore.protection === 'plain'
    ? { form: 'plain', text: token }
    : { form: 'encrypted', base64: Buffer.from(keyStore.encrypt(token)).toString('base64') };
}

function openToken(token: Stored['token'], keyStore: KeyStore): string {
  return token.form === 'plain' ? token.text : keyStore.decrypt(Buffer.from(token.base64, 'base64'));
}
