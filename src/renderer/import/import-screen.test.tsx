// @vitest-environment jsdom
import { notifications } from '@mantine/notifications';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anEventbriteRow, eventbriteFile, eventbriteRows } from '../../../test/builders/eventbrite-file.ts';
import { aLot } from '../../../test/builders/facts.ts';
import { aLaptop, creditsOf, openGala } from '../../../test/builders/laptop.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import { brokenQuotesFile, pdfFile, wideFile } from '../../../test/fixtures/bad-files.ts';
import type { OperationIntent } from '../../shared/operation.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { GuestListReader } from './import-protocol.ts';
import { ImportScreen } from './import-screen.tsx';
import { openImportSession } from './import-session.ts';

afterEach(() => {
  notifications.clean();
  cleanup();
});

interface Changes {
  readonly ledger?: Partial<Ledger>;
  readonly reader?: Partial<GuestListReader>;
}

/** The screen on the real ledger, with the reader of the worker run in place. */
async function openScreen(changes: (real: Ledger) => Changes = () => ({})) {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  await openGala(ledger, laptop, []);
  const event = ledger.books.events.get(laptop.place.eventId);
  if (event === undefined) throw new Error('There is no event');
  const changed = changes(ledger);
  const onDone = vi.fn<() => void>();
  const rendered = renderScreen(
    <ImportScreen
      ledger={{ ...ledger, ...changed.ledger }}
      event={event}
      place={laptop.place}
      onDone={onDone}
      startReader={() => ({ ...openImportSession(() => 1_000), ...changed.reader })}
    />,
  );
  return { laptop, ledger, onDone, ...rendered };
}

async function choose(user: UserEvent, file: File): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) throw new Error('No file can be chosen now');
  await user.upload(input, file);
}

function csv(text: string, name = 'list.csv'): File {
  return new File([text], name);
}

const guestManagerHeader = 'Name,Ticket Name,Email\n';

async function press(user: UserEvent, name: string | RegExp): Promise<void> {
  await user.click(await screen.findByRole('button', { name }));
}

function counts(): Record<string, string | null> {
  const names = ['rows', 'new', 'changed', 'unchanged', 'problems'];
  return Object.fromEntries(names.map((name) => [name, screen.getByTestId(`count-${name}`).textContent]));
}

