import { useState } from 'react';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { creditsText, moneyText } from '../ui/number-text.ts';
import { dateAndTimeText } from '../ui/time-text.ts';
import classes from './billing-panel.module.css';
import { paidByWords, words } from './billing-words.ts';
import { createDealReader, type Deal } from './deals.ts';
import { ShowAll } from './show-all.tsx';

interface DealsPanelProps {
  readonly ledger: Ledger;
  readonly timeZone: string;
}

/** Everything that was bought, and every change of plan, newest first. */
export function DealsPanel({ ledger, timeZone }: DealsPanelProps) {
  const [readDeals] = useState(createDealReader);
  const deals = useLedger(ledger, readDeals);
  return (
    <section className={classes['panel']} aria-label={words.history}>
      <h2>{words.history}</h2>
      {deals.length === 0 ? (
        <p className={classes['soft']}>{words.noDeals}</p>
      ) : (
        <ShowAll items={deals}>
          {(deal) => (
            <li key={deal.id}>
              <time dateTime={new Date(deal.wallAt).toISOString()}>{dateAndTimeText(deal.wallAt, timeZone)}</time>
              <span>{dealText(ledger.books.credits, deal)}</span>
              <small>{deal.actor}</small>
            </li>
          )}
        </ShowAll>
      )}
    </section>
  );
}

function dealText({ policies }: CreditLedger, deal: Deal): string {
  if (deal.kind === 'changePlan') {
    const policy = policies.byId.get(deal.policy);
    const plan = policy?.plans.find(({ id }) => id === deal.plan);
    return words.planDeal(plan?.name ?? deal.plan, policy?.name ?? deal.policy);
  }
  const { name, quantity, credits, type, price, payment } = deal;
  const amount = creditsText(credits, policies.types.get(type));
  const pack = words.pack(quantity, name);
  return `${pack === amount ? pack : `${pack}: ${amount}`}, ${moneyText(price)} ${paidByWords[payment]}`;
}
