import { once } from 'node:events';
import { createServer, type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What happens to a request on its way. */
const fates = ['pass', 'late', 'cut before', 'cut after', 'cut in the answer', 'twice'] as const;
export type Fate = (typeof fates)[number];

/** A bad line between laptops and a server. */
export interface UnreliableProxy {
  readonly address: string;
  /** How often each fate befell a request. */
  readonly counts: Readonly<Record<Fate, number>>;
  /** Which part of the requests something happens to, from 0 to 1. */
  trouble: number;
  /** Cuts everything, and lets nothing through until it comes back. */
  goDown(): void;
  comeBack(): void;
  /** Where the server is now. */
  forwardTo(port: number): void;
  close(): Promise<void>;
}

export async function startUnreliableProxy(firstPort: number, random: () => number): Promise<UnreliableProxy> {
  const counts = { pass: 0, late: 0, 'cut before': 0, 'cut after': 0, 'cut in the answer': 0, twice: 0 };
  const sockets = new Set<Socket>();
  let port = firstPort;
  let isDown = false;

  function cutAll(): void {
    for (const socket of sockets) socket.destroy();
  }

  function fateOf(): Fate {
    if (random() >= proxy.trouble) return 'pass';
    return fates[1 + Math.floor(random() * (fates.length - 1))] ?? 'late';
  }

  async function forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const request = ask({ host: '127.0.0.1', port, method, path: url, headers });
    request.end(body);
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    return answer;
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readAll(incoming);
    const fate = isDown ? 'cut before' : fateOf();
    counts[fate] += 1;
    if (fate === 'cut before') return void incoming.socket.destroy();
    if (fate === 'late') await pause(50 + random() * 300);
    if (fate === 'twice') (await forward(incoming, body)).resume();
    const answer = await forward(incoming, body);
    if (fate === 'cut after') {
      answer.destroy();
      return void incoming.socket.destroy();
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    outgoing.flushHeaders();
    if (fate !== 'cut in the answer') {
      outgoing.on('close', () => answer.destroy());
      return void answer.pipe(outgoing);
    }
    answer.once('data', (chunk: Buffer) => {
      outgoing.write(chunk.subarray(0, chunk.length / 2), () => incoming.socket.destroy());
      answer.destroy();
    });
  }

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: UnreliableProxy = {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    counts,
    trouble: 0,
    goDown() {
      isDown = true;
      cutAll();
    },
    comeBack() {
      isDown = false;
    },
    forwardTo(next) {
      port = next;
    },
    async close() {
      server.close();
      cutAll();
      await once(server, 'close');
    },
  };
  return proxy;
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
