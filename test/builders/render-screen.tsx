import { render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { Blob, File } from 'node:buffer';
import type { ReactNode } from 'react';
import { Look } from '../../src/renderer/ui/look.tsx';

/** What jsdom lacks and our widgets ask for. It lays nothing out, so everything gets one size. */
function completeDom(): void {
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    });
  window.ResizeObserver = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  window.HTMLElement.prototype.scrollIntoView = () => undefined;
  // jsdom's own files cannot be read as streams.
  Object.assign(globalThis, { Blob, File });
  for (const side of ['offsetWidth', 'offsetHeight'] as const) {
    Object.defineProperty(window.HTMLElement.prototype, side, { configurable: true, get: () => 400 });
  }
}

completeDom();

/** Renders a screen as the app does, with hands to use it. */
export function renderScreen(screen: ReactNode): RenderResult & { readonly user: UserEvent } {
  const user = userEvent.setup();
  const result = render(
    <Look colorScheme="light" systemIsDark={false}>
      {screen}
    </Look>,
  );
  return { ...result, user };
}
