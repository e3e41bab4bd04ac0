import { Loader } from '@mantine/core';
import { IconAlertOctagonFilled, IconCopy, IconHourglassEmpty } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { FullPage } from '../ui/full-page.tsx';
import { ReloadButton } from '../ui/reload-button.tsx';

/** What the app is busy with before it can be used. */
export type StartStep = 'journal' | 'demo' | 'event';

const stepWords = {
  journal: 'Reading the journal and checking that nothing is missing.',
  demo: 'Making the demo event with 500 guests.',
  event: 'Reading the guest list.',
} as const satisfies Record<StartStep, string>;

/** A start that takes no longer than this needs no words. */
const quietMs = 300;

/** Empty at first: most starts are over before anybody could read it. */
export function OpeningScreen({ step }: { readonly step: StartStep }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isSlow) return null;
  return (
    <FullPage icon={<IconHourglassEmpty aria-hidden />} title="Opening Admit">
      <output>{stepWords[step]}</output>
      <Loader type="bar" aria-hidden />
    </FullPage>
  );
}

export function AlreadyOpenScreen() {
  return (
    <FullPage
      icon={<IconCopy aria-hidden />}
      tone="warning"
      title="Admit is already open on this laptop"
      actions={<ReloadButton>Try again</ReloadButton>}
    >
      <p>Use the other window, or close it and try again. Only one may write, so that nobody is charged twice.</p>
    </FullPage>
  );
}

interface FailedScreenProps {
  /** What went wrong, for whoever helps. */
  readonly detail: string;
  readonly dataFolder: string | undefined;
}

export function FailedScreen({ detail, dataFolder }: FailedScreenProps) {
  return (
    <FullPage
      icon={<IconAlertOctagonFilled aria-hidden />}
      tone="error"
      title="Admit could not open its journal"
      actions={<ReloadButton>Try again</ReloadButton>}
    >
      <p>
        Nothing has been deleted. Check that this laptop’s disk is not full and can be written, then try again. If it
        stays like this, go on with another laptop and keep this one’s data folder for whoever helps.
      </p>
      {dataFolder !== undefined && (
        <p>
          Data folder: <code>{dataFolder}</code>
        </p>
      )}
      <p>
        <code>{detail}</code>
      </p>
    </FullPage>
  );
}
