import { Button, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { EventMemory } from '../ledger/event-memory.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { ScenarioTable } from './scenario-table.tsx';
import classes from './what-if.module.css';
import { createWhatIf } from './what-if-store.ts';
import { words } from './what-if-words.ts';

interface WhatIfPanelProps {
  readonly ledger: Ledger;
  /** The zone in which plans' periods are counted. */
  readonly timeZone: string;
}

/** What the open event would have cost under the other policies and plans. */
export function WhatIfPanel({ ledger, timeZone }: WhatIfPanelProps) {
  const event = useLedger(ledger, (each) => each.event());
  return (
    <div className={classes['screen']}>
      <section className={classes['panel']} aria-label={words.title}>
        <h1>{words.title}</h1>
        {event === undefined ? (
          <p className={classes['lead']}>{words.noEvent}</p>
        ) : (
          <OfEvent key={`${event.record.details.id} ${timeZone}`} ledger={ledger} event={event} timeZone={timeZone} />
        )}
      </section>
    </div>
  );
}

function OfEvent({ ledger, event, timeZone }: WhatIfPanelProps & { readonly event: EventMemory }) {
  const rows = useLedger(ledger, ({ books }) => books.rows.length);
  const [whatIf] = useState(() => createWhatIf(ledger, event, timeZone));
  const { result, progress } = useStore(whatIf.store);
  useEffect(() => {
    void whatIf.calculate();
    return whatIf.stop;
  }, [whatIf]);
  const more = result === undefined ? 0 : rows - result.rows;
  return (
    <>
      {result !== undefined && (
        <div className={classes['lead']}>
          <p>{result.operations === 0 ? words.noOperations : words.about(result.operations)}</p>
          {result.operations > 0 && <p>{words.caution}</p>}
        </div>
      )}
      {progress !== undefined && (
        <div className={classes['progress']}>
          <output>{words.calculating}</output>
          <Progress value={progress * 100} aria-label={words.calculating} />
        </div>
      )}
      {progress === undefined && more > 0 && (
        <div className={classes['stale']}>
          <output>{words.since(more)}</output>
          <Button variant="default" onClick={() => void whatIf.calculate()}>
            {words.again}
          </Button>
        </div>
      )}
      {result !== undefined && result.operations > 0 && <ScenarioTable result={result} />}
    </>
  );
}
