import { describe, expect, it } from 'vitest';
import { anEventbriteRow, eventbriteFile, eventbriteRows } from '../../../test/builders/eventbrite-file.ts';
import { aTicket, listId } from '../../../test/builders/facts.ts';
import { packSegment, unpackSegment } from '../ledger/segment.ts';
import { openImportSession } from './import-session.ts';

const main = listId('main');
const options = { timeZone: 'Europe/Madrid' };
const unheard = () => undefined;

async function readSession(rows: Parameters<typeof eventbriteFile>[0]) {
  const session = openImportSession(() => 1_000);
  await session.read(eventbriteFile(rows), options, unheard);
  return session;
}

describe('a session', () => {
  it('reports how far it has read, to the end', async () => {
    const file = eventbriteFile(eventbriteRows(20_000));
    const seen: number[] = [];
    await openImportSession(() => 0).read(file, options, ({ doneBytes, totalBytes }) => {
      expect(totalBytes).toBe(file.size);
      seen.push(doneBytes);
    });
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(file.size);
  });

  it('gives the page the first 100 guests of each kind, not all', async () => {
    const session = await readSession(eventbriteRows(1_500));
    const first = await session.match([], main);
    expect(first).toMatchObject({ issued: 1_500, changed: 0, unchanged: 0, knownBefore: 0, absent: 0 });
    expect(first.guests.all).toHaveLength(100);
    expect(first.guests.new.at(-1)).toMatchObject({ line: 101, fate: 'new' });
    expect(first.guests.changed).toEqual([]);

    const list = [await session.segment('issued', 0), await session.segment('issued', 1)].map(({ bytes }) => bytes);
    const renamed = eventbriteRows(1_600).map((row, index) => (index >= 1_400 ? { ...row, last: 'Renamed' } : row));
    const second = await (await readSession(renamed)).match(list, main);
    expect(second).toMatchObject({ issued: 100, changed: 100, unchanged: 1_400, knownBefore: 1_500 });
    expect(second.guests.all.every(({ fate }) => fate === 'unchanged')).toBe(true);
    expect(second.guests.changed[0]).toMatchObject({
      line: 1_402,
      draft: { name: 'Guest Renamed' },
      change: { before: { name: 'Guest Number 1401' }, after: { name: 'Guest Renamed' } },
    });
    expect(second.guests.new[0]).toMatchObject({ line: 1_502, fate: 'new' });
  });

  it('packs 1,000 guests a segment, in the order of the file', async () => {
    const session = await readSession(eventbriteRows(2_300));
    await session.match([], main);
    const sizes: number[] = [];
    for (const index of [0, 1, 2]) {
      const tickets = await unpackSegment((await session.segment('issued', index)).bytes);
      sizes.push(tickets.length);
      expect(tickets[0]?.name).toBe(`Guest Number ${String(index * 1_000 + 1)}`);
    }
    expect(sizes).toEqual([1_000, 1_000, 300]);
  });

  it('compares with what the later segments say of a guest', async () => {
    const row = anEventbriteRow(1);
    const session = await readSession([row]);
    await session.match([], main);
    const { bytes } = await session.segment('issued', 0);
    const [ticket] = await unpackSegment(bytes);
    if (ticket === undefined) throw new Error('nobody was packed');
    const changed = await packSegment([{ ...ticket, name: 'Somebody Else' }]);
    expect(await session.match([bytes], main)).toMatchObject({ unchanged: 1, changed: 0 });
    expect(await session.match([bytes, changed.bytes], main)).toMatchObject({ unchanged: 0, changed: 1 });
  });

  it('counts guests who have arrived, here and on other lists', async () => {
    const elsewhere = await packSegment([aTicket({ arrivedAt: 1, arrivedOn: listId('vip') })]);
    const session = await readSession([anEventbriteRow(1, { status: 'Checked In' }), anEventbriteRow(2)]);
    expect(await session.match([elsewhere.bytes], main)).toMatchObject({ arrived: 1, arrivedElsewhere: 1 });
  });

  it('gives problems by pages, errors before warnings, by line', async () => {
    const session = openImportSession(() => 0);
    const text =
      'Order code,Attendee name,Product,Price,Checked in,Checked out,Automatically checked in,E-mail,Order date\n' +
      'A,Ana,Regular,0.00,never,,No,a@example.org,2026-10-01\n' +
      'B,Ben,Regular,abc,,,No,b@example.org,2026-10-01\n' +
      'C,Cleo,Regular,xyz,,,No,c@example.org,2026-10-01\n';
    await session.read(new File([text], 'pretix.csv'), options, unheard);
    const preview = await session.match([], main);
    expect(preview.problems).toEqual({ errors: 2, warnings: 1 });
    expect((await session.problems(0, 2)).map(({ line, severity }) => `${severity} ${String(line)}`)).toEqual([
      'error 3',
      'error 4',
    ]);
    expect(await session.problems(2, 200)).toMatchObject([{ line: 2, severity: 'warning' }]);
  });

  it('writes all problems to a file that a spreadsheet opens and that runs nothing', async () => {
    const session = await readSession([anEventbriteRow(1, { paid: '"=1+1,""a"""' })]);
    const bytes = new Uint8Array(await (await session.problemFile()).arrayBuffer());
    const file = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const [header, row] = file.split('\r\n');
    expect(header).toBe('\ufeffLine,Kind,Problem');
    expect(row).toMatch(/^2,error,"The price /);
    expect(row).not.toMatch(/,=/);
  });

  it('packs nothing before it has matched, and nothing after it was stopped', async () => {
    const session = await readSession(eventbriteRows(2));
    await expect(session.segment('issued', 0)).rejects.toThrow('not been matched');
    await session.match([], main);
    session.stop();
    await expect(session.segment('issued', 0)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ends reading when it is stopped', async () => {
    const session = openImportSession(() => 0);
    const reading = session.read(eventbriteFile(eventbriteRows(5_000)), options, unheard);
    session.stop();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});
