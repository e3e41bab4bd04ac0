import { Button } from '@mantine/core';
import { IconDownload, IconRefresh, IconRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import { calendarDay } from '../../shared/calendar.ts';
import type { ParkedOnServer } from '../../shared/wire.ts';
import { failureWords } from '../sync/answer-words.ts';
import type { Transport } from '../sync/transport.ts';
import { useReply } from '../sync/use-reply.ts';
import { exactTimeText } from '../ui/time-text.ts';
import { exportParked } from './export-parked.ts';
import { type ParkedItem, ParkedList } from './parked-list.tsx';
import { words } from './parked-words.ts';
import classes from './parked.module.css';
import { retryEach } from './retry-each.ts';

interface ServerParkedProps {
  readonly request: Transport['call'];
  readonly timeZone: string;
  readonly now: () => number;
}

/** What the server has set aside of all laptops, to be tried again with an organiser's authority. */
export function ServerParked({ request, timeZone, now }: ServerParkedProps) {
  const { reply, failure, isAsking, ask } = useReply(request, 'parked');
  const [isTrying, setTrying] = useState(false);
  const [said, setSaid] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const items = (reply?.parked ?? []).map((each) => toItem(each, exactTimeText(each.parkedAt, now(), timeZone)));
  const isBusy = isAsking || isTrying;
  const trouble = problem ?? (failure && failureWords(failure));

  async function retry(chosen: readonly ParkedItem[]): Promise<void> {
    setTrying(true);
    setProblem(undefined);
    const {
      applied,
      stays,
      failure: cutOff,
    } = await retryEach(
      request,
      chosen.map(({ key }) => Number(key)),
    );
    setSaid(applied + stays > 0 ? words.retried(applied, stays) : undefined);
    if (cutOff !== undefined) setProblem(failureWords(cutOff));
    ask();
    setTrying(false);
  }

  return (
    <section className={classes['part']} aria-label={words.everywhere}>
      <h2>{words.everywhere}</h2>
      {trouble !== undefined && (
        <p className={classes['warning']} role="alert">
          {trouble}
        </p>
      )}
      {reply !== undefined && (
        <ParkedList label={words.everywhere} items={items} isBusy={isBusy} onRetry={(item) => void retry([item])} />
      )}
      <div className={classes['tools']}>
        {items.length > 0 && (
          <>
            <Button
              variant="default"
              loading={isTrying}
              leftSection={<IconRepeat size="1.1rem" aria-hidden />}
              onClick={() => void retry(items)}
            >
              {words.retryAll}
            </Button>
            <Button
              variant="default"
              title={words.exportHint}
              leftSection={<IconDownload size="1.1rem" aria-hidden />}
              onClick={() => exportParked(items, calendarDay(now(), timeZone))}
            >
              {words.export}
            </Button>
          </>
        )}
        <Button
          variant="default"
          loading={isAsking && !isTrying}
          leftSection={<IconRefresh size="1.1rem" aria-hidden />}
          onClick={ask}
        >
          {words.refresh}
        </Button>
        {said !== undefined && <output>{said}</output>}
      </div>
    </section>
  );
}

function toItem({ id, reason, detail, deviceName, operation }: ParkedOnServer, time: string): ParkedItem {
  return { key: String(id), reason, detail, laptop: deviceName, when: words.setAside(time), operation };
}
