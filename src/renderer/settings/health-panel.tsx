import type { ReactNode } from 'react';
import type { BridgeReply } from '../../shared/bridge.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { countText, numberText } from '../ui/number-text.ts';
import classes from './settings-screen.module.css';

interface HealthPanelProps {
  readonly ledger: Ledger;
  readonly about: BridgeReply<'app.describe'>;
}

/** Whether everything is kept as it should be, and what somebody who helps will ask for. */
export function HealthPanel({ ledger, about }: HealthPanelProps) {
  const rows = useLedger(ledger, (each) => each.books.head.seq);
  const deferred = useLedger(ledger, (each) => each.books.deferred);
  const follows = useLedger(ledger, (each) => each.databaseFollows());
  return (
    <section className={classes['panel']} aria-label="Health and about">
      <h1>Health and about</h1>
      <dl className={classes['facts']}>
        <Fact name="Journal">{countText(rows, 'operation')} on this disk, each checked against the one before</Fact>
        <Fact name="Working copy">
          {follows
            ? 'Up to date with the journal'
            : 'Behind the journal: nothing is lost, it catches up when Admit starts again'}
        </Fact>
        {deferred > 0 && (
          <Fact name="From a newer version">{`${numberText(deferred)} kept, and understood after an update`}</Fact>
        )}
        <Fact name="Laptop">
          <code title={ledger.device}>{ledger.device.slice(-8)}</code>
        </Fact>
        <Fact name="Version">{about.version}</Fact>
        <Fact name="Runtime">{about.runtime}</Fact>
        <Fact name="Data folder">
          <code>{about.dataFolder}</code>
        </Fact>
      </dl>
    </section>
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
