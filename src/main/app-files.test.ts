import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerAppRequest } from './app-files.ts';
import { isAppAddress } from './app-origin.ts';
import { isPermitted } from './permissions.ts';

let root: string;
let pages: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'admit-pages-'));
  pages = join(root, 'renderer');
  await mkdir(join(pages, 'assets'), { recursive: true });
  await mkdir(join(root, 'renderer-other'));
  await writeFile(join(root, 'secret.html'), 'secret');
  await writeFile(join(root, 'renderer-other', 'secret.html'), 'secret');
  await writeFile(join(pages, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
  for (const name of [
    'sync-worker-B_x-9.js',
    'a.js',
    'a.css',
    'a.svg',
    'a.png',
    'a.woff2',
    'a.wasm',
    'a.json',
    'a.xyz',
    'ä b.js',
  ]) {
    await writeFile(join(pages, 'assets', name), '__CSP_NONCE__');
  }
});
afterAll(() => rm(root, { recursive: true }));

const ask = (path: string): Promise<Response> => answerAppRequest(`app://admit${path}`, pages);

function policyOf(answer: Response): Map<string, string> {
  const parts = (answer.headers.get('content-security-policy') ?? '').split('; ');
  return new Map(parts.map((part) => [part.split(' ')[0] ?? '', part.slice(part.indexOf(' ') + 1)]));
}

describe('what is served', () => {
  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html?from=crash#top', 'text/html; charset=utf-8'],
    ['/assets/a.js', 'text/javascript; charset=utf-8'],
    ['/assets/a.css', 'text/css; charset=utf-8'],
    ['/assets/a.svg', 'image/svg+xml'],
    ['/assets/a.png', 'image/png'],
    ['/assets/a.woff2', 'font/woff2'],
    ['/assets/a.wasm', 'application/wasm'],
    ['/assets/a.json', 'application/json'],
    ['/assets/a.xyz', 'application/octet-stream'],
    ['/assets/%C3%A4%20b.js', 'text/javascript; charset=utf-8'],
  ])('%s as %s', async (path, type) => {
    const answer = await ask(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    '/nothing.html',
    '/assets',
    '/assets/',
    '/assets/a.js/b',
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/assets/..%2f..%2fsecret.html',
    '/..%2frenderer-other/secret.html',
    '/..%5csecret.html',
    '/%00',
    '/index.html%00.js',
    '/%zz',
    `/${'a'.repeat(5000)}`,
  ])('%s is not found', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('Not found');
    expect(policyOf(answer).get('default-src')).toBe("'none'");
  });

  test.each(['app://other/index.html', 'app://admit:80/index.html', 'file:///etc/passwd', 'https://admit/', ''])(
    '%j is not one of the app’s addresses',
    async (address) => {
      expect((await answerAppRequest(address, pages)).status).toBe(404);
      expect(isAppAddress(address)).toBe(false);
    },
  );
});

describe('the content security policy', () => {
  test('allows the app’s own files and nothing else', async () => {
    const policy = policyOf(await ask('/assets/a.js'));
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data: blob:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'worker-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    });
  });

  test('the sync worker, and nothing that is merely called like it, may talk to servers', async () => {
    const policy = policyOf(await ask('/assets/sync-worker-B_x-9.js'));
    expect(policy.get('connect-src')).toBe("'self' http: https:");
    expect({ ...Object.fromEntries(policy), 'connect-src': "'self'" }).toEqual(
      Object.fromEntries(policyOf(await ask('/assets/a.js'))),
    );
    for (const path of [
      '/',
      '/assets/a.js?/assets/sync-worker-B_x-9.js',
      '/assets/a.js#/assets/sync-worker-B_x-9.js',
      '/assets/sync-worker-B_x-9.js/../a.js',
      '/sync-worker-B_x-9.js',
      '/assets/sync-worker-missing.js',
    ]) {
      expect(policyOf(await ask(path)).get('connect-src'), path).toBe("'self'");
    }
  });

  test('each page gets a nonce of its own, in the page and in its policy; other files get none', async () => {
    const [first, second, script] = await Promise.all([ask('/'), ask('/'), ask('/assets/a.js')]);
    const nonces = await Promise.all(
      [first, second].map(async (answer) => /content="(.+)"/.exec(await answer.text())?.[1]),
    );
    expect(policyOf(first).get('style-src')).toBe(`'self' 'nonce-${nonces[0]}'`);
    expect(policyOf(second).get('style-src')).toBe(`'self' 'nonce-${nonces[1]}'`);
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(Buffer.from(String(nonces[0]), 'base64')).toHaveLength(16);
    expect(await script.text()).toBe('__CSP_NONCE__');
  });
});

test('storage that stays and servers nearby are permitted to the app’s pages; nothing else, and nobody else', () => {
  for (const permission of ['persistent-storage', 'local-network-access', 'local-network', 'loopback-network']) {
    expect(isPermitted(permission, 'app://admit/index.html')).toBe(true);
    expect(isPermitted(permission, 'https://example.com/')).toBe(false);
  }
  expect(isPermitted('persistent-storage', 'app://admit')).toBe(true);
  expect(isPermitted('persistent-storage', '')).toBe(false);
  for (const permission of ['media', 'geolocation', 'notifications', 'usb', 'openExternal', 'unknown']) {
    expect(isPermitted(permission, 'app://admit/index.html')).toBe(false);
  }
});
