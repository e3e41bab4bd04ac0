import { useStore } from 'zustand';
import { chosenTypes } from '../../shared/credit/chosen.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SyncHandle } from '../sync/sync-handle.ts';
import { ChipMore, StatusChip } from '../ui/status-chip.tsx';
import { nearbyTimeText } from '../ui/time-text.ts';
import { chipOf, type SyncFacts } from './chip-of.ts';
import classes from './sync-chip.module.css';
import { SyncIcon } from './sync-icon.tsx';
import { SyncStatus } from './sync-status.tsx';
import { type Naming, wordsOf } from './sync-words.ts';
import { toneOf } from './tone-of.ts';
import { useFacts } from './use-facts.ts';

interface SyncChipProps {
  readonly ledger: Ledger;
  readonly sync: SyncHandle;
  readonly timeZone: string;
  readonly now: () => number;
  /** Leads to what the server has set aside. */
  readonly onOpenParked: () => void;
  /** Leads to everything about the connection. */
  readonly onOpenConnection: () => void;
}

/** How sync stands, in two or three words; the popover tells all of it. Nothing on a laptop that works alone. */
export function SyncChip(props: SyncChipProps) {
  const facts = useFacts(props.sync, props.now);
  return facts && <Chip {...props} facts={facts} />;
}

function Chip(props: SyncChipProps & { readonly facts: SyncFacts }) {
  const { ledger, sync, timeZone, now, facts, onOpenParked, onOpenConnection } = props;
  const state = useStore(sync.store);
  const naming: Naming = {
    timeOf: (at) => nearbyTimeText(at, now(), timeZone),
    creditsOf: (type) => chosenTypes(ledger.credits()).find(({ id }) => id === type)?.many ?? 'credits',
  };
  const [shown] = facts;
  const { short, more, aloud } = wordsOf(shown, naming);
  return (
    <>
      <StatusChip
        tone={toneOf(shown)}
        width="24rem"
        isElastic
        face={
          <span className={classes['face']} data-testid="sync-chip" data-state={chipOf(state, now())?.[0].kind}>
            <SyncIcon kind={shown.kind} />
            <span>
              {short}
              {more !== undefined && <ChipMore>{more}</ChipMore>}
            </span>
          </span>
        }
      >
        {(leaveFor) =>
          state.kind === 'enrolled' && (
            <SyncStatus
              state={state}
              facts={facts}
              naming={naming}
              onSyncNow={sync.syncNow}
              onOpenParked={leaveFor(onOpenParked)}
              onOpenConnection={leaveFor(onOpenConnection)}
            />
          )
        }
      </StatusChip>
      <span className={classes['aloud']} aria-live="polite">
        {aloud}
      </span>
    </>
  );
}
