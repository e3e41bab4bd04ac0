import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { createMemoryMain } from '../../../test/builders/memory-main.ts';
import { hashSchema, organisationIdSchema } from '../../shared/ids.ts';
import type { Cursor } from '../../shared/wire.ts';
import { understand } from './server-rows.ts';
import { createSyncStore, noNotes, readKeptLog, serverLogLines } from './sync-store.ts';

const gala = v.parse(organisationIdSchema, '01890000-0000-7000-8000-00000000000a');
const fair = v.parse(organisationIdSchema, '01890000-0000-7000-8000-00000000000b');
const cursorAt = (position: number): Cursor => ({
  position,
  chain: v.parse(hashSchema, position.toString(16).padStart(64, '0')),
});
const row = (position: number) => understand({ position, operation: undefined, entries: [] }).stored;
const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => row(from + index));

/** A laptop that has pulled five rows and knows where it is. */
async function aLaptop() {
  const main = createMemoryMain();
  const open = async (organisation = gala) => {
    const kept = await readKeptLog(main.callMain);
    const memory = kept?.organisation === organisation ? kept : undefined;
    return createSyncStore(serverLogLines(main.callMain), organisation, memory);
  };
  const store = await open();
  await store.append(rows(1, 3));
  await store.append(rows(4, 5), cursorAt(5));
  const kept = async () => {
    const log = await readKeptLog(main.callMain);
    return log && { cursor: log.cursor, positions: log.rows.map(({ position }) => position) };
  };
  return { main, store, open, kept };
}

describe('what was pulled', () => {
  it('is there again at the next start, up to the last cursor', async () => {
    const { store, kept } = await aLaptop();
    await store.append(rows(6, 7));
    expect(await kept()).toEqual({ cursor: cursorAt(5), positions: [1, 2, 3, 4, 5] });
  });

  it('is nothing before the first row', async () => {
    expect(await readKeptLog(createMemoryMain().callMain)).toBeUndefined();
  });

  it('is pulled again and kept once where the app crashed before the cursor', async () => {
    const { store, open, kept } = await aLaptop();
    await store.append(rows(6, 7));
    const again = await open();
    await again.append(rows(6, 9), cursorAt(9));
    expect(await kept()).toEqual({ cursor: cursorAt(9), positions: [1, 2, 3, 4, 5, 6, 7, 8, 9] });
  });

  it.each([
    { name: 'torn', harm: (line: string) => line.slice(0, 20) },
    { name: 'of another kind', harm: () => '{"position":"3"}' },
    { name: 'gone', harm: () => '' },
  ])('with a line that is $name is not believed beyond it, and heals', async ({ harm }) => {
    const { main, open, kept } = await aLaptop();
    const place = main.serverLog.findIndex((line) => line.startsWith('{"position":3'));
    main.serverLog[place] = harm(main.serverLog[place] ?? '');
    expect(await kept()).toEqual({ cursor: { position: 0, chain: '0'.repeat(64) }, positions: [] });
    const again = await open();
    await again.append(rows(1, 6), cursorAt(6));
    expect(await kept()).toEqual({ cursor: cursorAt(6), positions: [1, 2, 3, 4, 5, 6] });
  });

  it('keeps what a newer version of the app wrote, and understands it after the update', async () => {
    const { main, store } = await aLaptop();
    const sent = { position: 6, operation: { kind: 'teleport' }, entries: [{ kind: 'gift' }] };
    const { stored } = understand(sent);
    await store.append([stored], cursorAt(6));
    const log = await readKeptLog(main.callMain);
    expect(log?.rows.at(-1)).toEqual({ position: 6, entries: [], newer: true });
    expect(main.serverLog.join()).toContain('teleport');
  });
});

describe('another organisation', () => {
  it('begins anew', async () => {
    const { main, open, kept } = await aLaptop();
    const store = await open(fair);
    expect((await store.open()).cursor.position).toBe(0);
    await store.reset();
    await store.append(rows(1, 1), cursorAt(1));
    expect(await kept()).toEqual({ cursor: cursorAt(1), positions: [1] });
    expect((await readKeptLog(main.callMain))?.organisation).toBe(fair);
  });
});

describe('notes', () => {
  it('the last ones count, and outlive a reset', async () => {
    const { main, store, open } = await aLaptop();
    const notes = { ...noNotes, clockOffsetMs: -120_000, upToDateAt: 5 };
    await store.note({ ...notes, upToDateAt: 4 });
    await store.note(notes);
    expect((await (await open()).open()).notes).toEqual(notes);
    await store.reset();
    expect((await readKeptLog(main.callMain))?.notes).toEqual(notes);
  });
});

describe('a disk that does not take it', () => {
  it('says what was wrong once, and leaves no gap when it takes something again', async () => {
    const { main, store, kept } = await aLaptop();
    main.failure = { reason: 'full', detail: 'no space left' };
    await store.append(rows(6, 6), cursorAt(6));
    main.failure = undefined;
    await store.append(rows(7, 7), cursorAt(7));
    expect(store.problem()).toBe('no space left');
    expect(await kept()).toEqual({ cursor: cursorAt(5), positions: [1, 2, 3, 4, 5] });
  });
});
