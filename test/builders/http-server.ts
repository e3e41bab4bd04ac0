import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server was asked. */
interface Heard {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export type Handler = (response: ServerResponse, asked: Heard) => void;

/** A real web server on this machine that answers as it is told. */
export interface HttpServer {
  readonly address: string;
  readonly heard: readonly Heard[];
  answer: Handler;
  close(): Promise<void>;
}

export async function startHttpServer(): Promise<HttpServer> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method, url, headers } = request;
      const asked = { method, url, headers, body: Buffer.concat(parts) };
      heard.push(asked);
      started.answer(response, asked);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const started: HttpServer = {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    heard,
    answer: (response) => response.writeHead(404).end(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return started;
}

/** Answers with a status and a text, or something as JSON. */
export function says(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Handler {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}
