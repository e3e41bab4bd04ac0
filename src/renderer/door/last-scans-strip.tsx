import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useLedger } from '../ledger/use-ledger.ts';
import { timeText } from '../ui/time-text.ts';
import type { Door } from './door-store.ts';
import { lastScans, type PastScan } from './last-scans.ts';
import classes from './last-scans-strip.module.css';
import { LookIcon } from './look-icon.tsx';
import type { PanelLook } from './panel-content.ts';
import { type VerdictKey, verdictWords } from './verdict-words.ts';

const scansShown = 8;

/** What happened last at this door, newest first; what can be taken back can be taken back here. */
export function LastScansStrip({ door }: { readonly door: Door }) {
  const event = useLedger(door.ledger, (ledger) => ledger.event());
  // Derived from the log, so it is the same after a restart.
  useLedger(door.ledger, (ledger) => ledger.books.head);
  if (event === undefined) return null;
  const scans = lastScans(event, door.place, door.ledger.device, scansShown);
  return (
    <section className={classes['strip']} aria-label="Last scans">
      <header className={classes['header']}>
        <h2>Last scans</h2>
        {scans.some(({ standing }) => standing === 'undoable') && <span>Ctrl+Z undoes the last</span>}
      </header>
      {scans.length === 0 && <p className={classes['empty']}>Every scan is listed here, and can be undone here.</p>}
      <ol className={classes['scans']}>
        {scans.map((scan) => (
          <PastScanRow
            key={scan.operationId}
            scan={scan}
            timeZone={event.record.details.timeZone}
            onUndo={() => void door.undo(scan.operationId)}
          />
        ))}
      </ol>
    </section>
  );
}

interface PastScanRowProps {
  readonly scan: PastScan;
  readonly timeZone: string;
  readonly onUndo: () => void;
}

function PastScanRow({ scan: { at, verdict, name, standing }, timeZone, onUndo }: PastScanRowProps) {
  return (
    <li className={classes['scan']} data-standing={standing} data-look={lookOf(verdict)}>
      <LookIcon look={lookOf(verdict)} className={classes['icon']} stroke={3} />
      <bdi className={classes['name']} title={name}>
        {name}
      </bdi>
      <span className={classes['facts']}>
        <time dateTime={new Date(at).toISOString()}>{timeText(at, timeZone)}</time>
        <span className={classes['word']}>{verdictWords[verdict].word}</span>
        {standing === 'undone' && <strong>Undone</strong>}
      </span>
      {standing === 'undoable' && (
        <Button
          className={classes['undo']}
          variant="default"
          size="compact-sm"
          leftSection={<IconArrowBackUp size="1rem" aria-hidden />}
          aria-label={`Undo ${name}`}
          onClick={onUndo}
        >
          Undo
        </Button>
      )}
    </li>
  );
}

function lookOf(verdict: VerdictKey): PanelLook {
  if (verdict === 'admit' || verdict === 'attention' || verdict === 'exit') return verdict;
  return verdict === 'already_redeemed' || verdict === 'already_left' ? 'already' : 'refuse';
}