describe('a recognised list', () => {
  it('GM-13 GM-14 shows what it means and costs before anything is written, then imports it', async () => {
    const { user, ledger, onDone } = await openScreen();
    const rows = eventbriteRows(8).map((row, index) => ({ ...row, paid: index < 5 ? '0.00' : '25.00' }));
    await choose(user, eventbriteFile(rows, 'gala.csv'));

    await screen.findByText('Recognised: Eventbrite');
    screen.getByRole('heading', { name: 'gala.csv' });
    expect(counts()).toEqual({ rows: '8', new: '8', changed: '0', unchanged: '0', problems: '0' });
    expect(screen.getByTestId('quote-total').textContent).toContain('5 credits');
    const cost = screen.getByRole('region', { name: 'What this costs' });
    expect(cost.textContent).toContain('5 free tickets × 1 = 5 credits; 3 paid tickets: 0');
    expect(cost.textContent).toContain('Balance now 50, after the import 45.');
    expect(cost.textContent).not.toContain('Below zero');
    expect(screen.getAllByRole('row')).toHaveLength(9);
    expect(creditsOf(ledger).balance).toBe(50);

    await press(user, 'Import 8 guests');
    await screen.findByRole('heading', { name: '8 guests imported' });
    screen.getByText('5 credits charged. The balance is 45.');
    expect(ledger.event()?.tickets.size).toBe(8);
    await press(user, 'Go to the door');
    expect(onDone).toHaveBeenCalledOnce();
  });

  it('GM-9 says calmly when the balance goes below zero', async () => {
    const { user } = await openScreen();
    await choose(user, eventbriteFile(eventbriteRows(60)));
    const cost = await screen.findByRole('region', { name: 'What this costs' });
    expect(cost.textContent).toContain('after the import -10. Below zero keeps nobody out');
  });

  it('shows the balance of this moment', async () => {
    const { user, ledger, laptop } = await openScreen();
    await choose(user, eventbriteFile(eventbriteRows(2)));
    await screen.findByText(/Balance now 50, after the import 48/);
    const lot = aLot({ credits: 100 });
    await ledger.act(laptop.place.actor, () => ({ intents: [{ kind: 'grantCredits', lot }], outcome: undefined }));
    await screen.findByText(/Balance now 150, after the import 148/);
  });

  it('that was imported before adds nobody', async () => {
    const { user, ledger } = await openScreen();
    const file = eventbriteFile(eventbriteRows(3));
    await choose(user, file);
    await press(user, 'Import 3 guests');
    await press(user, 'Import another list');
    const before = ledger.books.rows.length;
    await choose(user, file);
    await screen.findByText(/Everybody is on the list already/);
    expect(counts()).toMatchObject({ new: '0', changed: '0', unchanged: '3' });
    expect(screen.queryByRole('button', { name: /^Import \d/ })).toBeNull();
    expect(ledger.books.rows).toHaveLength(before);
    screen.getByRole('button', { name: 'Go to the door' });
  });

  it('shows who changes and what was there before', async () => {
    const { user } = await openScreen();
    await choose(user, eventbriteFile(eventbriteRows(3)));
    await press(user, 'Import 3 guests');
    await press(user, 'Import another list');
    const [first, ...others] = eventbriteRows(4);
    if (first === undefined) throw new Error('no rows');
    await choose(user, eventbriteFile([{ ...first, last: 'Renamed' }, ...others]));
    await screen.findByRole('button', { name: 'Import 2 guests' });
    expect(counts()).toMatchObject({ new: '1', changed: '1', unchanged: '2' });
    expect(screen.getByTestId('quote-total').textContent).toContain('1 credit');
    await user.click(screen.getByRole('radio', { name: 'Changed 1' }));
    const [, row, none] = screen.getAllByRole('row');
    expect(none).toBeUndefined();
    expect(row?.textContent).toContain('Guest Renamed');
    expect(row?.textContent).toContain('name was Guest Number 1');
  });

  it('shows a formula as the text it is', async () => {
    const { user } = await openScreen();
    await choose(user, csv(`${guestManagerHeader}"=HYPERLINK(""http://x"")",VIP,a@example.org\n`));
    await screen.findByText('=HYPERLINK("http://x")');
  });
});

describe('what is worth knowing first', () => {
  it('guests whom the file counts in', async () => {
    const { user } = await openScreen();
    await choose(user, eventbriteFile([anEventbriteRow(1, { status: 'Checked In' }), anEventbriteRow(2)]));
    await screen.findByText(/already counts 1 guest in.*checked in on “Main entrance”/);
  });

  it('a list of other people than those on the list', async () => {
    const { user } = await openScreen();
    await choose(user, eventbriteFile(eventbriteRows(2)));
    await press(user, 'Import 2 guests');
    await press(user, 'Import another list');
    await choose(user, csv(`${guestManagerHeader}Ana Ruiz,VIP,a@example.org\n`));
    await screen.findByText(/None of the 2 guests on the list is in this file. Is it the right event/);
  });

  it('guests on the list whom the file does not name', async () => {
    const { user } = await openScreen();
    await choose(user, eventbriteFile(eventbriteRows(4)));
    await press(user, 'Import 4 guests');
    await press(user, 'Import another list');
    await choose(user, eventbriteFile(eventbriteRows(3)));
    await screen.findByText('1 guest on the list is not in this file and stays on the list.');
  });
});

