import type { Contact } from './contact.ts';
import type { Lane } from './lane.ts';
import type { SyncPage } from './sync-page.ts';
import type { BalanceAlarm } from './sync-report.ts';
import type { LogHead } from '../../shared/wire.ts';

export interface BalanceCheck {
  readonly lane: Lane;
  readonly alarm: () => BalanceAlarm | undefined;
  readonly startOver: () => void;
}

/**
 * Compares what the laptop makes of the server's log with what the server says, to the credit. `atHead` gives the head
 * when the two can be compared. A difference is told to the server once, and shown until it is gone.
 */
export function createBalanceCheck(
  contact: Contact,
  page: Pick<SyncPage, 'balancesAt'>,
  atHead: () => LogHead | undefined,
): BalanceCheck {
  let comparedAt = -1;
  let alarm: BalanceAlarm | undefined;
  let isTold = false;

  return {
    async lane() {
      const head = atHead();
      if (head === undefined) return 'idle';
      if (head.position !== comparedAt) {
        const here = await page.balancesAt(head.position);
        if (here === undefined) return 'idle';
        comparedAt = head.position;
        const { position, balances: there } = head;
        alarm = areEqual(here, there) ? undefined : { position, here, there };
        isTold &&= alarm !== undefined;
      }
      if (alarm === undefined || isTold) return 'idle';
      const { here, there } = alarm;
      const answer = await contact.call('alarm', { position: head.position, chain: head.chain, here, there });
      if (answer.kind !== 'ok') return answer;
      isTold = true;
      return 'worked';
    },
    alarm: () => alarm,
    startOver() {
      comparedAt = -1;
      alarm = undefined;
      isTold = false;
    },
  };
}

type Balances = Readonly<Record<string, number>>;

/** What is not named is zero. */
function areEqual(here: Balances, there: Balances): boolean {
  return Object.keys({ ...here, ...there }).every((type) => (here[type] ?? 0) === (there[type] ?? 0));
}
