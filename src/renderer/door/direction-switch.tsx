import { SegmentedControl } from '@mantine/core';
import { IconLogin2, IconLogout } from '@tabler/icons-react';
import type { Direction } from './check-in.ts';
import classes from './direction-switch.module.css';

interface DirectionSwitchProps {
  readonly direction: Direction;
  readonly onTurn: (direction: Direction) => void;
}

const directions = [
  { value: 'entry', word: 'Entry', Icon: IconLogin2 },
  { value: 'exit', word: 'Exit', Icon: IconLogout },
] as const satisfies readonly { value: Direction; word: string; Icon: typeof IconLogin2 }[];

/** Whether scans let people in or out. */
export function DirectionSwitch({ direction, onTurn }: DirectionSwitchProps) {
  return (
    <SegmentedControl
      className={classes['switch'] ?? ''}
      classNames={{ indicator: classes['indicator'] ?? '', label: classes['label'] ?? '' }}
      aria-label="Direction (F2)"
      title="F2 turns the direction"
      size="md"
      transitionDuration={0}
      withItemsBorders={false}
      data-direction={direction}
      value={direction}
      onChange={onTurn}
      data={directions.map(({ value, word, Icon }) => ({
        value,
        label: (
          <span className={classes['choice']}>
            <Icon size="1.25rem" aria-hidden />
            {word}
          </span>
        ),
      }))}
    />
  );
}
