// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { anEventbriteRow, eventbriteFile, eventbriteRows } from '../../../test/builders/eventbrite-file.ts';
import { aLaptop, openGala } from '../../../test/builders/laptop.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import { openImportSession } from './import-session.ts';
import { ImportScreen } from './import-screen.tsx';

afterEach(cleanup);

async function openScreen() {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  await openGala(ledger, laptop, []);
  const event = ledger.books.events.get(laptop.place.eventId);
  if (event === undefined) throw new Error('no event');
  const rendered = renderScreen(<ImportScreen ledger={ledger} event={event} place={laptop.place} onDone={() => undefined} startReader={() => openImportSession(() => 0)} />);
  return { laptop, ledger, event, ...rendered };
}

describe('x', () => {
  it('y', async () => {
    const { user, container } = await openScreen();
    const input = container.querySelector<HTMLInputElement>('input[type=file]')!;
    await user.upload(input, eventbriteFile(eventbriteRows(3)));
    await screen.findByRole('button', { name: 'Import 3 guests' }).catch((e) => { console.log(container.innerHTML.slice(0, 3000)); throw e; });
  });
});
