import { costOfPurchase } from './in-money.ts';
import type { CostLine, TypeCost } from '../../shared/credit/cost.ts';
import type { ScenarioCost } from '../../shared/credit/what-if.ts';
import { countText, creditsText, moneyText, numberText } from '../ui/number-text.ts';

export const words = {
  title: 'What if',
  noEvent: 'Open an event to see what it would cost under the other policies and plans.',
  noOperations: 'Nothing that could cost credits has happened at this event yet.',
  about: (operations: number) =>
    `This event’s ${countText(operations, 'operation')}, replayed under every policy and plan as if the organisation had begun with it at the first of them. What was undone or taken back costs nothing.`,
  caution:
    'Credits of different kinds are not alike: compare plans of one policy by what they come to in money, not policies by their credits. Prices of plans and bundles are examples.',
  calculating: 'Calculating …',
  again: 'Calculate again',
  since: (rows: number) => `${countText(rows, 'more operation')} in the log since.`,

  columns: { plan: 'Plan', credits: 'Credits', fee: 'Plan fee', bundles: 'Credits to buy', money: 'In money' },
  charged: 'As charged',
  chargedNote: 'what the ledger holds for it',
  cheapest: 'Cheapest',
  rules: 'Show the rules',
  nothing: 'charges for nothing that this event did',
  chargedNothing: 'Nothing was charged for what this event did.',
  notForSale: 'not for sale',
  none: '–',
  covered: 'covered',
} as const;

export function typeText({ type, credits }: TypeCost): string {
  return creditsText(credits, type);
}

/** `€38.00 (2 months)` */
export function feeText({ fee, scenario }: ScenarioCost): string {
  if (fee === undefined) return words.none;
  return `${moneyText(fee)} (${countText(fee.periods, scenario.plan.fee?.every ?? 'period')})`;
}

/** `2 × 500 credits: €90.00`, a line for each kind of bundle */
export function purchaseTexts({ type, credits, purchases }: ScenarioCost['missing'][number]): readonly string[] {
  if (purchases.length === 0) return [`${creditsText(credits, type)}: ${words.notForSale}`];
  return purchases.map((purchase) => {
    const { bundle, quantity } = purchase;
    const price = moneyText(costOfPurchase(purchase));
    return quantity === 1 ? `${bundle.name}: ${price}` : `${numberText(quantity)} × ${bundle.name}: ${price}`;
  });
}

/** `× 44` */
export function timesText({ times }: CostLine): string {
  return `× ${numberText(times)}`;
}

export function unmeteredText(unmetered: number): string {
  return `${countText(unmetered, 'operation')} that no rule here has a price for`;
}

export function returnedText({ type, returned }: TypeCost): string {
  return `${creditsText(returned, type)} of these came back`;
}

/** `62 credits more than what the plan brings` */
export function missingText({ type, credits }: ScenarioCost['missing'][number]): string {
  return `${creditsText(credits, type)} more than starting credits and the plan bring`;
}
