import type { ReactNode } from 'react';
import type { Ledger } from '../ledger/ledger.ts';
import { BillingContact } from './billing-contact.tsx';
import { MembersSection } from './members-section.tsx';
import classes from './organisation.module.css';
import { words } from './organisation-words.ts';
import { PoliciesSection } from './policies-section.tsx';

interface OrganisationPanelProps {
  readonly ledger: Ledger;
  readonly actor: string;
  /** The zone proposed for periods until the organisation has chosen one. */
  readonly timeZone: string;
  /** Whether this laptop may choose policies and limit members. */
  readonly mayAgree: boolean;
  readonly maySetBillingContact: boolean;
  /** What laptops hold of the organisation's credits; nothing where it works alone. */
  readonly leases: ReactNode;
}

/** What the organisation agreed to: the policies that charge it, what its members may spend, who is written to. */
export function OrganisationPanel(props: OrganisationPanelProps) {
  const { ledger, actor, timeZone, mayAgree, maySetBillingContact, leases } = props;
  return (
    <section className={classes['panel']} aria-label={words.title}>
      <h1>{words.title}</h1>
      {mayAgree && <PoliciesSection ledger={ledger} actor={actor} ownZone={timeZone} />}
      {mayAgree && <MembersSection ledger={ledger} actor={actor} />}
      {leases}
      {maySetBillingContact && <BillingContact ledger={ledger} actor={actor} />}
    </section>
  );
}
