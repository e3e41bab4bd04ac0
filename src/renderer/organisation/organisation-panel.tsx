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
}

/** What the organisation agreed to: the policies that charge it, what its members may spend, who is written to. */
export function OrganisationPanel({ ledger, actor, timeZone }: OrganisationPanelProps) {
  return (
    <section className={classes['panel']} aria-label={words.title}>
      <h1>{words.title}</h1>
      <PoliciesSection ledger={ledger} actor={actor} ownZone={timeZone} />
      <MembersSection ledger={ledger} actor={actor} />
      <BillingContact ledger={ledger} actor={actor} />
    </section>
  );
}
