import { startAdmit } from '../e2e/admit.ts';
import { addLongLedger } from '../fixtures/long-ledger.ts';
import { figure, type Figure } from './figure.ts';

const entries = 100_000;
const scrollMs = 5_000;

/** The longest pause between two frames while a ledger of 100,000 lines is scrolled from one end to the other and back. */
export async function measureLedgerScroll(profileDir: string): Promise<readonly Figure[]> {
  const first = await startAdmit(profileDir);
  await first.createEvent('Season');
  await first.close();
  await addLongLedger(profileDir, entries);
  // The database catches up with the journal at this start, and a checkpoint is made.
  const second = await startAdmit(profileDir);
  await second.doorInput.waitFor();
  await second.close();
  const admit = await startAdmit(profileDir);
  try {
    const { page } = admit;
    await admit.doorInput.waitFor();
    const openedAt = performance.now();
    await admit.openScreen('Credits');
    await page.getByRole('grid', { name: 'Credit ledger' }).getByRole('row').nth(5).waitFor();
    const openMs = performance.now() - openedAt;
    const longestMs = await page.evaluate(scrollThere, scrollMs);
    const oneSecond = { name: 'one-second', value: 1_000 };
    return [
      figure('ledger-open-100k', openMs, 'ms', oneSecond, 1),
      figure('ledger-scroll-100k-longest-frame', longestMs, 'ms', oneSecond, 1),
    ];
  } finally {
    await admit.close();
  }
}

/** Runs in the page. */
async function scrollThere(durationMs: number): Promise<number> {
  const table = document.querySelector('table[aria-label="Credit ledger"]');
  let box = table?.parentElement;
  while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement;
  if (!box) throw new Error('The ledger does not scroll');
  const startedAt = performance.now();
  let before = startedAt;
  let longest = 0;
  for (let now = before; now - startedAt < durationMs;) {
    const progress = (now - startedAt) / durationMs;
    box.scrollTop = box.scrollHeight * (1 - Math.abs(2 * progress - 1));
    now = await new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
    longest = Math.max(longest, now - before);
    before = now;
  }
  return longest;
}
