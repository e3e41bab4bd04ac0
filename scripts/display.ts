import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { problem } from './problem.ts';
import { hasDisplay } from './system-libraries.ts';

/**
 * Runs with a display: the person's own, else an Xvfb of our own that serves this process and its children and ends with
 * them. Throws when there is no display and Xvfb does not start.
 */
export async function withDisplay<Result>(run: () => Promise<Result>): Promise<Result> {
  if (hasDisplay()) return run();
  const server = await startDisplayServer();
  process.env.DISPLAY = server.display;
  try {
    return await run();
  } finally {
    delete process.env.DISPLAY;
    await server.stop();
  }
}

interface DisplayServer {
  readonly display: string;
  readonly stop: () => Promise<void>;
}

/**
 * Xvfb picks a free display and writes its number to file 3. The shell ends it when its own input closes, which happens
 * however this process ends, even by kill -9.
 */
const serveUntilInputCloses = `
  exec 4<&0
  Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp &
  server=$!
  (cat <&4; kill $server) >/dev/null 2>&1 3>&- &
  exec 3>&- 4<&-
  wait $server
`;

async function startDisplayServer(): Promise<DisplayServer> {
  // Detached, so that Ctrl+C ends the app first and its display after it.
  const shell = spawn('sh', ['-c', serveUntilInputCloses], {
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const [input, , errors, numbers] = shell.stdio;
  const complaints: Buffer[] = [];
  errors?.on('data', (chunk: Buffer) => complaints.push(chunk));
  const ended = once(shell, 'close');
  // Xvfb closes the file once it serves, and so does one that ends without serving.
  const number = numbers instanceof Readable ? (await text(numbers)).trim() : '';
  async function stop(): Promise<void> {
    input?.end();
    await ended;
  }
  if (number === '') {
    await stop();
    throw problem(
      `There is no display, and Xvfb, which stands in for one, did not start: ${Buffer.concat(complaints).toString().trim()}`,
    );
  }
  return { display: `:${number}`, stop };
}
