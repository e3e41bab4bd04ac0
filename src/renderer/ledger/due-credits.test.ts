import { afterEach, describe, expect, it, vi } from 'vitest';
import { aLaptop, openGala } from '../../../test/builders/laptop.ts';
import { holdingOf } from '../../shared/credit/account.ts';
import type { OperationIntent } from '../../shared/operation.ts';
import type { Ledger } from './ledger.ts';

afterEach(() => vi.useRealTimers());

const hourMs = 60 * 60 * 1_000;
const monthMs = 31 * 24 * hourMs;

async function aSubscriber() {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  await openGala(ledger, laptop, []);
  async function record(intent: OperationIntent): Promise<void> {
    await ledger.act('Kim', () => ({ intents: [intent], outcome: undefined }));
  }
  await record({ kind: 'choosePolicy', policies: ['guest-manager', 'zaplify'], timeZone: 'UTC' });
  return { laptop, ledger, record };
}

const leads = (ledger: Ledger) => holdingOf(ledger.credits().account, 'lead');

describe('credits as of now', () => {
  it('ZP-4 follow the clock without an action; what is recorded stays as it was', async () => {
    const { laptop, ledger } = await aSubscriber();
    expect(leads(ledger)).toMatchObject({ balance: 100, granted: 100 });
    laptop.clock += monthMs;
    expect(leads(ledger)).toMatchObject({ balance: 100, granted: 200, expired: 100 });
    expect(holdingOf(ledger.books.credits.account, 'lead').granted).toBe(100);
  });

  it('ZP-4 go back with a clock that was ahead: what was not due after all has not come in', async () => {
    const { laptop, ledger } = await aSubscriber();
    laptop.clock += monthMs;
    expect(leads(ledger)).toMatchObject({ granted: 200, expired: 100 });
    laptop.clock -= monthMs;
    expect(leads(ledger)).toMatchObject({ granted: 100, expired: 0 });
  });

  it('are the same ledger while nothing changes, and another one when something has become due', async () => {
    const { laptop, ledger } = await aSubscriber();
    const before = ledger.credits();
    expect(ledger.credits()).toBe(before);
    laptop.clock += monthMs;
    expect(ledger.credits()).not.toBe(before);
  });

  it('X-2 do not go back with the wall clock: what was bought is still there', async () => {
    const { laptop, ledger, record } = await aSubscriber();
    const price = { minor: 3_000, currency: 'EUR' };
    await record({ kind: 'buyPack', name: 'Leads', type: 'lead', quantity: 1, credits: 50, price, payment: 'card' });
    const { now } = ledger;
    const before = now();
    laptop.clock -= monthMs;
    expect(now()).toBeGreaterThanOrEqual(before - hourMs);
    expect(leads(ledger).balance).toBe(150);
  });

  it('ZP-4 tell whoever looks when some come in, after a restart too, without an action and without being asked', async () => {
    const { laptop } = await aSubscriber();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { ledger } = await laptop.start();
    const granted: number[] = [];
    ledger.subscribe(() => granted.push(leads(ledger).granted));
    for (let hour = 0; hour < 2 * 31 * 24; hour += 1) {
      laptop.clock += hourMs;
      await vi.advanceTimersByTimeAsync(hourMs);
    }
    expect([...new Set(granted)]).toEqual([100, 200, 300]);
  });
});
