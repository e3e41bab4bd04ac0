import { type ReactNode, useMemo } from 'react';
import type { Policy } from '../../shared/credit/policy.ts';
import { priceList } from '../../shared/credit/price-list.ts';
import { moneyText } from '../ui/number-text.ts';
import { feeText, words } from './organisation-words.ts';
import classes from './price-list-view.module.css';

/** A policy as a page to read: every price and rule of it, generated from its data. */
export function PriceListView({ policy }: { readonly policy: Policy }) {
  const { actions, atZero, incoming, plans, bundles, notices, limits } = useMemo(() => priceList(policy), [policy]);
  return (
    <article className={classes['page']} aria-label={`${words.showPrices}: ${policy.name}`}>
      <Chapter title={words.prices}>
        <dl className={classes['table']}>
          {actions.map(({ action, name, prices }) => (
            <Entry key={action} name={name} lines={prices} />
          ))}
        </dl>
      </Chapter>
      <Chapter title={words.plans}>
        <dl className={classes['table']}>
          {plans.map(({ id, name, brings, fee }) => (
            <Entry key={id} name={name} lines={[`${brings}.`]} amount={feeText(fee)} />
          ))}
        </dl>
      </Chapter>
      {bundles.length > 0 && (
        <Chapter title={words.bundles}>
          <dl className={classes['table']}>
            {bundles.map(({ id, name, brings, price }) => (
              <Entry key={id} name={name} lines={brings === name ? [] : [brings]} amount={moneyText(price)} />
            ))}
          </dl>
        </Chapter>
      )}
      <Sentences title={words.incoming} lines={incoming} />
      <Sentences title={words.atZero} lines={atZero} />
      <Sentences title={words.limits} lines={limits} />
      <Sentences title={words.notices} lines={notices} />
      <p className={classes['examples']}>{words.examples}</p>
    </article>
  );
}

function Chapter({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes['chapter']}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Sentences({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return lines.length === 0 ? null : (
    <Chapter title={title}>
      <ul className={classes['sentences']}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Chapter>
  );
}

interface EntryProps {
  readonly name: string;
  readonly lines: readonly string[];
  /** What it costs in money. */
  readonly amount?: string;
}

function Entry({ name, lines, amount }: EntryProps) {
  return (
    <div data-priced={amount !== undefined}>
      <dt>{name}</dt>
      <dd>
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </dd>
      {amount !== undefined && <dd className={classes['amount']}>{amount}</dd>}
    </div>
  );
}
