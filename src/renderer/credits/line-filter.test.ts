import { beforeAll, describe, expect, it } from 'vitest';
import { aCheckIn, aGrant, anOperation, anUndo, deviceId, eventId, operationId } from '../../../test/builders/facts.ts';
import { plainNames, rowsOf, statementOf } from '../../../test/builders/statement.ts';
import { everything, type LineFilter, testOf } from './line-filter.ts';
import { createTextFinder } from './search-text.ts';
import { extendSelection, indexOfPlace, openSelection, type Selection } from './selection.ts';
import type { Statement } from './statement.ts';

const otherEvent = eventId('party');
let statement: Statement;

beforeAll(() => {
  statement = statementOf(
    rowsOf([
      aGrant({ id: 'g', ms: 10, actor: 'Olga' }, 100, { words: 'Season pack' }),
      aCheckIn({ id: 'ana', ms: 20, ticket: 'Ana Müller' }),
      aCheckIn({ id: 'bo', ms: 30, ticket: 'Bo Li', device: 'two', actor: 'Ben' }, { fee: 'per-ticket' }),
      anUndo({ id: 'un', ms: 40, ticket: 'Ana Müller', actor: 'Ben' }, 'ana'),
      {
        ...anOperation('sendEmail', { id: 'mail', ms: 50 }, { purpose: 'ticket', recipients: 3 }),
        eventId: otherEvent,
      },
      anOperation('voidAction', { id: 'v', ms: 60 }, { target: operationId('mail'), credits: 1, reason: 'Bounced' }),
      aGrant({ id: 'l', ms: 70 }, 9, { type: 'lead', words: 'Lead pack', endsAt: 80 }),
      anOperation('unlockLead', { id: 'late', ms: 90 }, { lead: 'x' }),
      anOperation('setBillingContact', { id: 'c', ms: 95 }, { contact: 'pay@example.com' }),
    ]),
  );
});

function select(change: Partial<LineFilter>, type = 'credit'): Selection {
  const filter = { ...everything, ...change };
  const selection = openSelection(testOf(filter, type, createTextFinder(plainNames).test(filter.text)));
  extendSelection(selection, statement.lines, statement.lines.length);
  return selection;
}

const timesOf = ({ places }: Selection) => places.map((place) => statement.lines[place]?.at);

describe('the filters', () => {
  it.each<readonly [string, Partial<LineFilter>, readonly number[]]>([
    ['nothing', {}, [10, 20, 30, 40, 50, 60, 95]],
    ['every credit type', { allTypes: true }, [10, 20, 30, 40, 50, 60, 70, 80, 95]],
    ['grants', { kind: 'grant' }, [10]],
    ['charges', { kind: 'charge' }, [20, 30, 50]],
    ['only what cost credits', { kind: 'cost' }, [20, 50]],
    ['returns', { kind: 'reversal' }, [40, 60]],
    ['expiries', { kind: 'expiry', allTypes: true }, [80]],
    ['terms', { kind: 'terms' }, [95]],
    ['who did it', { who: 'Ben' }, [30, 40]],
    ['a laptop', { device: deviceId('two') }, [30]],
    ['an event, with what came back of it', { eventId: otherEvent }, [50, 60]],
    ['an action, with what came back of it', { rule: { action: 'checkIn' } }, [20, 30, 40]],
    ['a rule', { rule: { words: 'Paid ticket: 0' } }, [30]],
    ['a time, its end left out', { fromAt: 20, untilAt: 40 }, [20, 30]],
    ['several at once', { who: 'Ben', kind: 'reversal', fromAt: 40 }, [40]],
    ['what there is nothing of', { who: 'Nobody' }, []],
  ])('%s', (_, change, times) => expect(timesOf(select(change))).toEqual(times));

  it('sums what is shown, by credit type', () => {
    expect([...select({ allTypes: true, fromAt: 20 }).sums]).toEqual([
      ['credit', -3 + 1],
      ['lead', 0],
    ]);
  });
});

describe('the search', () => {
  it.each<readonly [string, string, readonly number[]]>([
    ['a name without its accent', 'muller', [20, 40]],
    ['a name as it is written without umlauts', 'mueller', [20, 40]],
    ['words in any order and case', 'ANA checking', [20, 40]],
    ['the rule', 'paid ticket', [30]],
    ['who did it', 'olga', [10]],
    ['a laptop', 'laptop 7f3a', [30]],
    ['what it was about', '3 recip', [50, 60]],
    ['why it was taken back', 'bounced', [60]],
    ['the event', 'summer', [20, 30, 40]],
    ['the operation', operationId('bo'), [30]],
    ['blanks', '   ', [10, 20, 30, 40, 50, 60, 95]],
    ['signs that mean something elsewhere', '.*(', []],
  ])('finds %s', (_, text, times) =>
    expect(timesOf(select({ text })).filter((at) => at !== 95 || text.trim() === '')).toEqual(times),
  );
});

describe('a selection', () => {
  it('stops when the time is up and goes on where it was', () => {
    const lines = Array.from({ length: 2_000 }, () => statement.lines[0]).flatMap((line) => line ?? []);
    const selection = openSelection(() => true);
    expect(extendSelection(selection, lines, lines.length, () => true)).toBe(false);
    expect(selection.read.length).toBeLessThan(300);
    expect(extendSelection(selection, lines, lines.length)).toBe(true);
    expect(selection.places).toHaveLength(2_000);
    expect(selection.sums.get('credit')).toBe(200_000);
  });

  it.each([
    [[], 3, -1],
    [[1, 4, 9], 1, 0],
    [[1, 4, 9], 9, 2],
    [[1, 4, 9], 5, -1],
    [[1, 4, 9], 10, -1],
  ])('in %j the line %i is at %i', (places, place, index) => expect(indexOfPlace(places, place)).toBe(index));
});
