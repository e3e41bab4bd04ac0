import { Popover } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import classes from './status-chip.module.css';
import { useDisclosed } from './use-disclosed.ts';

interface StatusChipProps {
  /** What is always in sight. */
  readonly face: ReactNode;
  /** How it is coloured: never the only sign of what it says. */
  readonly tone: 'plain' | 'attention' | 'bad';
  /** The widest that what opens gets, as a CSS length. */
  readonly width: string;
  /** Whether it is shortened where there is no room: its face then has to have an end that can be left out. */
  readonly isElastic?: boolean;
  /** What opens. `leaveFor` makes of a way to elsewhere one that closes it first. */
  readonly children: (leaveFor: (go: () => void) => () => void) => ReactNode;
}

/** A fact always in sight in the top bar; hovering, a click or Enter tells the rest. It never takes the focus. */
export function StatusChip({ face, tone, width, isElastic = false, children }: StatusChipProps) {
  const areaRef = useRef<HTMLDivElement>(null);
  const { isOpen, onEnter, onLeave, toggle, close } = useDisclosed(areaRef);

  function leaveFor(go: () => void): () => void {
    return () => {
      close();
      go();
    };
  }

  return (
    <div
      ref={areaRef}
      className={classes['area']}
      data-elastic={isElastic}
      role="presentation"
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
      // What is clicked here does not take the focus: at the door that belongs to the scan field.
      onMouseDown={(event) => event.preventDefault()}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <Popover
        opened={isOpen}
        onDismiss={close}
        position="bottom-end"
        width={`min(${width}, calc(100vw - 1rem))`}
        withinPortal={false}
        closeOnEscape={false}
        transitionProps={{ duration: 80 }}
      >
        <Popover.Target>
          <button type="button" className={classes['chip']} data-tone={tone} onClick={toggle}>
            {face}
          </button>
        </Popover.Target>
        <Popover.Dropdown className={classes['dropdown'] ?? ''}>{children(leaveFor)}</Popover.Dropdown>
      </Popover>
    </div>
  );
}

interface ChipMoreProps {
  /** Where room is short: whether it goes before what other chips say beside theirs. */
  readonly yieldsFirst?: boolean;
  readonly children: ReactNode;
}

/** What a chip says beside the most important, where there is room. */
export function ChipMore({ yieldsFirst = false, children }: ChipMoreProps) {
  return (
    <span className={classes['more']} data-yields-first={yieldsFirst}>
      {' · '}
      {children}
    </span>
  );
}
