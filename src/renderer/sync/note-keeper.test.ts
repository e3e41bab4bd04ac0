import { describe, expect, it } from 'vitest';
import { aPage } from '../../../test/builders/sync-page.ts';
import { createNoteKeeper } from './note-keeper.ts';
import { noNotes, type SyncNotes } from './sync-store.ts';

const minute = 60_000;

function aKeeper() {
  const heard: { now: number; offsetMs: number | undefined; lastAt: number | null } = {
    now: 10 * minute,
    offsetMs: undefined,
    lastAt: null,
  };
  const page = aPage();
  const written: SyncNotes[] = [];
  const contact = { offsetMs: () => heard.offsetMs, lastAt: () => heard.lastAt };
  const keeper = createNoteKeeper(contact, page, { note: async (notes) => void written.push(notes) }, () => heard.now);
  return { heard, keeper, written, told: page.offsets };
}

const known: SyncNotes = { clockOffsetMs: 4_000, lastContactAt: 7, upToDateAt: 5, serverProtocol: 1 };

describe('the notes', () => {
  it('of the last start are known at once, and set the page’s clock', async () => {
    const { keeper, told } = aKeeper();
    await keeper.open(known);
    expect(keeper.notes()).toEqual(known);
    expect(told).toEqual([4_000]);
  });

  it('of a first start say nothing to the page', async () => {
    const { keeper, told } = aKeeper();
    await keeper.open(noNotes);
    expect(told).toEqual([]);
  });

  it.each([
    [19, false],
    [-19, false],
    [20, true],
    [-20, true],
  ])('a clock that is %i ms other than before is told: %s', async (byMs, isTold) => {
    const { heard, keeper, told } = aKeeper();
    await keeper.open(known);
    heard.offsetMs = 4_000 + byMs;
    await keeper.keep();
    expect(told).toEqual(isTold ? [4_000, 4_000 + byMs] : [4_000]);
    expect(keeper.notes().clockOffsetMs).toBe(isTold ? 4_000 + byMs : 4_000);
  });

  it('small changes are not told one by one, but what they come to is', async () => {
    const { heard, keeper, told } = aKeeper();
    for (const offsetMs of [15, 18, 24]) {
      heard.offsetMs = offsetMs;
      await keeper.keep();
    }
    expect(told).toEqual([24]);
  });

  it('are written when the clock has changed, else once a minute', async () => {
    const { heard, keeper, written } = aKeeper();
    heard.lastAt = 3;
    await keeper.keep();
    await keeper.keep();
    expect(written).toEqual([{ ...noNotes, lastContactAt: 3 }]);
    heard.now += minute - 1;
    await keeper.keep();
    expect(written).toHaveLength(1);
    heard.now += 1;
    heard.lastAt = 9;
    keeper.isUpToDate();
    keeper.serverProtocol(2);
    await keeper.keep();
    expect(written.at(-1)).toEqual({ clockOffsetMs: 0, lastContactAt: 9, upToDateAt: 11 * minute, serverProtocol: 2 });
    heard.offsetMs = 500;
    await keeper.keep();
    expect(written.at(-1)).toMatchObject({ clockOffsetMs: 500 });
    expect(written).toHaveLength(3);
  });

  it('are written though the laptop’s clock was set back', async () => {
    const { heard, keeper, written } = aKeeper();
    await keeper.keep();
    heard.now -= 5 * minute;
    await keeper.keep();
    expect(written).toHaveLength(2);
  });

  it('the last contact is the latest that is known of', async () => {
    const { heard, keeper } = aKeeper();
    await keeper.open(known);
    expect(keeper.notes().lastContactAt).toBe(7);
    heard.lastAt = 12;
    expect(keeper.notes().lastContactAt).toBe(12);
  });
});
