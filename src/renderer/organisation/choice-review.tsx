import { Button } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { chargedFor } from '../../shared/credit/price-list.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { useInitialFocus } from '../ui/use-initial-focus.ts';
import type { Choice } from './choice.ts';
import classes from './organisation.module.css';
import { bringsText, goesOnText, heldText, startsText, words } from './organisation-words.ts';
import { previewChoice } from './preview-choice.ts';

interface ChoiceReviewProps {
  readonly ledger: Ledger;
  readonly choice: Choice;
  /** When it was asked for (UTC milliseconds). */
  readonly at: number;
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  readonly onConfirm: () => void;
  readonly onBack: () => void;
}

/** What another choice of policies brings and what becomes of what there is, said before it is recorded. */
export function ChoiceReview({ ledger, choice, at, isBusy, problem, onConfirm, onBack }: ChoiceReviewProps) {
  const head = useLedger(ledger, (each) => each.books.head);
  const { added, dropped, timeZone } = useMemo(
    // What happens meanwhile, another charge say, changes what is kept.
    () => head && previewChoice(ledger.books.credits, choice, { ms: at, n: 0, device: ledger.device }),
    [ledger, choice, at, head],
  );
  const confirmRef = useInitialFocus<HTMLButtonElement>();
  return (
    <section className={classes['review']} aria-label={words.reviewTitle}>
      <h3>{words.reviewTitle}</h3>
      <ul>
        {added.map(({ policy, plan, starts, brings }) => (
          <Meaning key={policy.id} name={policy.name}>
            charges for {chargedFor(policy)}. It {starts ? startsText(plan) : goesOnText(plan)}.
            {brings.length > 0 && ` ${bringsText(brings)}`}
          </Meaning>
        ))}
        {dropped.map(({ policy, held }) => (
          <Meaning key={policy.id} name={policy.name}>
            no longer charges: {chargedFor(policy)} cost nothing from now on. {held.map(heldText).join(' ')}
          </Meaning>
        ))}
        {timeZone !== undefined && (
          <Meaning name={timeZone.replaceAll('_', ' ')}>
            is the zone by whose calendar periods begin and end from now on.
          </Meaning>
        )}
      </ul>
      {problem !== undefined && (
        <p className={classes['warning']} role="alert">
          {problem}
        </p>
      )}
      <div className={classes['actions']}>
        <Button ref={confirmRef} loading={isBusy} onClick={onConfirm}>
          {words.confirm}
        </Button>
        <Button variant="default" disabled={isBusy} onClick={onBack}>
          {words.back}
        </Button>
      </div>
    </section>
  );
}

function Meaning({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <li>
      <strong>{name}</strong> {children}
    </li>
  );
}
