import { Popover, UnstyledButton } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import type { SyncHandle } from '../sync/sync-handle.ts';
import { nearbyTimeText } from '../ui/time-text.ts';
import classes from './sync-chip.module.css';
import { SyncIcon } from './sync-icon.tsx';
import { words, wordsOf } from './sync-words.ts';
import { toneOf } from './tone-of.ts';
import { useFacts } from './use-facts.ts';

interface SyncLineProps {
  readonly sync: Pick<SyncHandle, 'store'>;
  readonly timeZone: string;
  readonly now: () => number;
}

/** The same as the chip for the door's status bar, where there is nothing to open; on a laptop that works alone, that. */
export function SyncLine({ sync, timeZone, now }: SyncLineProps) {
  const facts = useFacts(sync, now);
  if (facts === undefined) return <AloneLine />;
  const [shown] = facts;
  const naming = { timeOf: (at: number) => nearbyTimeText(at, now(), timeZone), creditsOf: () => 'credits' };
  const { short, more } = wordsOf(shown, naming);
  return (
    <p className={classes['line']} data-tone={toneOf(shown)}>
      <SyncIcon kind={shown.kind} />
      <span>
        {short}
        {more !== undefined && ` · ${more}`}
      </span>
    </p>
  );
}

/** Nothing is missing on a laptop that works alone; who wonders is told how it could be otherwise. */
export function AloneLine() {
  return (
    <Popover width={320} position="top">
      <Popover.Target>
        <UnstyledButton className={classes['line'] ?? ''}>
          <IconDeviceLaptop size="1.2rem" aria-hidden />
          {words.alone}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>{words.aloneLong}</Popover.Dropdown>
    </Popover>
  );
}
