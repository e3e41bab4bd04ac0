import type { KeyboardEvent } from 'react';

/** Lets an Enter that is still held down, from what opened a dialog, press nothing in it: nobody could have read it. */
export function ignoreHeldEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat) event.preventDefault();
}
