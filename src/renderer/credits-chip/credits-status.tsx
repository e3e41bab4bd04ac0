import { Button, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { holdingOf } from '../../shared/credit/account.ts';
import { chosenPolicies } from '../../shared/credit/chosen.ts';
import { planOf } from '../../shared/credit/contract.ts';
import { offersOf } from '../../shared/credit/offers.ts';
import type { CreditTypeRule, Plan } from '../../shared/credit/policy.ts';
import { statusOf } from '../../shared/credit/status.ts';
import type { ListId } from '../../shared/ids.ts';
import { derive } from '../ledger/derive.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { moneyText, numberText } from '../ui/number-text.ts';
import { dateText, periodText } from '../ui/period-text.ts';
import { priceEachText } from '../ui/price-text.ts';
import { runwayText, words } from './chip-words.ts';
import classes from './credits-status.module.css';
import { type Runway, runwayOf } from './runway.ts';

interface CreditsStatusProps {
  readonly ledger: Ledger;
  readonly actor: string;
  readonly timeZone: string;
  readonly listId: ListId | undefined;
  /** What is spent and not at the server yet, by credit type. */
  readonly readPending: (ledger: Ledger) => ReadonlyMap<string, number>;
  readonly onOpenLedger: () => void;
  readonly onOpenBilling: () => void;
}

/** Where the organisation stands with every kind of credits that it uses, and what more of them costs. */
export function CreditsStatus(props: CreditsStatusProps) {
  const { ledger, listId, onOpenLedger, onOpenBilling } = props;
  const [readRunway] = useState(() => createRunwayReader(listId));
  const runway = useLedger(ledger, readRunway);
  const credits = ledger.credits();
  const types = chosenPolicies(credits).flatMap((policy) => {
    const plan = planOf(credits.account.contract, policy);
    return policy.creditTypes.map((type) => ({ type, plan }));
  });
  return (
    <div className={classes['status']}>
      {types.map(({ type, plan }) => (
        <section key={type.id} className={classes['type']} aria-label={type.many}>
          <TypeStatus {...props} type={type} plan={plan} runway={runway?.type === type.id ? runway : undefined} />
          <Offers ledger={ledger} type={type} onBuy={onOpenBilling} />
        </section>
      ))}
      <footer className={classes['ways']}>
        <Button variant="default" size="sm" onClick={onOpenLedger}>
          {words.openLedger}
        </Button>
        <Button variant="default" size="sm" onClick={onOpenBilling}>
          {words.openBilling}
        </Button>
      </footer>
    </div>
  );
}

interface TypeStatusProps extends Pick<CreditsStatusProps, 'ledger' | 'actor' | 'timeZone' | 'readPending'> {
  readonly type: CreditTypeRule;
  /** The plan of the policy whose credits these are. */
  readonly plan: Plan;
  readonly runway: Runway | undefined;
}

function TypeStatus({ ledger, actor, timeZone, readPending, type, plan, runway }: TypeStatusProps) {
  const credits = ledger.credits();
  const at = ledger.now();
  const { left, reserved, period, usedThisPeriod, monthlyGoal, ownLimit, arrival } = statusOf(credits, type, actor, at);
  const { debt } = holdingOf(credits.account, type.id);
  const pending = readPending(ledger).get(type.id) ?? 0;
  const facts: readonly (readonly [name: string, value: string])[] = [
    ...reserved.map((each) => [words.reserved(each.words), numberText(each.left)] as const),
    [ledger.books.enrolled ? words.pendingSync : words.pendingAlone, numberText(pending)],
    [words.used(periodText(period, timeZone)), numberText(usedThisPeriod)],
    [words.monthlyGoal, numberText(monthlyGoal)],
    ...(ownLimit === undefined ? [] : [[words.ownLimit, words.ownLimitUsed(ownLimit.used, ownLimit.limit)] as const]),
    ...(arrival === undefined
      ? []
      : [[words.next, words.nextOn(arrival.credits, dateText(arrival.at, timeZone))] as const]),
  ];
  return (
    <>
      <p className={classes['left']} data-negative={left < 0}>
        <b>{numberText(left)}</b> {words.left(type, left)}
      </p>
      {debt > 0 && (
        <p className={classes['owed']}>
          <b>
            {numberText(debt)} {words.owed}.
          </b>{' '}
          {words.owedWhy}
        </p>
      )}
      {!plan.tracksCredits && <p>{words.unlimited(plan.name)}</p>}
      {runway !== undefined && (
        <p className={classes['runway']} data-short={runway.shortBy > 0}>
          {runwayText(runway, type)}
        </p>
      )}
      <dl className={classes['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface OffersProps {
  readonly ledger: Ledger;
  readonly type: CreditTypeRule;
  readonly onBuy: () => void;
}

function Offers({ ledger, type, onBuy }: OffersProps) {
  const offers = offersOf(ledger.books.credits, type.id);
  if (offers.length === 0) return <p className={classes['soft']}>{words.noBundles(type)}</p>;
  return (
    <>
      <h3 className={classes['buy']}>{words.bundles(type)}</h3>
      <ul className={classes['offers']}>
        {offers.map(({ bundle: { id, name, price, credits } }) => (
          <li key={id}>
            <span className={classes['name']}>{name}</span>
            <span className={classes['price']}>{moneyText(price)}</span>
            <span className={classes['each']}>{words.each(priceEachText(price, credits))}</span>
            <UnstyledButton className={classes['button'] ?? ''} aria-label={words.buyNamed(name)} onClick={onBuy}>
              {words.buy}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Looks through the whole guest list: once when the popover opens, and again after each change while it is open. */
function createRunwayReader(listId: ListId | undefined): (ledger: Ledger) => Runway | undefined {
  return derive(
    (ledger) => [ledger.books.head, ledger.credits(), ledger.event(), ledger.event()?.revision],
    (ledger) => {
      const event = ledger.event();
      if (event === undefined || listId === undefined) return undefined;
      return runwayOf(ledger.books.credits, event, listId, ledger.now());
    },
  );
}
