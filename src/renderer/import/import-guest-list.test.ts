import { describe, expect, it } from 'vitest';
import { anEventbriteRow, eventbriteFile, eventbriteRows } from '../../../test/builders/eventbrite-file.ts';
import { fixtureLists } from '../../../test/builders/fixture-lists.ts';
import { aLaptop, creditsOf, type Laptop, openGala } from '../../../test/builders/laptop.ts';
import { passTicket } from '../door/check-in.ts';
import type { LedgerDatabase } from '../ledger/database.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { packSegment } from '../ledger/segment.ts';
import {
  type AgreedImport,
  guestListState,
  importGuestList,
  type ImportResult,
  quotedCredits,
  quoteImport,
} from './import-guest-list.ts';
import type { GuestListReader, ImportPreview } from './import-protocol.ts';
import { openImportSession } from './import-session.ts';

interface Desk {
  readonly laptop: Laptop;
  readonly ledger: Ledger;
  readonly database: LedgerDatabase;
}

/** A laptop with an event that has no guests yet. */
async function aDesk(): Promise<Desk> {
  const laptop = aLaptop();
  const { ledger, database } = await laptop.start();
  await openGala(ledger, laptop, []);
  return { laptop, ledger, database };
}

async function agree(
  { ledger, laptop }: Desk,
  file: File,
  readAt = 1_000,
): Promise<{ readonly reader: GuestListReader; readonly agreed: AgreedImport; readonly preview: ImportPreview }> {
  const reader = openImportSession(() => readAt);
  const { eventId, listId, actor } = laptop.place;
  const outcome = await reader.read(file, { timeZone: 'Europe/Madrid' }, () => undefined);
  if (outcome.kind !== 'read') throw new Error(outcome.kind);
  const state = guestListState(ledger.books, eventId);
  const preview = await reader.match(await ledger.readGuestList(eventId), listId);
  const credits = quotedCredits(quoteImport(ledger, preview.fees, actor)) ?? 0;
  const place = { eventId, listId, actor };
  const agreed = { place, fileName: file.name, system: outcome.formatName, preview, credits, guestListState: state };
  return { reader, agreed, preview };
}

const withoutEnd = { signal: new AbortController().signal, onProgress: () => undefined };

async function importFile(desk: Desk, file: File, readAt?: number): Promise<ImportResult> {
  const { reader, agreed } = await agree(desk, file, readAt);
  return importGuestList(desk.ledger, reader, agreed, withoutEnd);
}

/** Everything that an import could leave behind. */
async function standing({ laptop, ledger, database }: Desk) {
  return {
    journal: laptop.main.journal.length,
    rows: ledger.books.rows.length,
    balance: creditsOf(ledger).balance,
    guests: ledger.event()?.tickets.size,
    files: [...laptop.main.segments.keys()].sort(),
    segments: (await database.segments.toCollection().primaryKeys()).sort(),
  };
}

