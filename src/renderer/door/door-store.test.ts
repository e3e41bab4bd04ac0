import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aTicket } from '../../../test/builders/facts.ts';
import { aLaptop, creditsOf, type Laptop, openGala } from '../../../test/builders/laptop.ts';
import { searchInPlace } from '../../../test/builders/search-in-place.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { countsOn } from '../ledger/event-memory.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createDoor, type Door, type DoorSurroundings } from './door-store.ts';
import type { Shown } from './door-state.ts';

const guests: readonly Ticket[] = [
  aTicket({ code: 'AA-1', name: 'Ana Ruiz' }),
  aTicket({ code: 'AA-2', name: 'Oliver Smith', fee: 'per-ticket' }),
  aTicket({ code: 'AA-3', name: 'Olivia Smith' }),
  aTicket({ code: 'TWIN', name: 'Mia Kim', id: 'twin-1' as Ticket['id'] }),
  aTicket({ code: 'TWIN', name: 'Max Kim', id: 'twin-2' as Ticket['id'] }),
];

interface Scene {
  readonly laptop: Laptop;
  readonly ledger: Ledger;
  readonly door: Door;
  readonly shown: Shown[];
  readonly errors: unknown[];
  wallMs: number;
}

let scene: Scene;

/** A door on the real ledger and the real search. */
async function openDoor(changes: Partial<DoorSurroundings> = {}): Promise<Scene> {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  await openGala(ledger, laptop, guests);
  const search = searchInPlace();
  await search.load(await ledger.readGuestList(laptop.place.eventId));
  const shown: Shown[] = [];
  const errors: unknown[] = [];
  const door = createDoor({
    ledger,
    place: laptop.place,
    find: async (text, limit) => search.find(text, limit),
    findElsewhere: async (keys) => search.findElsewhere(keys),
    now: () => opened.wallMs,
    onShown: (each) => shown.push(each),
    reportError: (error) => errors.push(error),
    ...changes,
  });
  const opened: Scene = { laptop, ledger, door, shown, errors, wallMs: 0 };
  return opened;
}

beforeEach(async () => {
  scene = await openDoor();
});

const state = () => scene.door.store.getState();
const rows = () => scene.ledger.books.rows.length;
const balance = () => creditsOf(scene.ledger).balance;

function inside(): number {
  const event = scene.ledger.event();
  return event === undefined ? 0 : countsOn(event, scene.laptop.place.listId).inside;
}

/** What the panel shows, in short. */
function panel(): string {
  const { shown } = state();
  return shown.kind === 'verdict' ? `${shown.result.verdict.outcome} ${shown.result.verdict.code}` : shown.kind;
}

describe('scanning', () => {
  it('ok: admits, charges and shows it', async () => {
    const before = balance();
    await scene.door.scan('AA-1');
    expect(panel()).toBe('admit ok');
    expect({ inside: inside(), charged: before - balance() }).toEqual({ inside: 1, charged: 1 });
  });

  it('invalid: an unknown code is refused and recorded', async () => {
    const before = rows();
    await scene.door.scan('NOPE');
    expect(panel()).toBe('refuse invalid');
    expect(rows()).toBe(before + 1);
  });

  it('invalid: also when other events cannot be searched', async () => {
    scene = await openDoor({ findElsewhere: async () => Promise.reject(new Error('worker gone')) });
    await scene.door.scan('NOPE');
    expect(panel()).toBe('refuse invalid');
    expect(scene.errors).toHaveLength(1);
  });

  it('the same code within two seconds is one scan, and the verdict stays', async () => {
    await scene.door.scan('AA-1');
    scene.wallMs += 1_900;
    await scene.door.scan('aa-1');
    expect(panel()).toBe('admit ok');
    scene.wallMs += 2_000;
    await scene.door.scan('AA-1');
    expect(panel()).toBe('already already_redeemed');
  });

  it('the same code twice before the first is answered is one scan', async () => {
    const before = rows();
    await Promise.all([scene.door.scan('AA-1'), scene.door.scan('AA-1')]);
    expect(rows()).toBe(before + 1);
    expect(panel()).toBe('admit ok');
  });

  it('an exit within two seconds of the entry is another scan', async () => {
    await scene.door.scan('AA-1');
    scene.door.turn('exit');
    await scene.door.scan('AA-1');
    expect(panel()).toBe('exit ok');
    expect(inside()).toBe(0);
  });

  it('scans in quick succession show in their order', async () => {
    await Promise.all([scene.door.scan('AA-1'), scene.door.scan('NOPE'), scene.door.scan('AA-2')]);
    const names = scene.shown.map((each) => (each.kind === 'verdict' ? each.result.verdict.code : each.kind));
    expect(names).toEqual(['ok', 'invalid', 'ok']);
    expect(state().shown).toMatchObject({ result: { ticket: { name: 'Oliver Smith' } } });
  });

  it.each([
    {
      what: 'a scanner paused between two keys: the whole input is the code',
      text: 'AA-1',
      burst: 'A-1',
      says: 'admit ok',
    },
    { what: 'somebody had begun to type before the scan', text: 'smiAA-1', burst: 'AA-1', says: 'admit ok' },
    { what: 'neither is known: invalid', text: 'smiNOPE', burst: 'NOPE', says: 'refuse invalid' },
  ])('$what', async ({ text, burst, says }) => {
    scene.door.type(text);
    await scene.door.scan(burst);
    expect(panel()).toBe(says);
  });

  it('an ambiguous code is chosen from, and nothing is recorded before', async () => {
    const before = rows();
    await scene.door.scan('TWIN');
    expect(panel()).toBe('choose');
    expect(state().candidates).toMatchObject({ from: 'code', total: 2 });
    expect(rows()).toBe(before);
    await scene.door.enter();
    expect(rows()).toBe(before);
    scene.door.move(1);
    await scene.door.enter();
    expect(state().shown).toMatchObject({ kind: 'verdict', result: { ticket: { name: 'Max Kim' } } });
    expect(state().candidates).toBeUndefined();
  });

  it('an ambiguous code held to the scanner stays on offer; Esc takes it back', async () => {
    await scene.door.scan('TWIN');
    await scene.door.scan('TWIN');
    expect(state().candidates?.ids).toHaveLength(2);
    scene.door.clear();
    expect(state().candidates).toBeUndefined();
    expect(panel()).toBe('ready');
  });
});

