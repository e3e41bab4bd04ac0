import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { unreachable } from '../shared/unreachable.ts';
import { App } from './app.tsx';
import type { Session } from './session/session.ts';
import type { StartState } from './start-app.ts';
import { CrashBoundary } from './start-up/crash-boundary.tsx';
import { AlreadyOpenScreen, FailedScreen, OpeningScreen } from './start-up/start-screens.tsx';
import { Look } from './ui/look.tsx';

/** The app from its start on: opening, open, or why it cannot be opened. */
export function Root({ start }: { readonly start: StoreApi<StartState> }) {
  const state = useStore(start);
  if (state.kind === 'open') return <OpenApp session={state.session} />;
  return (
    <Look colorScheme="auto">
      <CrashBoundary>
        <StartScreen state={state} />
      </CrashBoundary>
    </Look>
  );
}

function OpenApp({ session }: { readonly session: Session }) {
  const colorScheme = useStore(session.store, ({ settings }) => settings.colorScheme);
  return (
    <Look colorScheme={colorScheme}>
      <CrashBoundary>
        <App session={session} />
      </CrashBoundary>
    </Look>
  );
}

function StartScreen({ state }: { readonly state: Exclude<StartState, { kind: 'open' }> }) {
  switch (state.kind) {
    case 'opening':
      return <OpeningScreen step={state.step} />;
    case 'already-open':
      return <AlreadyOpenScreen />;
    case 'failed':
      return <FailedScreen detail={state.detail} dataFolder={state.dataFolder} />;
    default:
      return unreachable(state);
  }
}
