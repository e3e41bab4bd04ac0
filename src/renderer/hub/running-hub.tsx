import { Button, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { HubStatus } from '../../shared/bridge.ts';
import type { EnrolLink } from '../../shared/enrol-link.ts';
import { exactTimeText } from '../ui/time-text.ts';
import { stateWords, words } from './hub-words.ts';
import classes from './hub.module.css';

type Running = Extract<HubStatus, { state: 'running' }>;

interface RunningHubProps {
  readonly hub: Running;
  /** Whether this laptop belongs to an organisation already. */
  readonly isConnected: boolean;
  readonly timeZone: string;
  readonly now: () => number;
  readonly onJoin: (link: EnrolLink) => Promise<string | undefined>;
  readonly onStop: () => Promise<void>;
}

/** A hub that answers: where, for whom, and how forwarding goes. */
export function RunningHub({ hub, isConnected, timeZone, now, onJoin, onStop }: RunningHubProps) {
  const { addresses, ownerCode, upstream } = hub;
  const [isStopping, setStopping] = useState(false);
  const last = addresses.length - 1;
  return (
    <>
      <dl className={classes['facts']}>
        <Fact name={words.addresses}>
          <ul className={classes['addresses']}>
            {addresses.map((address, index) => (
              <li key={address}>
                <code>{address}</code> {index === last && <small>({words.own})</small>}
              </li>
            ))}
          </ul>
        </Fact>
        {upstream !== undefined && (
          <>
            <Fact name={words.forwardsTo}>
              <code>{upstream.server}</code>
            </Fact>
            <Fact name={words.forwarded}>
              {upstream.forwardedAt === null ? words.never : exactTimeText(upstream.forwardedAt, now(), timeZone)}
            </Fact>
            <Fact name={words.waiting}>{words.waitingCount(upstream.waiting)}</Fact>
          </>
        )}
      </dl>
      {upstream !== undefined && upstream.problem !== null && (
        <p className={classes['warning']} role="alert">
          {words.problem}: {upstream.problem}
        </p>
      )}
      {isConnected && <p className={classes['lead']}>{words.joined}</p>}
      {!isConnected && ownerCode !== undefined && (
        <JoinOwn link={{ server: addresses[last] ?? '', code: ownerCode }} onJoin={onJoin} />
      )}
      <p className={classes['lead']}>{words.keepOpen}</p>
      <div className={classes['actions']}>
        <span className={classes['state']}>{stateWords[hub.state]}</span>
        <Button variant="default" onClick={() => setStopping(true)}>
          {words.stop}
        </Button>
      </div>
      <Modal
        opened={isStopping}
        onClose={() => setStopping(false)}
        title={words.stopTitle}
        classNames={{ title: classes['title'] ?? '' }}
        centered
        lockScroll={false}
        transitionProps={{ duration: 0 }}
      >
        <div className={classes['form']}>
          <p>{words.stopLead}</p>
          <div className={classes['ends']}>
            <Button variant="default" size="md" data-autofocus onClick={() => setStopping(false)}>
              {words.keep}
            </Button>
            <Button size="md" onClick={() => void onStop()}>
              {words.stop}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}

/** The one step that is left before others can be connected. */
function JoinOwn({ link, onJoin }: { readonly link: EnrolLink } & Pick<RunningHubProps, 'onJoin'>) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function join(): Promise<void> {
    setBusy(true);
    setProblem(await onJoin(link));
    setBusy(false);
  }

  return (
    <div className={classes['form']}>
      <p>{words.next}</p>
      {problem !== undefined && (
        <p className={classes['warning']} role="alert">
          {problem}
        </p>
      )}
      <div className={classes['actions']}>
        <Button size="md" loading={isBusy} onClick={() => void join()}>
          {words.joinOwn}
        </Button>
      </div>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
