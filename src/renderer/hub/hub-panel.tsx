import type { EnrolLink } from '../../shared/enrol-link.ts';
import { unreachable } from '../../shared/unreachable.ts';
import { words } from './hub-words.ts';
import classes from './hub.module.css';
import { RunningHub } from './running-hub.tsx';
import { StartForm } from './start-form.tsx';
import type { KnownHub } from './use-hub.ts';

interface HubPanelProps {
  readonly hub: KnownHub;
  /** The organisation that this laptop is connected to; undefined where it works alone. */
  readonly organisation: string | undefined;
  readonly timeZone: string;
  readonly now: () => number;
  /** Connects this laptop to its own hub. Says what went wrong, if anything did. */
  readonly onJoin: (link: EnrolLink) => Promise<string | undefined>;
}

/** The server for the venue's network that this laptop can run. */
export function HubPanel({ hub, organisation, timeZone, now, onJoin }: HubPanelProps) {
  const { status, isLost, start, stop } = hub;
  return (
    <section className={classes['panel']} aria-label={words.title}>
      <h1>{words.title}</h1>
      <p className={classes['lead']}>{words.lead}</p>
      {isLost && (
        <p className={classes['warning']} role="alert">
          {words.unknown}
        </p>
      )}
      {status !== undefined && content()}
    </section>
  );

  function content() {
    switch (status?.state) {
      case undefined:
        return null;
      case 'stopped':
      case 'starting':
      case 'failed':
        return (
          <StartForm
            organisation={organisation ?? ''}
            isStarting={status.state === 'starting'}
            problem={status.state === 'failed' ? words.failed(status.detail) : undefined}
            onStart={start}
          />
        );
      case 'running':
        return (
          <RunningHub
            hub={status}
            isConnected={organisation !== undefined}
            timeZone={timeZone}
            now={now}
            onJoin={onJoin}
            onStop={stop}
          />
        );
      default:
        return unreachable(status);
    }
  }
}
