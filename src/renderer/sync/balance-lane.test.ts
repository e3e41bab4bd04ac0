import { describe, expect, it } from 'vitest';
import { aTransport, refused, unreachable } from '../../../test/builders/scripted-transport.ts';
import { type LogHead, startCursor } from '../../shared/wire.ts';
import { createBalanceCheck } from './balance-lane.ts';
import { createContact } from './contact.ts';

type Balances = Readonly<Record<string, number>>;

function aCheck() {
  const transport = aTransport({ alarm: () => ({}) });
  const facts: { head: LogHead | undefined; here: Balances | undefined } = { head: undefined, here: {} };
  const positions: number[] = [];
  const page = {
    async balancesAt(position: number) {
      positions.push(position);
      return facts.here;
    },
  };
  const check = createBalanceCheck(
    createContact(transport, () => 0),
    page,
    () => facts.head,
  );
  const at = (position: number, balances: Balances): void => {
    facts.head = { ...startCursor, position, balances };
  };
  return { transport, facts, positions, check, at };
}

describe('comparing balances', () => {
  it('waits until the laptop has all that the server has, and can say what that comes to', async () => {
    const { check, facts, positions, at, transport } = aCheck();
    expect(await check.lane()).toBe('idle');
    at(3, { credit: 5 });
    facts.here = undefined;
    expect(await check.lane()).toBe('idle');
    expect([positions, check.alarm(), transport.asked]).toEqual([[3], undefined, []]);
    // It is asked again, because nothing has been compared.
    facts.here = { credit: 4 };
    expect(await check.lane()).toBe('worked');
    expect(check.alarm()).toMatchObject({ position: 3 });
  });

  it.each<readonly [string, Balances, Balances, boolean]>([
    ['the same', { credit: 5, lead: -2 }, { lead: -2, credit: 5 }, false],
    ['nothing, on either side', { credit: 0 }, {}, false],
    ['one credit less', { credit: 4 }, { credit: 5 }, true],
    ['one that the server does not name', { credit: 5, lead: 1 }, { credit: 5 }, true],
    ['one that the laptop does not name', { credit: 5 }, { credit: 5, lead: 1 }, true],
  ])('X-6 %s', async (_, here, there, isAlarm) => {
    const { check, facts, at, transport } = aCheck();
    facts.here = here;
    at(3, there);
    await check.lane();
    expect(check.alarm()).toEqual(isAlarm ? { position: 3, here, there } : undefined);
    expect(transport.asked.map(({ request }) => request)).toEqual(
      isAlarm ? [{ position: 3, chain: startCursor.chain, here, there }] : [],
    );
  });

  it('looks once at each position, and tells a difference once', async () => {
    const { check, facts, at, positions, transport } = aCheck();
    facts.here = { credit: 4 };
    at(3, { credit: 5 });
    expect([await check.lane(), await check.lane(), await check.lane()]).toEqual(['worked', 'idle', 'idle']);
    at(4, { credit: 5 });
    expect(await check.lane()).toBe('idle');
    expect([positions, transport.asked.length]).toEqual([[3, 4], 1]);
    expect(check.alarm()).toMatchObject({ position: 4 });
  });

  it('a difference that is gone is over, and the next one is told again', async () => {
    const { check, facts, at, transport } = aCheck();
    facts.here = { credit: 4 };
    at(3, { credit: 5 });
    await check.lane();
    at(4, { credit: 4 });
    expect(await check.lane()).toBe('idle');
    expect(check.alarm()).toBeUndefined();
    at(5, { credit: 7 });
    expect(await check.lane()).toBe('worked');
    expect(transport.asked).toHaveLength(2);
  });

  it('one that could not be told is told later', async () => {
    const { check, facts, at, transport } = aCheck();
    facts.here = { credit: 4 };
    at(3, { credit: 5 });
    transport.script = {};
    expect(await check.lane()).toEqual(unreachable);
    transport.script = { alarm: () => refused('unavailable', 503) };
    expect(await check.lane()).toMatchObject({ status: 503 });
    transport.script = { alarm: () => ({}) };
    expect(await check.lane()).toBe('worked');
  });

  it('starts over with another log', async () => {
    const { check, facts, at, positions } = aCheck();
    facts.here = { credit: 4 };
    at(3, { credit: 5 });
    await check.lane();
    check.startOver();
    expect(check.alarm()).toBeUndefined();
    await check.lane();
    expect(positions).toEqual([3, 3]);
  });
});
