import { type RefObject, useEffect } from 'react';
import type { Door } from './door-store.ts';
import { commandOf, type DoorCommand, isCharacter, isModifier } from './door-keys.ts';
import { createKeyBurst } from './key-burst.ts';
import { unreachable } from '../../shared/unreachable.ts';

/**
 * Handles the keys of the whole screen: a scanner works wherever the focus is, and what is typed outside another input
 * goes to the door's. Dialogs and other inputs keep their keys.
 */
export function useDoorKeys(door: Door, inputRef: RefObject<HTMLInputElement | null>, toggleHelp: () => void): void {
  useEffect(() => {
    const burst = createKeyBurst();

    function run(command: DoorCommand, at: number): void {
      switch (command) {
        case 'undo':
          return void door.undoLast();
        case 'turn':
          return door.turn(door.store.getState().direction === 'entry' ? 'exit' : 'entry');
        case 'help':
          return toggleHelp();
        case 'clear':
          return door.clear();
        case 'up':
          return door.move(-1);
        case 'down':
          return door.move(1);
        case 'enter': {
          const code = burst.end(at);
          return void (code === undefined ? door.enter() : door.scan(code));
        }
        default:
          return unreachable(command);
      }
    }

    function onKeyDown(event: KeyboardEvent): void {
      const input = inputRef.current;
      if (input === null || event.isComposing || event.defaultPrevented) return;
      const focus = focusOf(event.target, input);
      if (focus === 'elsewhere') return;
      const command = commandOf(event);
      if (command !== 'enter' && !isCharacter(event) && !isModifier(event)) burst.interrupt();
      if (command !== undefined) {
        if (focus === 'control' && belongsToControls(command)) return;
        event.preventDefault();
        // A key that is held down means one press.
        if (!event.repeat || command === 'up' || command === 'down') run(command, event.timeStamp);
      } else if (isCharacter(event) && !(focus === 'control' && event.key === ' ')) {
        burst.press(event.key, event.timeStamp);
        if (focus !== 'input') input.focus();
      }
    }

    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [door, inputRef, toggleHelp]);
}

/** Enter presses the button that has the focus, arrows move within a group of them. */
function belongsToControls(command: DoorCommand): boolean {
  return command === 'enter' || command === 'up' || command === 'down';
}

/**
 * `input`: the door's own; `control`: a button, a tab, a choice; `nothing`: the page; `elsewhere`: another input, or a
 * dialog that stands before the page.
 */
type Focus = 'input' | 'control' | 'nothing' | 'elsewhere';

function focusOf(target: EventTarget | null, input: HTMLInputElement): Focus {
  if (target === input) return 'input';
  if (!(target instanceof Element) || target === document.body) return 'nothing';
  return isElsewhere(target) ? 'elsewhere' : 'control';
}

const writable = 'input:not([readonly], [type="radio"], [type="checkbox"]), textarea, [contenteditable="true"]';

export function isElsewhere(target: Element): boolean {
  return target.matches(writable) || target.closest('[aria-modal="true"]') !== null;
}
