import { IconAlertOctagonFilled } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { FullPage } from '../ui/full-page.tsx';
import { ReloadButton } from '../ui/reload-button.tsx';

interface CrashBoundaryProps {
  readonly children: ReactNode;
}

/** Shows a page with a way on when a screen breaks. React reports the error itself to the root's `onCaughtError`. */
export class CrashBoundary extends Component<CrashBoundaryProps, { readonly hasCrashed: boolean }> {
  override state = { hasCrashed: false };

  static getDerivedStateFromError() {
    return { hasCrashed: true };
  }

  override render() {
    if (!this.state.hasCrashed) return this.props.children;
    return (
      <FullPage
        icon={<IconAlertOctagonFilled aria-hidden />}
        tone="error"
        title="Something broke on this screen"
        actions={<ReloadButton>Reload</ReloadButton>}
      >
        <p>Everything that was confirmed on the screen is safe in the journal, and is there again after reloading.</p>
      </FullPage>
    );
  }
}
