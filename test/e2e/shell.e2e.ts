import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, type Page, type Worker } from '@playwright/test';
import * as v from 'valibot';
import { appEntry } from '../../scripts/build.ts';
import { resolveRuntime } from '../../scripts/runtime.ts';
import { bridgeCalls } from '../../src/shared/bridge.ts';
import { someLines, textsOf } from '../builders/journal-lines.ts';
import { readJournal, type Admit } from './admit.ts';
import { test } from './profile.ts';

/** Goes to a page of the app on which none of the app's own code runs, so that the test has the bridge to itself. */
async function goToBarePage({ page }: Admit): Promise<Page> {
  await page.goto('app://admit/crash.html');
  return page;
}

const enrolment = {
  server: 'http://192.168.1.20:7380',
  membership: {
    organisation: { id: '01890000-0000-7000-8000-00000000000a', name: 'Gala' },
    device: '01890000-0000-7000-8000-00000000000b',
    name: 'Gate B',
    role: 'door',
    events: null,
    publicKey: 'a'.repeat(64),
  },
  token: 'secret-token',
};

/** Calls the main process as the app does; what it refuses comes back as its words. */
function call(page: Page, name: string, request?: unknown): Promise<unknown> {
  return page.evaluate(
    async ([callName, argument]) => {
      const { admit } = globalThis as unknown as { admit: { call(name: string, request: unknown): Promise<unknown> } };
      return admit.call(callName, argument).catch((error: Error) => `${error.message} ${error.stack}`);
    },
    [name, request] as [string, unknown],
  );
}

/** Appends lines to whatever the journal holds already. */
async function appendSome(page: Page, count: number): Promise<readonly string[]> {
  const { head } = v.parse(bridgeCalls['journal.open'].reply, await call(page, 'journal.open'));
  const texts = textsOf(someLines(count, head));
  expect(await call(page, 'journal.append', texts)).toEqual({ ok: true });
  return texts;
}

function pagesOf({ app }: Admit): Promise<string[]> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
  );
}

test('a page runs its own scripts and styles, and nobody else’s', async ({ start }) => {
  const page = await goToBarePage(await start());
  const found = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "inline script ran"';
    const style = document.createElement('style');
    style.textContent = 'h1 { color: rgb(1, 2, 3) }';
    document.head.append(script, style);
    const h1 = document.querySelector('h1');
    const index = await fetch('./index.html');
    return {
      title: document.title,
      nearby: await fetch('http://127.0.0.1:9/').then(String, () => 'blocked'),
      color: h1 === null ? '' : getComputedStyle(h1).color,
      policy: index.headers.get('content-security-policy') ?? '',
      nonce: /csp-nonce" content="([^"]+)"/.exec(await index.text())?.[1] ?? '',
      outside: await fetch('https://example.com/').then(String, () => 'blocked'),
      missing: (await fetch('./nothing.html')).status,
    };
  });
  expect(found.title).toBe('Admit has stopped');
  expect(found.color).not.toBe('rgb(1, 2, 3)');
  expect(found.nonce).toMatch(/^[\w+/]{22}==$/);
  expect(found.policy).toContain(`default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${found.nonce}'`);
  expect(found).toMatchObject({ outside: 'blocked', nearby: 'blocked', missing: 404 });
});

test('the sync worker reaches a server of the venue, and the page does not', async ({ start }) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', 'app://admit').end('hello');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = v.parse(v.object({ port: v.number() }), server.address());
  try {
    const { page } = await start();
    const isSyncWorker = (worker: Worker): boolean => /sync-worker-[\w-]+\.js$/.test(worker.url());
    const worker = page.workers().find(isSyncWorker) ?? (await page.waitForEvent('worker', isSyncWorker));
    // A worker that is asked while it starts takes the page of this runtime down with it.
    await page.getByRole('form', { name: 'New event' }).waitFor();
    const ask = (address: string): Promise<string> =>
      fetch(address).then(
        (answer) => answer.text(),
        () => 'blocked',
      );
    const address = `http://127.0.0.1:${String(port)}`;
    expect(await worker.evaluate(ask, `${address}/worker`)).toBe('hello');
    expect(await page.evaluate(ask, `${address}/page`)).toBe('blocked');
    expect(asked).toEqual(['/worker']);
  } finally {
    server.close();
  }
});

test('an enrolment outlives a restart, and its token is not told to the log', async ({ start, profileDir }) => {
  const first = await start();
  expect(await call(await goToBarePage(first), 'enrolment.write', enrolment)).toEqual({ kept: 'plain-file' });
  await first.close();
  const second = await start();
  expect(await call(await goToBarePage(second), 'enrolment.read')).toEqual(enrolment);
  expect(await readFile(join(profileDir, 'logs', 'main.log'), 'utf8')).not.toContain('secret-token');
});

test('a wipe leaves nothing of guests and enrolment, and starts the app anew as another device', async ({
  start,
  profileDir,
}) => {
  const admit = await start();
  const page = await goToBarePage(admit);
  await appendSome(page, 3);
  await call(page, 'enrolment.write', enrolment);
  await page.evaluate(async () => {
    localStorage.setItem('guest', 'Ana Ruiz');
    const opening = indexedDB.open('guests');
    await new Promise((resolve) => opening.addEventListener('success', resolve));
  });
  // Where it says what it would start, instead of starting what no test could end.
  await admit.app.evaluate(({ app }) => {
    app.relaunch = (options) => console.log(`relaunch ${JSON.stringify(options?.args)}`);
  });
  const ended = once(admit.app.process(), 'exit');
  page.evaluate(() => Reflect.get(globalThis, 'admit').call('data.wipe')).catch(() => undefined);
  expect(await ended).toEqual([0, null]);
  expect([existsSync(join(profileDir, 'ledger')), existsSync(join(profileDir, 'enrolment.json'))]).toEqual([
    false,
    false,
  ]);
  const anew = await goToBarePage(await start());
  expect(await call(anew, 'enrolment.read')).toBeNull();
  const kept = await anew.evaluate(async () => [
    ...(await indexedDB.databases()).map(({ name }) => name),
    ...Object.keys(localStorage),
  ]);
  expect(kept).not.toContain('guests');
  expect(kept).not.toContain('guest');
});

