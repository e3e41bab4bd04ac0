import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { Blob, File } from 'node:buffer';
import type { ReactNode } from 'react';
import { theme } from '../../src/renderer/ui/theme.ts';

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
  for (const side of ['clientWidth', 'clientHeight', 'offsetWidth', 'offsetHeight']) {
    Object.defineProperty(window.HTMLElement.prototype, side, { configurable: true, get: () => 400 });
  }
}

completeDom();

export interface RenderedScreen extends Pick<RenderResult, 'rerender' | 'unmount'> {
  /** Hands on keyboard and mouse. */
  readonly user: UserEvent;
}

/** Renders a screen with what surrounds it in the app. */
export function renderScreen(screen: ReactNode): RenderedScreen {
  const user = userEvent.setup();
  const { rerender, unmount } = render(screen, { wrapper: Surroundings });
  return { rerender, unmount, user };
}

/** Without transitions: what is asked for is there at once. */
function Surroundings({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider theme={theme} env="test">
      <Notifications />
      {children}
    </MantineProvider>
  );
}
