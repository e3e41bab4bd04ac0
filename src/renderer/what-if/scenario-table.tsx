import type { Policy } from '../../shared/credit/policy.ts';
import type { ScenarioCost } from '../../shared/credit/what-if.ts';
import { moneyText } from '../ui/number-text.ts';
import type { WhatIf } from './compare-in-slices.ts';
import { CostRow } from './cost-row.tsx';
import { cheapestOf, inMoney } from './in-money.ts';
import classes from './what-if.module.css';
import { feeText, missingText, purchaseTexts, words } from './what-if-words.ts';

/** First what was charged, then every policy with its plans. */
export function ScenarioTable({ result }: { readonly result: WhatIf }) {
  const { charged, scenarios } = result;
  const policies = [...new Set(scenarios.map(({ scenario }) => scenario.policy))];
  return (
    <div className={classes['scroll']}>
      <table className={classes['table']} aria-label={words.title}>
        <thead>
          <tr>
            {Object.values(words.columns).map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody data-charged>
          <CostRow
            name={words.charged}
            note={charged.credits.length === 0 ? words.chargedNothing : words.chargedNote}
            cost={charged}
            missing={[]}
            fee={words.none}
            bundles={[words.none]}
            money={words.none}
          />
        </tbody>
        {policies.map((policy) => (
          <PolicyRows
            key={policy.id}
            policy={policy}
            costs={scenarios.filter(({ scenario }) => scenario.policy === policy)}
          />
        ))}
      </table>
    </div>
  );
}

interface PolicyRowsProps {
  readonly policy: Policy;
  /** One for each of its plans. */
  readonly costs: readonly ScenarioCost[];
}

function PolicyRows({ policy, costs }: PolicyRowsProps) {
  const isIdle = costs.every(({ credits }) => credits.length === 0);
  const cheapest = cheapestOf(costs);
  return (
    <tbody>
      <tr className={classes['policy']} data-idle={isIdle}>
        <th scope="rowgroup" colSpan={5}>
          {policy.name} {isIdle && <small>{words.nothing}</small>}
        </th>
      </tr>
      {!isIdle &&
        costs.map((cost) => {
          const money = inMoney(cost);
          return (
            <CostRow
              key={cost.scenario.plan.id}
              name={cost.scenario.plan.name}
              isCheapest={cost === cheapest}
              cost={cost}
              missing={cost.missing.map(missingText)}
              fee={feeText(cost)}
              bundles={cost.missing.length === 0 ? [words.covered] : cost.missing.flatMap(purchaseTexts)}
              money={money === undefined ? words.none : moneyText(money)}
            />
          );
        })}
    </tbody>
  );
}
