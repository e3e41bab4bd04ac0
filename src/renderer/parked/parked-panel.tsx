import { Button } from '@mantine/core';
import { IconDownload, IconRepeat } from '@tabler/icons-react';
import { calendarDay } from '../../shared/calendar.ts';
import type { ParkedHere } from '../sync/sync-report.ts';
import type { Transport } from '../sync/transport.ts';
import { exactTimeText } from '../ui/time-text.ts';
import { exportParked } from './export-parked.ts';
import { type ParkedItem, ParkedList } from './parked-list.tsx';
import { words } from './parked-words.ts';
import classes from './parked.module.css';
import { ServerParked } from './server-parked.tsx';

interface ParkedPanelProps {
  /** What the server has set aside of this laptop's own operations. */
  readonly parked: readonly ParkedHere[];
  /** Sends them once more. */
  readonly onRetryAll: () => void;
  /** Absent where this laptop may not see what others had set aside. */
  readonly request: Transport['call'] | undefined;
  readonly timeZone: string;
  readonly now: () => number;
}

/** Operations that the server keeps without having applied them: why, whose, and trying again. */
export function ParkedPanel({ parked, onRetryAll, request, timeZone, now }: ParkedPanelProps) {
  const items = parked.map((each): ParkedItem => toItem(each, exactTimeText(each.operation.wallAt, now(), timeZone)));
  const day = calendarDay(now(), timeZone);
  return (
    <section className={classes['panel']} aria-label={words.title}>
      <h1>{words.title}</h1>
      <p className={classes['lead']}>{words.lead}</p>
      <section className={classes['part']} aria-label={words.here}>
        <h2>{words.here}</h2>
        <ParkedList label={words.here} items={items} isBusy={false} />
        {items.length > 0 && (
          <div className={classes['tools']}>
            <Button variant="default" leftSection={<IconRepeat size="1.1rem" aria-hidden />} onClick={onRetryAll}>
              {words.retryAll}
            </Button>
            <Button
              variant="default"
              title={words.exportHint}
              leftSection={<IconDownload size="1.1rem" aria-hidden />}
              onClick={() => exportParked(items, day)}
            >
              {words.export}
            </Button>
          </div>
        )}
      </section>
      {request !== undefined && <ServerParked request={request} timeZone={timeZone} now={now} />}
    </section>
  );
}

function toItem({ seq, operation, reason }: ParkedHere, time: string): ParkedItem {
  return { key: String(seq), reason, laptop: words.thisLaptop, when: `${time}, ${words.seq(seq)}`, operation };
}
