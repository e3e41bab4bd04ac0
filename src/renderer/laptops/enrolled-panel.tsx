import { Button } from '@mantine/core';
import { IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Enrolled } from '../sync/sync-handle.ts';
import { toSend } from '../sync/to-send.ts';
import { numberText } from '../ui/number-text.ts';
import { exactTimeText } from '../ui/time-text.ts';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { keptWords, linkWords, roleWords, words } from './laptops-words.ts';
import classes from './laptops.module.css';
import type { SaveUnsent } from './save-unsent.tsx';

interface EnrolledPanelProps {
  readonly enrolled: Enrolled;
  readonly timeZone: string;
  readonly now: () => number;
  readonly save: SaveUnsent;
  readonly onSyncNow: () => void;
  readonly onDisconnect: () => Promise<void>;
}

/** To what this laptop belongs, how sync stands, and the way out. */
export function EnrolledPanel({ enrolled, timeZone, now, save, onSyncNow, onDisconnect }: EnrolledPanelProps) {
  const [isLeaving, setLeaving] = useState(false);
  const { membership, server, link, unsent, toPull, upToDateAt, lastContactAt, tokenKept, revoked } = enrolled;
  const timeOf = (at: number | null) => (at === null ? words.never : exactTimeText(at, now(), timeZone));
  return (
    <section className={classes['panel']} aria-label={words.thisLaptop}>
      <h1>{words.thisLaptop}</h1>
      <Warnings enrolled={enrolled} />
      <dl className={classes['facts']}>
        <Fact name={words.organisation}>{membership.organisation.name}</Fact>
        <Fact name={words.serverFact}>
          <code>{server}</code>
        </Fact>
        <Fact name={words.name}>{membership.name}</Fact>
        <Fact name={words.role}>
          {roleWords[membership.role].name}
          <small>{roleWords[membership.role].hint}</small>
        </Fact>
        <Fact name={words.state}>
          <span className={classes['link']} data-link={link}>
            {linkWords[link]}
          </span>
        </Fact>
        <Fact name={words.unsent}>{words.unsentCount(toSend(enrolled))}</Fact>
        {toPull > 0 && <Fact name={words.toPull}>{numberText(toPull)}</Fact>}
        <Fact name={words.upToDate}>{timeOf(upToDateAt)}</Fact>
        <Fact name={words.lastContact}>{timeOf(lastContactAt)}</Fact>
      </dl>
      {keptWords[tokenKept] !== undefined && <p className={classes['lead']}>{keptWords[tokenKept]}</p>}
      <div className={classes['actions']}>
        {revoked === undefined && (
          <Button variant="default" leftSection={<IconRefresh size="1.1rem" aria-hidden />} onClick={onSyncNow}>
            {words.syncNow}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconPlugConnectedX size="1.1rem" aria-hidden />}
          onClick={() => setLeaving(true)}
        >
          {words.disconnect}
        </Button>
      </div>
      <DisconnectDialog
        isOpen={isLeaving}
        unsent={unsent}
        save={save}
        onDisconnect={onDisconnect}
        onClose={() => setLeaving(false)}
      />
    </section>
  );
}

/** What somebody should look into; nothing while all is well. */
function Warnings({
  enrolled: { clockSkewMs, alarm, updateNeeded, storageProblem, hasForgedLease },
}: {
  readonly enrolled: Enrolled;
}) {
  const minutes = Math.round(Math.abs(clockSkewMs) / 60_000);
  const warnings = [
    clockSkewMs > 0 && `${words.clock}: ${words.clockAhead(minutes)}`,
    clockSkewMs < 0 && `${words.clock}: ${words.clockBehind(minutes)}`,
    alarm !== undefined && words.alarm,
    updateNeeded && words.updateNeeded,
    storageProblem !== undefined && words.storageProblem,
    hasForgedLease && words.forgedLease,
  ].filter((warning) => warning !== false);
  return warnings.map((warning) => (
    <p key={warning} className={classes['warning']} role="alert">
      {warning}
    </p>
  ));
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
