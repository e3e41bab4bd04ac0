import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { aLaptop, creditsOf } from '../../../test/builders/laptop.ts';
import { NotRecordedError } from '../ledger/commit.ts';
import { createEvent } from './create-event.ts';

const gala = { name: '  Gala ', timeZone: 'Europe/Madrid' };

describe('creating an event', () => {
  it('GM-11 the first one on a laptop brings the welcome credits, once, also after a restart', async () => {
    const laptop = aLaptop();
    const { ledger } = await laptop.start();
    await createEvent(ledger, 'Kim', v7, gala);
    await createEvent(ledger, 'Kim', v7, { ...gala, name: 'Fair' });
    expect(creditsOf(ledger)).toMatchObject({ granted: 50, balance: 50 });
    const { ledger: again } = await laptop.start();
    await createEvent(again, 'Kim', v7, { ...gala, name: 'Market' });
    expect(creditsOf(again).granted).toBe(50);
    expect(again.books.rows.filter(({ operation }) => operation?.kind === 'choosePolicy')).toHaveLength(1);
    expect([...again.books.events.values()].map(({ details }) => details.name)).toEqual(['Gala', 'Fair', 'Market']);
  });

  it('makes a check-in list to begin with', async () => {
    const { ledger } = await aLaptop().start();
    const { id, firstList } = await createEvent(ledger, 'Kim', v7, gala);
    expect([...(ledger.books.events.get(id)?.lists.values() ?? [])]).toEqual([firstList]);
    expect(firstList).toMatchObject({ name: 'Main entrance', reentry: 'once', includesPending: false });
  });

  it('on a full disk there is neither event nor grant', async () => {
    const laptop = aLaptop();
    const { ledger } = await laptop.start();
    laptop.main.failure = { reason: 'full', detail: 'test' };
    await expect(createEvent(ledger, 'Kim', v7, gala)).rejects.toBeInstanceOf(NotRecordedError);
    expect(ledger.books.events.size).toBe(0);
    expect(creditsOf(ledger).granted).toBe(0);
  });
});
