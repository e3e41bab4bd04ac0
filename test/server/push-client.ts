import { v7 } from 'uuid';
import * as v from 'valibot';
import { readEnrolLink } from '../../src/shared/enrol-link.ts';
import { deviceIdSchema, type DeviceId, operationIdSchema } from '../../src/shared/ids.ts';
import type { Operation, OperationIntent } from '../../src/shared/operation.ts';
import {
  codeReplySchema,
  enrolReplySchema,
  mostPerBatch,
  protocolHeader,
  PROTOCOL_VERSION,
} from '../../src/shared/wire.ts';
import type { ServerProcess } from './server-process.ts';

/** A laptop reduced to what it sends. */
export interface PushClient {
  readonly device: DeviceId;
  readonly token: string;
  /** Makes operations of intents, as this laptop. */
  operations(intents: readonly OperationIntent[]): readonly Operation[];
  /** Pushes them in batches as large as they may be, one after the other; to another process of the server where one is named. */
  push(operations: readonly Operation[], to?: ServerProcess): Promise<void>;
  /** Puts a part of a guest list on the server. */
  putSegment(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** A laptop for a door, enrolled by a code of this one's. */
  invite(): Promise<PushClient>;
}

/** Makes an organisation and enrols its owner. */
export async function foundOrganisation(server: ServerProcess): Promise<PushClient> {
  const link = readEnrolLink(await server.createOrganisation('Bench'));
  if (link === undefined) throw new Error('A link can be read');
  return enrol(server.address, link.code);
}

async function enrol(address: string, code: string): Promise<PushClient> {
  const device = v.parse(deviceIdSchema, v7());
  const request = { code, device, name: 'Bench', formerDevices: [] };
  const { token } = v.parse(enrolReplySchema, await ask(address, '/v1/enrol', undefined, request));
  let last = 0;
  const places = new Map<string, number>();

  /** Where an operation stands in the laptop's journal, however often it is sent. */
  function placeOf({ id }: Operation): number {
    const place = places.get(id) ?? places.size + 1;
    places.set(id, place);
    return place;
  }

  return {
    device,
    token,
    operations: (intents) =>
      intents.map((intent): Operation => {
        last = Math.max(Date.now(), last + 1);
        const id = v.parse(operationIdSchema, v7());
        return { ...intent, id, at: { ms: last, n: 0, device }, wallAt: last, actor: 'Bench' };
      }),
    async push(operations, to) {
      for (let from = 0; from < operations.length; from += mostPerBatch) {
        const batch = operations
          .slice(from, from + mostPerBatch)
          .map((operation) => ({ seq: placeOf(operation), operation }));
        await ask(to?.address ?? address, '/v1/push', token, { operations: batch });
      }
    },
    async putSegment(hash, bytes) {
      const answer = await fetch(`${address}/v1/segments/${hash}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
        body: bytes,
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async invite() {
      const asked = { name: 'Door', role: 'door', events: null, minutes: 60 };
      const made = v.parse(codeReplySchema, await ask(address, '/v1/codes', token, asked));
      return enrol(address, made.code);
    },
  };
}

async function ask(address: string, path: string, token: string | undefined, body: unknown): Promise<unknown> {
  const answer = await fetch(address + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [protocolHeader]: String(PROTOCOL_VERSION),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${String(answer.status)} ${await answer.text()}`);
  return answer.json();
}