describe('an import', () => {
  it('GM-11 GM-13 charges each free ticket to the welcome credits, as it said before', async () => {
    const desk = await aDesk();
    const file = eventbriteFile(eventbriteRows(30));
    const { agreed } = await agree(desk, file);
    expect(agreed.credits).toBe(30);
    expect(await importFile(desk, file)).toEqual({ kind: 'imported', credits: 30, shown: true });
    expect(creditsOf(desk.ledger).balance).toBe(20);
    expect(desk.ledger.event()?.tickets.size).toBe(30);
  });

  it('GM-9 GM-14 charges nothing for paid tickets, and may make the balance negative', async () => {
    const desk = await aDesk();
    const rows = eventbriteRows(100).map((row, index) => ({ ...row, paid: index < 40 ? '25.00' : '0.00' }));
    expect(await importFile(desk, eventbriteFile(rows))).toMatchObject({ kind: 'imported', credits: 60 });
    expect(creditsOf(desk.ledger).balance).toBe(-10);
  });

  it('is one operation that says where the guests came from, and is there after a restart', async () => {
    const desk = await aDesk();
    await importFile(desk, eventbriteFile(eventbriteRows(2_500), 'gala.csv'));
    expect(desk.ledger.books.rows.at(-1)?.operation).toMatchObject({
      kind: 'importTickets',
      fileName: 'gala.csv',
      system: 'Eventbrite',
      issued: [{ tickets: 1_000 }, { tickets: 1_000 }, { tickets: 500 }],
      changed: [],
      free: 2_500,
      paid: 0,
    });
    const { ledger } = await desk.laptop.start();
    expect(await ledger.openEvent(desk.laptop.place.eventId)).toEqual({ unreadable: 0 });
    expect(ledger.event()?.tickets).toEqual(desk.ledger.event()?.tickets);
  });

  it('reports each stored segment', async () => {
    const desk = await aDesk();
    const { reader, agreed } = await agree(desk, eventbriteFile(eventbriteRows(2_500)));
    const seen: string[] = [];
    const onProgress = (stored: number, segments: number) => void seen.push(`${String(stored)}/${String(segments)}`);
    await importGuestList(desk.ledger, reader, agreed, { ...withoutEnd, onProgress });
    expect(seen).toEqual(['1/3', '2/3', '3/3']);
  });

  it('brings guests in whom the door admits', async () => {
    const desk = await aDesk();
    await importFile(desk, eventbriteFile([anEventbriteRow(1)]));
    const [ticket] = desk.ledger.event()?.tickets.values() ?? [];
    if (ticket === undefined) throw new Error('nobody came in');
    expect(await passTicket(desk.ledger, desk.laptop.place, 'entry', ticket.id)).toMatchObject({
      verdict: { code: 'ok' },
    });
  });

  it('brings guests whom the file counts in as checked in, uncharged', async () => {
    const desk = await aDesk();
    await importFile(desk, eventbriteFile([anEventbriteRow(1, { status: 'Checked In' }), anEventbriteRow(2)]));
    expect(creditsOf(desk.ledger).balance).toBe(48);
    const verdicts = [];
    for (const { id } of desk.ledger.event()?.tickets.values() ?? []) {
      const result = await passTicket(desk.ledger, desk.laptop.place, 'entry', id);
      verdicts.push(result.kind === 'verdict' && result.verdict.code);
    }
    expect(verdicts).toEqual(['already_redeemed', 'ok']);
  });
});

describe('the same list again', () => {
  it('X-4 adds nobody, charges nothing and records nothing', async () => {
    const desk = await aDesk();
    const file = eventbriteFile(eventbriteRows(1_200));
    await importFile(desk, file);
    const before = await standing(desk);
    expect(await importFile(desk, file)).toEqual({ kind: 'nothing-new' });
    expect(await standing(desk)).toEqual(before);
  });

  it('with changes replaces those guests and charges the new ones only', async () => {
    const desk = await aDesk();
    const rows = eventbriteRows(40);
    await importFile(desk, eventbriteFile(rows));
    const known = [...(desk.ledger.event()?.tickets.values() ?? [])];
    const [first] = known;
    if (first === undefined) throw new Error('nobody came in');
    await passTicket(desk.ledger, desk.laptop.place, 'entry', first.id);

    const changed = rows.map((row, index) => (index < 3 ? { ...row, last: 'Renamed', status: 'Not Attending' } : row));
    const file = eventbriteFile([...changed, anEventbriteRow(41)]);
    const { preview } = await agree(desk, file);
    expect(preview).toMatchObject({ issued: 1, changed: 3, unchanged: 37, absent: 0, knownBefore: 40 });
    expect(await importFile(desk, file)).toMatchObject({ kind: 'imported', credits: 1 });

    const tickets = desk.ledger.event()?.tickets;
    expect(tickets?.size).toBe(41);
    expect(tickets?.get(first.id)).toMatchObject({ name: 'Guest Renamed', status: 'canceled' });
    // 50 welcome credits, 41 tickets, one check-in: which is still there.
    expect(creditsOf(desk.ledger).balance).toBe(50 - 41 - 1);
    expect(await passTicket(desk.ledger, desk.laptop.place, 'entry', first.id)).toMatchObject({
      verdict: { code: 'canceled' },
    });
    const { ledger } = await desk.laptop.start();
    await ledger.openEvent(desk.laptop.place.eventId);
    expect(ledger.event()?.tickets).toEqual(tickets);
  });

  it('of which only a part is left keeps the others', async () => {
    const desk = await aDesk();
    await importFile(desk, eventbriteFile(eventbriteRows(10)));
    const { preview } = await agree(desk, eventbriteFile(eventbriteRows(4)));
    expect(preview).toMatchObject({ issued: 0, changed: 0, unchanged: 4, absent: 6 });
  });

  it.each(fixtureLists)('of every known system adds nobody, later in the night: $name', async (file) => {
    const desk = await aDesk();
    expect(await importFile(desk, file)).toMatchObject({ kind: 'imported' });
    const before = await standing(desk);
    expect(await importFile(desk, file, Date.UTC(2027, 0, 1))).toEqual({ kind: 'nothing-new' });
    expect(await standing(desk)).toEqual(before);
  });

  const lists: readonly { readonly name: string; readonly text: string; readonly guests: number }[] = [
    {
      name: 'by order and position where the list has no codes',
      text:
        'Order code,Attendee name,Product,Price,Checked in,Checked out,Automatically checked in,E-mail,Order date\n' +
        'A1B2C,Ana Ruiz,Regular,0.00,,,No,ana@example.org,2026-10-01\n' +
        'A1B2C,Ben Ruiz,Regular,0.00,,,No,ana@example.org,2026-10-01\n' +
        'Z9Y8X,Cleo Katz,Regular,0.00,,,No,cleo@example.org,2026-10-01\n',
      guests: 3,
    },
    {
      name: 'by name, email and ticket type where the list has neither',
      text:
        'Name,Ticket Name,Email\n' +
        'Ana Ruiz,Regular,ana@example.org\n' +
        'Ana Ruiz,VIP,ana@example.org\n' +
        'Ana Ruiz,Regular,ana@example.org\n' +
        'Ben Ruiz,Regular,\n',
      guests: 4,
    },
  ];
  it.each(lists)('is recognised $name', async ({ text, guests }) => {
    const desk = await aDesk();
    const file = new File([text], 'list.csv');
    expect(await importFile(desk, file)).toMatchObject({ kind: 'imported', credits: guests });
    expect(await importFile(desk, file)).toEqual({ kind: 'nothing-new' });
    expect(desk.ledger.event()?.tickets.size).toBe(guests);
  });
});