describe('typing', () => {
  it('offers guests while typing, none of them highlighted', async () => {
    scene.door.type('smith');
    await vi.waitFor(() => expect(state().candidates?.total).toBe(2));
    expect(state().highlighted).toBe(-1);
  });

  it('an exact code admits at once', async () => {
    scene.door.type('aa-2');
    await scene.door.enter();
    expect(panel()).toBe('admit ok');
    expect(state()).toMatchObject({ text: '', candidates: undefined });
  });

  it('one match: Enter admits it', async () => {
    scene.door.type('ana ru');
    await scene.door.enter();
    expect(state().shown).toMatchObject({ result: { ticket: { name: 'Ana Ruiz' } } });
  });

  it('several matches: Enter highlights the first and says what to do, the next Enter admits', async () => {
    const before = rows();
    scene.door.type('smith');
    await scene.door.enter();
    expect(rows()).toBe(before);
    expect(state()).toMatchObject({
      highlighted: 0,
      hint: '2 guests match: choose with the arrows, Enter admits',
    });
    scene.door.move(-1);
    expect(state().highlighted).toBe(1);
    await scene.door.enter();
    expect(panel()).toBe('admit ok');
  });

  it('no match: Enter looks it up as a code, which is refused', async () => {
    scene.door.type('nobody at all');
    await scene.door.enter();
    expect(panel()).toBe('refuse invalid');
  });

  it('what is typed after Enter is not overtaken by its answer', async () => {
    scene.door.type('smith');
    const entering = scene.door.enter();
    scene.door.type('smithe');
    await entering;
    expect(state().hint).toBeUndefined();
  });

  it('says when search does not work', async () => {
    scene = await openDoor({ find: async () => Promise.reject(new Error('worker gone')) });
    scene.door.type('smith');
    await scene.door.enter();
    expect(state().hint).toContain('Searching does not work');
    expect(panel()).toBe('ready');
    scene.door.type('AA-1');
    await scene.door.enter();
    expect(panel()).toBe('admit ok');
  });

  it('a guest picked twice at once is admitted once', async () => {
    const before = rows();
    const [ana] = guests;
    if (ana === undefined) throw new Error('no guest');
    await Promise.all([scene.door.pick(ana.id), scene.door.pick(ana.id)]);
    expect(rows()).toBe(before + 1);
    expect(panel()).toBe('admit ok');
  });
});

describe('undoing', () => {
  it('GM-6 takes the last back, returns its credit, and the code counts as new', async () => {
    const before = balance();
    await scene.door.scan('AA-1');
    await scene.door.undoLast();
    expect(state().shown).toMatchObject({ kind: 'undone', result: { creditsReturned: 1, inside: false } });
    expect({ balance: balance(), inside: inside() }).toEqual({ balance: before, inside: 0 });
    await scene.door.scan('AA-1');
    expect(panel()).toBe('admit ok');
  });

  it('twice in a row takes the last two back', async () => {
    await scene.door.scan('AA-1');
    await scene.door.scan('AA-2');
    await Promise.all([scene.door.undoLast(), scene.door.undoLast()]);
    expect(inside()).toBe(0);
    await scene.door.undoLast();
    expect(panel()).toBe('nothing-to-undo');
  });

  it('a button pressed twice undoes once', async () => {
    await scene.door.scan('AA-1');
    const { shown } = state();
    if (shown.kind !== 'verdict') throw new Error('no verdict');
    const before = rows();
    const { operationId } = shown.result;
    await Promise.all([scene.door.undo(operationId), scene.door.undo(operationId)]);
    expect(rows()).toBe(before + 1);
    expect(panel()).toBe('undone');
  });
});

describe('when the disk does not take it', () => {
  it.each(['full', 'out-of-step', 'failed'] as const)(
    '%s: nobody is admitted, and the next try counts',
    async (reason) => {
      const before = { rows: rows(), balance: balance() };
      scene.laptop.main.failure = { reason, detail: 'test' };
      await scene.door.scan('AA-1');
      expect(state().shown).toEqual({ kind: 'not-recorded', reason });
      expect({ rows: rows(), balance: balance(), inside: inside() }).toEqual({ ...before, inside: 0 });
      scene.laptop.main.failure = undefined;
      await scene.door.scan('AA-1');
      expect(panel()).toBe('admit ok');
      expect(scene.errors).toEqual([]);
    },
  );

  it('anything unexpected is reported, and said without claiming what happened', async () => {
    const broken = { ...scene.ledger, act: async () => Promise.reject(new Error('bridge gone')) };
    scene = await openDoor({ ledger: broken });
    await scene.door.pick(guests[0]?.id as Ticket['id']);
    expect(state().shown).toEqual({ kind: 'not-recorded', reason: 'unexpected' });
    expect(scene.errors).toHaveLength(1);
  });
});