describe('rows that cannot come in', () => {
  it('are named by line, errors first, and the others come in', async () => {
    const { user } = await openScreen();
    const rows = eventbriteRows(300).map((row, index) => (index % 2 === 0 ? { ...row, paid: 'abc' } : row));
    await choose(user, eventbriteFile(rows));
    await screen.findByRole('button', { name: 'Import 150 guests' });
    expect(counts()).toMatchObject({ rows: '300', new: '150', problems: '150' });
    screen.getByText(/150 rows cannot come in/);
    await user.click(screen.getByRole('tab', { name: /Problems/ }));
    const problems = screen.getByRole('region', { name: 'Problems, errors first' });
    await within(problems).findByText('Line 2');
    expect(within(problems).getAllByText(/The price “abc” cannot be read/).length).toBeGreaterThan(1);
    // Only those in sight are drawn.
    expect(within(problems).getAllByRole('listitem').length).toBeLessThan(30);
  });

  it.each([
    ['broken quotation marks', brokenQuotesFile()],
    ['a row of 10,000 columns', wideFile()],
  ])('%s cost their row, not the file', async (_name, bytes) => {
    const { user } = await openScreen();
    await choose(user, new File([bytes], 'broken.csv'));
    await screen.findByRole('button', { name: /^Import [12] guests?$/ });
    await user.click(screen.getByRole('tab', { name: /Problems/ }));
    await screen.findByText(/^Line [23]$/);
    screen.getByText('Left out');
  });

  it('when there is nobody else, are shown at once', async () => {
    const { user } = await openScreen();
    await choose(user, eventbriteFile([anEventbriteRow(1, { paid: 'abc' })]));
    await screen.findByText(/There is nobody to import/);
    await screen.findByText(/The price “abc” cannot be read/);
    expect(screen.queryByRole('button', { name: /^Import \d/ })).toBeNull();
  });
});

describe('a file that is no guest list', () => {
  const unreadable = Object.assign(csv('Name\n', 'gone.csv'), {
    slice: () => {
      throw new DOMException('It is gone', 'NotReadableError');
    },
  });
  it.each([
    ['a PDF renamed to .csv', new File([pdfFile()], 'guests.csv'), /This is a PDF, not a list/],
    ['an empty file', csv(''), /This file is empty/],
    ['a header alone', csv(guestManagerHeader), /no guests below it/],
    ['a file that went away', unreadable, /could not be read/],
  ])('%s is refused with what to do', async (_name, file, message) => {
    const { user, ledger } = await openScreen();
    const before = ledger.books.rows.length;
    await choose(user, file);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(`${file.name} was not imported`);
    expect(alert.textContent).toMatch(message);
    expect(ledger.books.rows).toHaveLength(before);
    await choose(user, eventbriteFile(eventbriteRows(1)));
    await screen.findByRole('button', { name: 'Import 1 guest' });
  });

  it('two files at once: one at a time', async () => {
    await openScreen();
    const zone = screen.getByRole('button', { name: 'Choose a file' });
    const files = [csv('a', 'a.csv'), csv('b', 'b.csv')];
    fireEvent.drop(zone, { dataTransfer: { files, items: [], types: ['Files'] } });
    expect((await screen.findByRole('alert')).textContent).toContain('more than one file');
  });
});

describe('choosing a file', () => {
  it('works by dropping it', async () => {
    await openScreen();
    const zone = screen.getByRole('button', { name: 'Choose a file' });
    const files = [eventbriteFile(eventbriteRows(2))];
    fireEvent.drop(zone, { dataTransfer: { files, items: [], types: ['Files'] } });
    await screen.findByRole('button', { name: 'Import 2 guests' });
  });

  it.each(['{Control>}o{/Control}', 'button'])('opens the dialog by %s', async (way) => {
    const { user } = await openScreen();
    const opened = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(() => undefined);
    if (way === 'button') await press(user, 'Choose a file');
    else await user.keyboard(way);
    expect(opened).toHaveBeenCalledOnce();
    opened.mockRestore();
  });
});