/** Calls back between any two steps of an import. */
function watchSteps(desk: Desk, reader: GuestListReader, onStep: () => void) {
  async function around<T>(work: () => Promise<T>): Promise<T> {
    onStep();
    const result = await work();
    onStep();
    return result;
  }
  const ledger: Ledger = {
    ...desk.ledger,
    storeSegment: async (segment) => around(async () => desk.ledger.storeSegment(segment)),
    act: async (actor, decide) => {
      onStep();
      return desk.ledger.act(actor, decide);
    },
  };
  const watched = {
    segment: async (...of: Parameters<GuestListReader['segment']>) => around(async () => reader.segment(...of)),
  };
  return { ledger, reader: watched };
}

describe('a cancelled import', () => {
  it('leaves nothing behind, at whatever moment it is cancelled', async () => {
    const desk = await aDesk();
    const file = eventbriteFile(eventbriteRows(5_200));
    const before = await standing(desk);
    let cancelled = 0;
    for (let at = 0; ; at += 1) {
      const { reader, agreed } = await agree(desk, file);
      const cancelling = new AbortController();
      let steps = 0;
      const watched = watchSteps(desk, reader, () => {
        if (steps === at) {
          cancelling.abort();
          reader.stop();
        }
        steps += 1;
      });
      const run = { signal: cancelling.signal, onProgress: () => undefined };
      const result = await importGuestList(watched.ledger, watched.reader, agreed, run);
      if (result.kind === 'imported') break;
      expect(result).toEqual({ kind: 'cancelled' });
      expect(await standing(desk)).toEqual(before);
      cancelled += 1;
    }
    expect(cancelled).toBe(25);
    expect(desk.ledger.event()?.tickets.size).toBe(5_200);
  });
});

describe('imports at the same time', () => {
  it('take turns, so that one that is cancelled drops nothing of the other', async () => {
    const desk = await aDesk();
    const first = await agree(desk, eventbriteFile(eventbriteRows(4_000)));
    const second = await agree(desk, eventbriteFile(eventbriteRows(6_000).slice(4_000)));
    const cancelling = new AbortController();
    const results = await Promise.all([
      importGuestList(desk.ledger, first.reader, first.agreed, {
        signal: cancelling.signal,
        onProgress: () => cancelling.abort(),
      }),
      importGuestList(desk.ledger, second.reader, second.agreed, withoutEnd),
    ]);
    expect(results.map(({ kind }) => kind)).toEqual(['cancelled', 'imported']);
    const { ledger } = await desk.laptop.start();
    expect(await ledger.openEvent(desk.laptop.place.eventId)).toEqual({ unreadable: 0 });
    expect(ledger.event()?.tickets.size).toBe(2_000);
  });

  it('stop packing and storing as soon as they are cancelled', async () => {
    const desk = await aDesk();
    const { reader, agreed } = await agree(desk, eventbriteFile(eventbriteRows(20_000)));
    const cancelling = new AbortController();
    let stored = 0;
    const onProgress = () => {
      stored += 1;
      cancelling.abort();
    };
    await importGuestList(desk.ledger, reader, agreed, { signal: cancelling.signal, onProgress });
    expect(stored).toBeLessThan(5);
  });
});

