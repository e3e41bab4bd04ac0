import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EngineReply, EngineRequest, EngineStart, StatementFailure } from './embedded-messages.ts';
import { unreachable } from '../../shared/unreachable.ts';

/** The embedded database's thread, as seen from outside. */
export interface EngineThread {
  query<Row>(statement: string, parameters: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
  /** Ends it where it is, as a crash would. Everything asked for fails with the error. */
  abandon(error: Error): Promise<void>;
}

interface Waiting {
  resolve(rows: readonly unknown[]): void;
  reject(error: Error): void;
}

/** Resolves when the database takes statements. `onLost` is told once, when the thread ends without being asked to. */
export async function startThread(
  start: EngineStart,
  onNotice: (channel: string, text: string) => void,
  onLost: (error: Error) => void,
): Promise<EngineThread> {
  const worker = new Worker(workerFile(start.engineFolder), { workerData: start, name: 'database' });
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let ended: Error | undefined;

  function end(error: Error): void {
    if (ended !== undefined) return;
    ended = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function lose(error: Error): void {
    if (ended === undefined) onLost(error);
    end(error);
  }

  function settle(id: number, how: (entry: Waiting) => void): void {
    const entry = waiting.get(id);
    waiting.delete(id);
    if (entry !== undefined) how(entry);
  }

  function ask(request: (id: number) => EngineRequest): Promise<readonly unknown[]> {
    if (ended !== undefined) return Promise.reject(ended);
    const id = nextId++;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage(request(id), []);
    });
  }

  function take(reply: EngineReply): void {
    switch (reply.kind) {
      case 'ready':
        return settle(readiness, ({ resolve }) => resolve([]));
      case 'unusable':
        return settle(readiness, ({ reject }) => reject(rebuildError(reply.failure)));
      case 'rows':
        return settle(reply.id, ({ resolve }) => resolve(reply.rows));
      case 'failed':
        return settle(reply.id, ({ reject }) => reject(rebuildError(reply.failure)));
      case 'notice':
        return onNotice(reply.channel, reply.text);
      default:
        return unreachable(reply);
    }
  }

  async function stop(error: Error): Promise<void> {
    end(error);
    await worker.terminate();
  }

  const ready = new Promise<unknown>((resolve, reject) => waiting.set(readiness, { resolve, reject }));
  worker.on('message', take);
  worker.on('error', lose);
  worker.on('exit', (code) => lose(new Error(`The database's thread ended (${code}).`)));
  await ready.catch(async (error: Error) => {
    await stop(error);
    throw error;
  });
  return {
    query: (statement, parameters) =>
      ask((id) => ({ id, kind: 'query', statement, parameters })) as Promise<readonly never[]>,
    async close() {
      if (ended === undefined) await ask((id) => ({ id, kind: 'close' }));
      await stop(new Error('The database is closed.'));
    },
    abandon: stop,
  };
}

/** Stands for the first answer of all: that the database is open. */
const readiness = 0;

function workerFile(engineFolder: string | undefined): string | URL {
  return engineFolder === undefined
    ? new URL('embedded-worker.ts', import.meta.url)
    : join(engineFolder, 'embedded-worker.cjs');
}

function rebuildError({ message, ...rest }: StatementFailure): Error {
  return Object.assign(new Error(message), rest);
}
