import { Badge, Button } from '@mantine/core';
import { chosenTypes } from '../../shared/credit/chosen.ts';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import type { Purchase } from '../../shared/credit/lock.ts';
import { offersOf } from '../../shared/credit/offers.ts';
import { moneyText } from '../ui/number-text.ts';
import { priceEachText } from '../ui/price-text.ts';
import classes from './billing-panel.module.css';
import { words } from './billing-words.ts';

interface BundlesPanelProps {
  readonly credits: CreditLedger;
  readonly onBuy: (purchase: Purchase) => void;
}

/** The bundles of each credit type, priced by volume (AI-6, AP-5, II-1). */
export function BundlesPanel({ credits, onBuy }: BundlesPanelProps) {
  return chosenTypes(credits).map((type) => {
    const offers = offersOf(credits, type.id);
    return (
      <section key={type.id} className={classes['panel']} aria-label={words.bundles(type)}>
        <h2>{words.bundles(type)}</h2>
        {offers.length === 0 && <p className={classes['soft']}>{words.noBundles(type)}</p>}
        <ul className={classes['cards']}>
          {offers.map(({ policy, bundle, savingPercent }) => (
            <li key={bundle.id}>
              <h3>{bundle.name}</h3>
              <p className={classes['price']}>{moneyText(bundle.price)}</p>
              <p className={classes['each']}>
                {words.each(priceEachText(bundle.price, bundle.credits))}
                {savingPercent > 0 && (
                  <Badge variant="light" tt="none" size="lg">
                    {words.saving(savingPercent)}
                  </Badge>
                )}
              </p>
              <Button
                variant="default"
                aria-label={words.buyNamed(bundle.name)}
                onClick={() => onBuy({ policy, bundle, quantity: 1 })}
              >
                {words.buy}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