describe('a list that no system wrote', () => {
  const file = csv('Wer;Was;Code\nAna Ruiz;VIP;A1\nBen Okafor;Gast;B2\n', 'liste.csv');

  it('is imported by the columns that somebody names, with a preview', async () => {
    const { user, ledger } = await openScreen();
    await choose(user, file);
    await screen.findByRole('heading', { name: 'Which column holds what?' });
    const sample = screen.getByRole('region', { name: 'The first guests, read like this' });
    expect(within(sample).getAllByText('Unnamed guest')).toHaveLength(2);

    await user.click(screen.getByRole('combobox', { name: 'Full name' }));
    await user.click(await screen.findByRole('option', { name: 'Wer' }));
    within(sample).getByText('Ana Ruiz');
    screen.getByText('Ana Ruiz · Ben Okafor');
    await press(user, 'Continue');

    await screen.findByText('Read with your columns');
    await press(user, 'Change columns');
    await user.click(await screen.findByRole('combobox', { name: 'Ticket type' }));
    await user.click(await screen.findByRole('option', { name: 'Was' }));
    await press(user, 'Continue');
    await press(user, 'Import 2 guests');
    await screen.findByRole('heading', { name: '2 guests imported' });
    const guests = [...(ledger.event()?.tickets.values() ?? [])];
    expect(guests).toMatchObject([
      { name: 'Ana Ruiz', ticketType: 'VIP', code: 'A1' },
      { name: 'Ben Okafor', ticketType: 'Gast', code: 'B2' },
    ]);
  });

  it('cannot go on without a column that says who or which ticket', async () => {
    const { user } = await openScreen();
    await choose(user, csv('Farbe;Tisch\nrot;1\n'));
    const proceed = await screen.findByRole('button', { name: 'Continue' });
    expect(proceed).toHaveProperty('disabled', true);
    screen.getByText(/Choose at least the column of the name/);
  });
});

/** Holds what waits for it until it is released. */
function aGate(): { readonly held: Promise<void>; readonly release: () => void } {
  const opening = new AbortController();
  const held = new Promise<void>((resolve) => opening.signal.addEventListener('abort', () => resolve()));
  return { held, release: () => opening.abort() };
}

describe('cancelling', () => {
  it('while reading goes back to choosing, and lets go of the file', async () => {
    const stop = vi.fn<() => void>();
    const { user } = await openScreen(() => ({
      reader: {
        read: async (_file, _options, onProgress) => {
          onProgress({ doneBytes: 500_000, totalBytes: 2_000_000 });
          return new Promise(() => undefined);
        },
        stop,
      },
    }));
    await choose(user, csv('x', 'long.csv'));
    expect((await screen.findByRole('progressbar', { name: 'Reading long.csv' })).getAttribute('aria-valuenow')).toBe(
      '25',
    );
    screen.getByText('500.0 kB of 2.0 MB');
    await press(user, 'Cancel');
    screen.getByRole('button', { name: 'Choose a file' });
    expect(stop).toHaveBeenCalled();
  });

  it('while importing leaves nothing behind and shows the list again', async () => {
    const { held, release } = aGate();
    const { user, ledger, laptop } = await openScreen((real) => ({
      ledger: {
        storeSegment: async (segment) => {
          await real.storeSegment(segment);
          await held;
        },
      },
    }));
    const before = { rows: ledger.books.rows.length, segments: laptop.main.segments.size };
    await choose(user, eventbriteFile(eventbriteRows(5), 'gala.csv'));
    await press(user, 'Import 5 guests');
    await screen.findByRole('progressbar', { name: 'Importing gala.csv' });
    await press(user, 'Cancel');
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveProperty('disabled', true);
    release();
    await screen.findByText('Cancelled. Nothing was imported and nothing was charged.');
    expect({ rows: ledger.books.rows.length, segments: laptop.main.segments.size }).toEqual(before);
    screen.getByRole('button', { name: 'Import 5 guests' });
  });

  it('is done by leaving while a file is read', async () => {
    const stop = vi.fn<() => void>();
    const { user, rerender } = await openScreen(() => ({
      reader: { read: async () => new Promise(() => undefined), stop },
    }));
    await choose(user, csv('x', 'long.csv'));
    await screen.findByRole('progressbar');
    rerender(<p>The door</p>);
    expect(stop).toHaveBeenCalledOnce();
  });
});

