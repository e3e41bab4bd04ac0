import { Badge, Button } from '@mantine/core';
import { chosenPolicies } from '../../shared/credit/chosen.ts';
import { planOf } from '../../shared/credit/contract.ts';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import { moneyText } from '../ui/number-text.ts';
import classes from './billing-panel.module.css';
import { allowanceText, changeText, words } from './billing-words.ts';
import type { PlanChange } from './change-plan.ts';

interface PlansPanelProps {
  readonly credits: CreditLedger;
  readonly onChange: (change: PlanChange) => void;
}

/** The plans of each policy chosen, the current one marked (GM-12, GM-16, ZP-10). */
export function PlansPanel({ credits, onChange }: PlansPanelProps) {
  return chosenPolicies(credits).map((policy) => {
    const current = planOf(credits.account.contract, policy);
    return (
      <section key={policy.id} className={classes['panel']} aria-label={words.plans(policy)}>
        <h2>{words.plans(policy)}</h2>
        {policy.plans.length === 1 ? (
          <p className={classes['soft']}>
            {words.onlyPlan(current.name)} {allowanceText(current, policy)}.
          </p>
        ) : (
          <ul className={classes['cards']}>
            {policy.plans.map((plan) => (
              <li key={plan.id} aria-current={plan.id === current.id}>
                <h3>{plan.name}</h3>
                <p className={classes['price']}>
                  {plan.fee === undefined ? words.noFee : moneyText(plan.fee)}
                  {plan.fee !== undefined && <small> {words.every(plan.fee)}</small>}
                </p>
                <p>{allowanceText(plan, policy)}</p>
                {plan.id === current.id ? (
                  <Badge className={classes['current'] ?? ''} size="lg" tt="none">
                    {words.current}
                  </Badge>
                ) : (
                  <Button variant="default" onClick={() => onChange({ policy, plan })}>
                    {changeText(current, plan)}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
    );
  });
}
