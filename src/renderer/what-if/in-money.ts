import type { Purchase } from '../../shared/credit/lock.ts';
import type { ScenarioCost } from '../../shared/credit/what-if.ts';
import type { Money } from '../../shared/ticket.ts';

/** What a plan's fee and the bundles for what is missing come to; undefined where there is nothing to buy them for, or in several currencies. */
export function inMoney({ fee, missing }: ScenarioCost): Money | undefined {
  const parts: Money[] = fee === undefined ? [] : [fee];
  for (const { purchases } of missing) {
    if (purchases.length === 0) return undefined;
    parts.push(...purchases.map(costOfPurchase));
  }
  const currency = parts[0]?.currency ?? '';
  if (parts.some((part) => part.currency !== currency)) return undefined;
  return { minor: parts.reduce((sum, { minor }) => sum + minor, 0), currency };
}

/** The plan that costs least money of those of one policy; undefined where no other costs more, or they cannot be compared. */
export function cheapestOf(costs: readonly ScenarioCost[]): ScenarioCost | undefined {
  const priced = costs.flatMap((cost) => {
    const money = inMoney(cost);
    return money === undefined ? [] : [{ cost, money }];
  });
  const currencies = new Set(priced.filter(({ money }) => money.minor > 0).map(({ money }) => money.currency));
  if (priced.length < costs.length || currencies.size > 1) return undefined;
  const [least, next] = priced.sort((a, b) => a.money.minor - b.money.minor);
  return least !== undefined && next !== undefined && least.money.minor < next.money.minor ? least.cost : undefined;
}

export function costOfPurchase({ bundle: { price }, quantity }: Purchase): Money {
  return { minor: price.minor * quantity, currency: price.currency };
}
