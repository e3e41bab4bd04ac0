import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { type Lease, leasesOf } from '../../shared/credit/lease.ts';
import type { DeviceId } from '../../shared/ids.ts';
import { derive } from '../ledger/derive.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import type { Transport } from '../sync/transport.ts';
import { useReply } from '../sync/use-reply.ts';
import { creditsText } from '../ui/number-text.ts';
import { nearbyTimeText } from '../ui/time-text.ts';
import classes from './organisation.module.css';
import { words } from './organisation-words.ts';
import { WriteOffDialog } from './write-off-dialog.tsx';

interface LeasesSectionProps {
  readonly ledger: Ledger;
  readonly actor: string;
  readonly timeZone: string;
  readonly request: Transport['call'];
  /** Whether this laptop may write off what a lost one holds. */
  readonly mayWriteOff: boolean;
}

/** Credits of types that are refused at zero, set aside for one laptop each. */
export function LeasesSection({ ledger, actor, timeZone, request, mayWriteOff }: LeasesSectionProps) {
  const [readLeases] = useState(createLeaseReader);
  const leases = useLedger(ledger, readLeases);
  const nameOf = useLaptopNames(request, ledger.device);
  const [lost, setLost] = useState<Lease>();
  return (
    <section className={classes['part']} aria-label={words.leases}>
      <h2>{words.leases}</h2>
      <p className={classes['lead']}>{leases.length === 0 ? words.noLeases : words.leasesLead}</p>
      <ul className={classes['members']}>
        {leases.map((lease) => {
          const name = nameOf(lease.holder);
          return (
            <li key={lease.lease}>
              <div className={classes['member']}>
                <div className={classes['about']}>
                  <h3 title={name}>{name}</h3>
                  <p>{leaseText(ledger, lease, timeZone)}</p>
                </div>
                {mayWriteOff && (
                  <Button
                    variant="default"
                    aria-label={words.writeOffOf(name, heldText(ledger, lease))}
                    onClick={() => setLost(lease)}
                  >
                    {words.writeOff}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      <WriteOffDialog
        ledger={ledger}
        actor={actor}
        lease={lost}
        name={lost && nameOf(lost.holder)}
        held={lost && heldText(ledger, lost)}
        onClose={() => setLost(undefined)}
      />
    </section>
  );
}

/** The leases that are open, those that hold most first. They are looked for among all lots, so only after a change. */
function createLeaseReader(): (ledger: Ledger) => readonly Lease[] {
  return derive(
    (ledger) => [ledger.books.head, ledger.credits()],
    (ledger) =>
      leasesOf(ledger.credits())
        .filter(({ state }) => state === 'open')
        .sort((a, b) => b.left - a.left),
  );
}

/** What laptops are called; by the end of its id where the server cannot be asked. */
function useLaptopNames(request: Transport['call'], own: DeviceId): (device: DeviceId) => string {
  const { reply } = useReply(request, 'devices');
  const names = useMemo(() => new Map(reply?.devices.map(({ device, name }) => [device, name])), [reply]);
  return (device) => names.get(device) ?? (device === own ? words.thisLaptop : words.otherLaptop(device.slice(-4)));
}

function heldText(ledger: Ledger, { left, type }: Lease): string {
  return creditsText(left, ledger.credits().policies.types.get(type));
}

function leaseText(ledger: Ledger, lease: Lease, timeZone: string): string {
  const { taken, notAfterAt } = lease;
  const now = ledger.now();
  const time = nearbyTimeText(notAfterAt, now, timeZone);
  return [
    `${words.holds(heldText(ledger, lease))} ${words.ofTaken(taken)}`,
    notAfterAt > now ? words.until(time) : words.ended(time),
  ].join(' · ');
}
