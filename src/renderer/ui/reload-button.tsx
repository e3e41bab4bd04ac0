import { Button } from '@mantine/core';
import { useInitialFocus } from './use-initial-focus.ts';

/** Starts the page anew; the journal in the main process stays open. */
export function ReloadButton({ children }: { readonly children: string }) {
  const ref = useInitialFocus<HTMLButtonElement>();
  return (
    <Button ref={ref} size="lg" onClick={() => location.reload()}>
      {children}
    </Button>
  );
}
