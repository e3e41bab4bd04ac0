import { parentPort, workerData } from 'node:worker_threads';
import { startEngine } from './embedded-engine.ts';
import type { EngineReply, EngineRequest, EngineStart, StatementFailure } from './embedded-messages.ts';

/** The thread of the embedded database: its statements block, and nobody else shall wait for them. */
async function serveEngine(start: EngineStart): Promise<void> {
  const engine = await startEngine(start);
  engine.onNotification((channel, text) => reply({ kind: 'notice', channel, text }));

  async function run(request: EngineRequest): Promise<readonly unknown[]> {
    if (request.kind === 'close') {
      await engine.close();
      return [];
    }
    const { statement, parameters } = request;
    if (parameters.length > 0) return (await engine.query(statement, [...parameters])).rows;
    return (await engine.exec(statement)).at(-1)?.rows ?? [];
  }

  async function answer(request: EngineRequest): Promise<void> {
    try {
      reply({ kind: 'rows', id: request.id, rows: await run(request) });
    } catch (error) {
      reply({ kind: 'failed', id: request.id, failure: describeFailure(error) });
    }
  }

  parentPort?.on('message', (request: EngineRequest) => void answer(request));
  reply({ kind: 'ready' });
}

function describeFailure(error: unknown): StatementFailure {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, code, detail, constraint } = error as Error & Partial<StatementFailure>;
  return {
    message,
    ...(code === undefined ? {} : { code }),
    ...(detail === undefined ? {} : { detail }),
    ...(constraint === undefined ? {} : { constraint }),
  };
}

function reply(message: EngineReply): void {
  parentPort?.postMessage(message, []);
}

serveEngine(workerData as EngineStart).catch((error: unknown) =>
  reply({ kind: 'unusable', failure: describeFailure(error) }),
);
