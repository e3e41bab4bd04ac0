import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { aCheckIn, aGrant, anOperation, anUndo, operationId } from '../../../test/builders/facts.ts';
import { plainNames, rowsOf, statementOf } from '../../../test/builders/statement.ts';
import type { Operation } from '../../shared/operation.ts';
import { writeCsv } from './ledger-csv.ts';

const startAt = Date.UTC(2026, 10, 21, 19, 4, 11);
const never = async (): Promise<void> => undefined;

async function csvOf(...operations: readonly Operation[]): Promise<string> {
  const statement = statementOf(rowsOf(operations));
  const places = statement.lines.map(({ place }) => place);
  const blob = await writeCsv(statement, places, plainNames, 'Europe/Madrid', never);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await blob.arrayBuffer());
}

async function cellsOf(...operations: readonly Operation[]): Promise<readonly Record<string, string>[]> {
  const text = await csvOf(...operations);
  return Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true }).data;
}

describe('the ledger as CSV', () => {
  it('X-1 X-6 is this, to the letter', async () => {
    const [grant, mail] = [operationId('g'), operationId('mail')];
    const laptop = 'd7f7cb44-73cb-5c77-9f3f-67999a6e17e0';
    const gala = '09d30bd3-c98b-5aab-a9cb-4f62533e7dce';
    const text = await csvOf(
      aGrant({ id: 'g', ms: startAt }, 2, { words: 'Welcome credits' }),
      anOperation('sendEmail', { id: 'mail', ms: startAt + 1_000 }, { purpose: 'ticket', recipients: 3 }),
    );
    expect(text.split('\r\n')).toEqual([
      '\u{feff}Time,Time zone,Kind,What happened,Credit type,Credits,Balance,Who,Laptop,Guest,For,Event,Drawn from,Back to,Owed,Comes with,Reason,Returned at,Charged at,Entry ID,Returned by entries,Returns entry,Lot ID,Operation ID,Action,Ticket ID,Event ID,Laptop ID',
      `2026-11-21T20:04:11.000+01:00,Europe/Madrid,Grant,Welcome credits,credit,2,2,Kim,This laptop,,,,,,,,,,,g,,,g,${grant},,,,${laptop}`,
      `2026-11-21T20:04:12.000+01:00,Europe/Madrid,Charge,3 × Sending an email: 1 credit for each recipient,credit,-3,-1,Kim,This laptop,,3 recipients,Summer Gala,Welcome credits (g): 2,,1,,,,,${mail}/charge/1,,,,${mail},sendEmail,,${gala},${laptop}`,
      '',
    ]);
  });

  it('GM-6 names what returned a charge, and the charge of a return', async () => {
    const [, charge, reversal] = await cellsOf(
      aGrant({ id: 'g', ms: startAt }, 2),
      aCheckIn({ id: 'in', ms: startAt + 1_000 }),
      anUndo({ id: 'un', ms: startAt + 2_000 }, 'in'),
    );
    expect(charge).toMatchObject({
      'Returned at': '2026-11-21T20:04:13.000+01:00',
      'Returned by entries': reversal?.['Entry ID'],
      Credits: '-1',
    });
    expect(reversal).toMatchObject({
      'Charged at': '2026-11-21T20:04:12.000+01:00',
      'Returns entry': charge?.['Entry ID'],
      'Back to': 'Credit pack (g): 1',
      Credits: '1',
    });
  });

  it.each([
    ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
    ['+1 555', `'+1 555`],
    ['-2+3', `'-2+3`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t=1`],
    ['\r=1', `'\r=1`],
    ['  =1', `'  =1`],
    ['＝1', `'＝1`],
    ['a "quoted", comma', 'a "quoted", comma'],
    ['two\nlines', 'two\nlines'],
    ['O’Hara = 1', 'O’Hara = 1'],
    ['مريم', 'مريم'],
  ])('makes a person named %j harmless and keeps it readable', async (name, cell) => {
    const [line] = await cellsOf(aGrant({ id: 'g', ms: startAt, actor: name }, 1, { words: name }));
    expect([line?.['Who'], line?.['What happened'], line?.['Credits']]).toEqual([cell, cell, '1']);
  });

  it('gives each line its own offset across a clock change', async () => {
    const changeAt = Date.UTC(2026, 9, 25, 1);
    const lines = await cellsOf(aGrant({ id: 'a', ms: changeAt - 1 }, 1), aGrant({ id: 'b', ms: changeAt }, 1));
    expect(lines.map((line) => line['Time'])).toEqual([
      '2026-10-25T02:59:59.999+02:00',
      '2026-10-25T02:00:00.000+01:00',
    ]);
  });
});
