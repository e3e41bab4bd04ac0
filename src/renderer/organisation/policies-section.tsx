import { Button } from '@mantine/core';
import { useState } from 'react';
import { builtInPolicies } from '../../shared/credit/policies/built-in.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { TimeZoneSelect } from '../ui/time-zone-select.tsx';
import { type Choice, choiceOf, isChange, togglePolicy } from './choice.ts';
import { ChoiceReview } from './choice-review.tsx';
import { choosePolicies } from './choose-policies.ts';
import classes from './organisation.module.css';
import { words } from './organisation-words.ts';
import { PolicyCard } from './policy-card.tsx';
import { useRecording } from '../ledger/use-recording.ts';

interface PoliciesSectionProps {
  readonly ledger: Ledger;
  readonly actor: string;
  readonly ownZone: string;
}

const policyIds = builtInPolicies.map(({ id }) => id);

/** Which policies hold, what each of them says, and the way to others: chosen, looked through, then recorded. */
export function PoliciesSection({ ledger, actor, ownZone }: PoliciesSectionProps) {
  const contract = useLedger(ledger, (each) => each.books.credits.account.contract);
  const [draft, setDraft] = useState<Choice>();
  const [reviewedAt, setReviewedAt] = useState<number>();
  const { isBusy, problem, setProblem, record } = useRecording('repeatedly');
  const choice = draft ?? choiceOf(contract, ownZone);
  const hasChanged = isChange(contract, choice);

  function change(next: Choice): void {
    setDraft(next);
    setProblem(undefined);
  }

  function leave(): void {
    setDraft(undefined);
    setReviewedAt(undefined);
    setProblem(undefined);
  }

  async function confirm(): Promise<void> {
    if (await record(async () => choosePolicies(ledger, actor, choice))) leave();
  }

  return (
    <section className={classes['part']} aria-label={words.policies}>
      <h2>{words.policies}</h2>
      <p className={classes['lead']}>{words.policiesLead}</p>
      <ul className={classes['policies']}>
        {builtInPolicies.map((policy) => (
          <PolicyCard
            key={policy.id}
            policy={policy}
            isChosen={choice.policies.includes(policy.id)}
            isLocked={reviewedAt !== undefined}
            onToggle={() => change(togglePolicy(contract.policies, policyIds, choice, policy.id))}
          />
        ))}
      </ul>
      <TimeZoneSelect
        className={classes['zone'] ?? ''}
        label={words.zone}
        description={words.zoneHint}
        value={choice.timeZone}
        disabled={reviewedAt !== undefined}
        onChange={(timeZone) => change({ ...choice, timeZone })}
      />
      {reviewedAt !== undefined && (
        <ChoiceReview
          ledger={ledger}
          choice={choice}
          at={reviewedAt}
          isBusy={isBusy}
          problem={problem}
          onConfirm={() => void confirm()}
          onBack={() => setReviewedAt(undefined)}
        />
      )}
      {reviewedAt === undefined && choice.policies.length === 0 && (
        <p className={classes['warning']} role="alert">
          {words.none}
        </p>
      )}
      {reviewedAt === undefined && hasChanged && (
        <div className={classes['actions']}>
          <Button disabled={choice.policies.length === 0} onClick={() => setReviewedAt(ledger.now())}>
            {words.review}
          </Button>
          <Button variant="default" onClick={leave}>
            {words.undo}
          </Button>
        </div>
      )}
    </section>
  );
}
