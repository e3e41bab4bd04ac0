import { type RefObject, useEffect } from 'react';
import { isElsewhere } from './use-door-keys.ts';

/** Brings the focus back to the door's input after every click that is not on another input or in a dialog. */
export function useKeptFocus(inputRef: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function bringBack(): void {
      const input = inputRef.current;
      const focused = document.activeElement;
      if (input === null || focused === input) return;
      const isOpenList = focused?.getAttribute('aria-expanded') === 'true';
      const isTextSelected = document.getSelection()?.isCollapsed === false;
      if (isOpenList || isTextSelected || (focused !== null && isElsewhere(focused))) return;
      input.focus();
    }

    /** Once what was clicked has answered: a list that opens keeps the focus. */
    function bringBackSoon(): void {
      queueMicrotask(bringBack);
    }

    bringBack();
    document.addEventListener('click', bringBackSoon);
    window.addEventListener('focus', bringBack);
    return () => {
      document.removeEventListener('click', bringBackSoon);
      window.removeEventListener('focus', bringBack);
    };
  }, [inputRef]);
}