describe('leaving during an import', () => {
  it('lets it go on, and says that it is done', async () => {
    const { held, release } = aGate();
    const { user, ledger, rerender } = await openScreen((real) => ({
      ledger: { storeSegment: async (segment) => held.then(async () => real.storeSegment(segment)) },
    }));
    await choose(user, eventbriteFile(eventbriteRows(5)));
    await press(user, 'Import 5 guests');
    await screen.findByRole('progressbar');
    rerender(<p>The door</p>);
    release();
    const told = await screen.findByRole('alert');
    expect(told.textContent).toContain('5 guests imported');
    expect(ledger.event()?.tickets.size).toBe(5);
  });

  it('says when it could not be done', async () => {
    const { held, release } = aGate();
    const { user, ledger, laptop, rerender } = await openScreen((real) => ({
      ledger: { storeSegment: async (segment) => held.then(async () => real.storeSegment(segment)) },
    }));
    await choose(user, eventbriteFile(eventbriteRows(5), 'gala.csv'));
    await press(user, 'Import 5 guests');
    await screen.findByRole('progressbar');
    rerender(<p>The door</p>);
    laptop.main.failure = { reason: 'full', detail: 'no space left' };
    release();
    const told = await screen.findByRole('alert');
    expect(told.textContent).toMatch(/gala.csv was not imported.*disk of this laptop is full/);
    expect(ledger.event()?.tickets.size).toBe(0);
  });
});

describe('what goes wrong on the way', () => {
  it('a full disk: says so, and imports when there is room again', async () => {
    const { user, laptop, ledger } = await openScreen();
    await choose(user, eventbriteFile(eventbriteRows(5)));
    laptop.main.failure = { reason: 'full', detail: 'no space left' };
    await press(user, 'Import 5 guests');
    expect((await screen.findByRole('alert')).textContent).toMatch(/disk of this laptop is full.*Free some disk space/);
    expect(creditsOf(ledger).balance).toBe(50);
    laptop.main.failure = undefined;
    await press(user, 'Import 5 guests');
    await screen.findByRole('heading', { name: '5 guests imported' });
  });

  it('X-2 a guest list that changed meanwhile: asks again with the new numbers', async () => {
    const { user, ledger, laptop } = await openScreen();
    await choose(user, eventbriteFile(eventbriteRows(5)));
    await screen.findByRole('button', { name: 'Import 5 guests' });
    const { eventId, listId, actor } = laptop.place;
    const nobody: OperationIntent = {
      kind: 'importTickets',
      eventId,
      listId,
      fileName: 'other.csv',
      system: 'Test',
      issued: [],
      changed: [],
      free: 0,
      paid: 0,
    };
    await ledger.act(actor, () => ({ intents: [nobody], outcome: undefined }));
    await press(user, 'Import 5 guests');
    expect((await screen.findByRole('alert')).textContent).toContain('The guest list changed while you were looking');
    expect(ledger.event()?.tickets.size).toBe(0);
    await press(user, 'Import 5 guests');
    await screen.findByRole('heading', { name: '5 guests imported' });
  });

  describe('something nobody foresaw', () => {
    const reported: unknown[] = [];
    beforeEach(() => {
      reported.length = 0;
      vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
    });
    afterEach(() => vi.unstubAllGlobals());

    it('while reading is reported, and another file can be chosen', async () => {
      const { user } = await openScreen(() => ({
        reader: { read: async () => Promise.reject(new Error('worker died')) },
      }));
      await choose(user, csv('x', 'odd.csv'));
      expect((await screen.findByRole('alert')).textContent).toMatch(/odd.csv was not imported.*Choose it again/);
      expect(reported).toMatchObject([{ message: 'worker died' }]);
    });

    it('while importing says that the journal will tell', async () => {
      const { user } = await openScreen(() => ({
        ledger: { act: async () => Promise.reject(new Error('bridge gone')) },
      }));
      await choose(user, eventbriteFile(eventbriteRows(2)));
      await press(user, 'Import 2 guests');
      expect((await screen.findByRole('alert')).textContent).toMatch(/did not finish.*Restart Admit/);
      expect(reported).toMatchObject([{ message: 'bridge gone' }]);
    });
  });
});
