import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { isAppAddress } from './app-origin.ts';
import { unlessMissing } from './file-errors.ts';

/** Types by extension. A file of any other kind is served as bytes that nothing will run or show. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Stands in a page where the nonce of its answer is to be. */
const noncePlaceholder = '__CSP_NONCE__';

/** The built sync worker, the one script that may talk to servers. A worker takes the policy of its own answer. */
const syncWorkerName = /^\/assets\/sync-worker-[\w-]+\.js$/;

/**
 * Answers a request for one of the app's own files: `app://admit/` and what lies below it, out of `folder`.
 * Anything else is 404. Each page gets a nonce of its own, with which its scripts may add styles and nobody else may.
 */
export async function answerAppRequest(address: string, folder: string): Promise<Response> {
  const path = findPath(address, folder);
  const content = path === undefined ? undefined : await readIfFile(path);
  if (path === undefined || content === undefined)
    return new Response('Not found', { status: 404, headers: headersFor('text/plain; charset=utf-8', {}) });
  const type = contentTypes[extname(path)] ?? 'application/octet-stream';
  const servers = syncWorkerName.test(new URL(address).pathname);
  if (extname(path) !== '.html') return new Response(content, { headers: headersFor(type, { servers }) });
  const nonce = randomBytes(16).toString('base64');
  return new Response(content.toString('utf8').replaceAll(noncePlaceholder, nonce), {
    headers: headersFor(type, { styleNonce: nonce }),
  });
}

/** The file an address stands for, or undefined when it is not one of the app's or leads out of the folder. */
function findPath(address: string, folder: string): string | undefined {
  if (!isAppAddress(address)) return undefined;
  const { pathname } = new URL(address);
  const name = decode(pathname === '/' ? '/index.html' : pathname);
  if (name === undefined || name.includes('\0')) return undefined;
  const path = join(folder, name);
  return path.startsWith(join(folder, sep)) ? path : undefined;
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

async function readIfFile(path: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await unlessMissing(readFile(path));
  } catch {
    // A folder, or a name the file system does not take.
    return undefined;
  }
}

/** What a file may do beyond what all of them may. */
interface Powers {
  /** Adds styles that carry this nonce. */
  readonly styleNonce?: string;
  /** Talks to servers of any address. */
  readonly servers?: boolean;
}

function headersFor(type: string, powers: Powers): Record<string, string> {
  return {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'content-security-policy': contentSecurityPolicy(powers),
  };
}

function contentSecurityPolicy({ styleNonce, servers = false }: Powers): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${styleNonce === undefined ? '' : ` 'nonce-${styleNonce}'`}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    servers ? "connect-src 'self' http: https:" : "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