test('the window shows the app and nothing else', async ({ start }) => {
  const admit = await start();
  const page = await goToBarePage(admit);
  await admit.app.evaluate(({ BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      webContents.on('will-frame-navigate', ({ url, defaultPrevented }) => {
        process.env.ADMIT_TEST_LEAVING = JSON.stringify({ url, defaultPrevented });
      });
    }
  });
  await page.evaluate(() => location.assign('https://example.com/'));
  await expect
    .poll(() => admit.app.evaluate(() => process.env.ADMIT_TEST_LEAVING))
    .toBe(JSON.stringify({ url: 'https://example.com/', defaultPrevented: true }));
  expect(await page.evaluate(() => window.open('app://admit/index.html'))).toBeNull();
  expect(await pagesOf(admit)).toEqual(['app://admit/crash.html']);
  const powers = await page.evaluate(async () => ({
    node: [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process')],
    bridge: Object.keys(Reflect.get(globalThis, 'admit')),
    persisted: await navigator.storage.persist(),
    notifications: await Notification.requestPermission(),
    camera: (await navigator.permissions.query({ name: 'camera' })).state,
  }));
  expect(powers).toEqual({
    node: ['undefined', 'undefined'],
    bridge: ['call'],
    persisted: true,
    notifications: 'denied',
    camera: 'denied',
  });
});

test('the bridge refuses what it does not know, in one short sentence', async ({ start }) => {
  const page = await goToBarePage(await start());
  const notUnderstood = 'was refused: the request is not what it should be.';
  expect(await call(page, 'shell.run', 'rm')).toContain('There is no such call.');
  expect(await call(page, 'constructor')).toContain('There is no such call.');
  expect(await call(page, 'journal.read', { from: -1, limit: 1 })).toContain(`journal.read ${notUnderstood}`);
  expect(await call(page, 'segment.read', '../../device.json')).toContain(`segment.read ${notUnderstood}`);
  expect(await call(page, 'journal.read', { from: 1, limit: 1 })).toContain('journal.read failed; the log says why.');
  expect(await call(page, 'journal.read', { from: 1, limit: 1 })).not.toMatch(/\.cjs|\.ts|node:/);
});

test('bytes cross the bridge as they are', async ({ start }) => {
  const page = await goToBarePage(await start());
  const found = await page.evaluate(async () => {
    const { admit } = globalThis as unknown as { admit: { call(name: string, request: unknown): Promise<unknown> } };
    const bytes = crypto.getRandomValues(new Uint8Array(50_000));
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const written = await admit.call('segment.write', { hash, bytes });
    const read = await admit.call('segment.read', hash);
    return { written, same: read instanceof Uint8Array && read.every((byte, at) => byte === bytes[at]) };
  });
  expect(found).toEqual({ written: { ok: true }, same: true });
});

test('what was appended outlives kill -9 in the very next moment', async ({ start, profileDir }) => {
  const admit = await start();
  const lines = await appendSome(await goToBarePage(admit), 3);
  await admit.kill();
  expect((await readJournal(profileDir)).slice(-3)).toEqual(lines);
});

test('a second start on the same profile ends at once and leaves the first one alone', async ({
  start,
  profileDir,
}) => {
  const admit = await start();
  const { executable } = await resolveRuntime();
  const args = ['--no-sandbox', `--user-data-dir=${profileDir}`, appEntry('production')];
  const [exitCode] = await once(spawn(executable, args, { stdio: 'ignore' }), 'exit');
  expect(exitCode).toBe(0);
  expect(await pagesOf(admit)).toHaveLength(1);
});

test('when the page dies, another says so, and Enter brings the app back', async ({ start }) => {
  const admit = await start();
  const { app } = admit;
  await expect.poll(() => pagesOf(admit)).toEqual(['app://admit/index.html']);
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => pagesOf(admit)).toEqual(['app://admit/crash.html']);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle())))
    .toEqual(['Admit has stopped']);
  await app.evaluate(({ BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      webContents.focus();
      webContents.sendInputEvent({ type: 'keyDown', keyCode: 'Return' });
      webContents.sendInputEvent({ type: 'char', keyCode: '\r' });
      webContents.sendInputEvent({ type: 'keyUp', keyCode: 'Return' });
    }
  });
  await expect.poll(() => pagesOf(admit)).toEqual(['app://admit/index.html']);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends the app as closing its window does, with the journal whole`, async ({ start, profileDir }) => {
    const admit = await start();
    const lines = await appendSome(await goToBarePage(admit), 500);
    const child = admit.app.process();
    const ended = once(child, 'exit');
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
    expect((await readJournal(profileDir)).slice(-500)).toEqual(lines);
  });
}

test('the window opens where it was closed', async ({ start }) => {
  const place = { x: 40, y: 60, width: 1010, height: 710 };
  const first = await start();
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), place);
  await first.close();
  const second = await start();
  const bounds = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
  expect(bounds).toEqual(place);
});