describe('an import that cannot be written', () => {
  const file = eventbriteFile(eventbriteRows(3_000));

  it('leaves nothing behind when the disk fills up, at whatever write', async () => {
    const desk = await aDesk();
    const before = await standing(desk);
    let failed = 0;
    for (let at = 0; ; at += 1) {
      const { reader, agreed } = await agree(desk, file);
      let steps = 0;
      const watched = watchSteps(desk, reader, () => {
        if (steps === at) desk.laptop.main.failure = { reason: 'full', detail: 'no space left' };
        steps += 1;
      });
      const result = await importGuestList(watched.ledger, watched.reader, agreed, withoutEnd);
      desk.laptop.main.failure = undefined;
      if (result.kind === 'imported') break;
      expect(result).toEqual({ kind: 'not-recorded', reason: 'full' });
      expect(await standing(desk)).toEqual(before);
      failed += 1;
    }
    expect(failed).toBeGreaterThan(10);
  });

  it.each(['failed', 'out-of-step'] as const)(
    '%s: charges nothing, and the next start tidies up what the journal turns out not to name',
    async (reason) => {
      const desk = await aDesk();
      const before = await standing(desk);
      const { reader, agreed } = await agree(desk, file);
      const ledger: Ledger = {
        ...desk.ledger,
        act: async (actor, decide) => {
          desk.laptop.main.failure = { reason, detail: 'test' };
          return desk.ledger.act(actor, decide);
        },
      };
      expect(await importGuestList(ledger, reader, agreed, withoutEnd)).toEqual({ kind: 'not-recorded', reason });
      expect(await standing(desk)).toMatchObject({ journal: before.journal, balance: 50, guests: 0 });
      desk.laptop.main.failure = undefined;
      const again = await desk.laptop.start();
      await again.ledger.openEvent(desk.laptop.place.eventId);
      expect(await standing({ laptop: desk.laptop, ...again })).toEqual(before);
    },
  );
});

describe('an import that is no longer what was agreed', () => {
  it('X-2 asks again when the guest list has changed meanwhile', async () => {
    const desk = await aDesk();
    const file = eventbriteFile(eventbriteRows(10));
    const { reader, agreed } = await agree(desk, file);
    await importFile(desk, eventbriteFile(eventbriteRows(5)));
    const before = await standing(desk);
    expect(await importGuestList(desk.ledger, reader, agreed, withoutEnd)).toEqual({ kind: 'ask-again' });
    expect(await standing(desk)).toEqual(before);
    expect((await agree(desk, file)).agreed.credits).toBe(5);
  });

  it('X-2 asks again when the price is another', async () => {
    const desk = await aDesk();
    const { reader, agreed } = await agree(desk, eventbriteFile(eventbriteRows(10)));
    const before = await standing(desk);
    const dearer = { ...agreed, credits: agreed.credits - 1 };
    expect(await importGuestList(desk.ledger, reader, dearer, withoutEnd)).toEqual({ kind: 'ask-again' });
    expect(await standing(desk)).toEqual(before);
  });

  it('goes on when only the balance is another, since the price is not', async () => {
    const desk = await aDesk();
    await importFile(desk, eventbriteFile([anEventbriteRow(99)]));
    const { reader, agreed } = await agree(desk, eventbriteFile(eventbriteRows(10)));
    const [guest] = desk.ledger.event()?.tickets.values() ?? [];
    if (guest === undefined) throw new Error('nobody came in');
    await passTicket(desk.ledger, desk.laptop.place, 'entry', guest.id);
    expect(await importGuestList(desk.ledger, reader, agreed, withoutEnd)).toMatchObject({ credits: 10 });
  });
});

describe('guests of other events', () => {
  it('keep their segments when an import is cancelled', async () => {
    const desk = await aDesk();
    await importFile(desk, eventbriteFile(eventbriteRows(3)));
    const before = await standing(desk);
    const { reader, agreed } = await agree(desk, eventbriteFile(eventbriteRows(9)));
    const aborted = { signal: AbortSignal.abort(), onProgress: () => undefined };
    expect(await importGuestList(desk.ledger, reader, agreed, aborted)).toEqual({ kind: 'cancelled' });
    expect(await standing(desk)).toEqual(before);
    expect(before.files).toHaveLength(2);
    expect(before.files).toContain((await packSegment([])).hash);
  });
});
