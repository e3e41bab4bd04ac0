import { Alert, Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { planOf } from '../../shared/credit/contract.ts';
import type { Plan } from '../../shared/credit/policy.ts';
import type { Ledger } from '../ledger/ledger.ts';
import classes from './billing-dialog.module.css';
import { changeText, effectSentences, words } from './billing-words.ts';
import { changePlan, type PlanChange } from './change-plan.ts';
import { ignoreHeldEnter } from './held-enter.ts';
import { planEffects } from './plan-effects.ts';
import { useRecording } from '../ledger/use-recording.ts';

interface PlanDialogProps {
  readonly ledger: Ledger;
  readonly actor: string;
  readonly timeZone: string;
  /** The plan to take; closed while undefined. */
  readonly change: PlanChange | undefined;
  readonly onClose: () => void;
}

/** Says what a change of plan brings about, and records it once. */
export function PlanDialog(props: PlanDialogProps) {
  const { ledger, change, onClose } = props;
  const from = change && planOf(ledger.books.credits.account.contract, change.policy);
  return (
    <Modal
      opened={change !== undefined}
      onClose={onClose}
      title={from && changeText(from, change.plan)}
      classNames={{ title: classes['title'] ?? '' }}
      centered
      lockScroll={false}
      onKeyDown={ignoreHeldEnter}
      transitionProps={{ duration: 0 }}
    >
      {change !== undefined && from !== undefined && <PlanConfirmation {...props} from={from} change={change} />}
    </Modal>
  );
}

function PlanConfirmation({
  ledger,
  actor,
  timeZone,
  from,
  change,
  onClose,
}: PlanDialogProps & { readonly from: Plan; readonly change: PlanChange }) {
  const { policy, plan } = change;
  const effects = planEffects(ledger.books.credits, change, ledger.now());
  const { problem, isBusy, record } = useRecording('once');

  async function take(): Promise<void> {
    if (!(await record(async () => changePlan(ledger, actor, change)))) return;
    notifications.show({ message: words.planTaken(plan.name) });
    onClose();
  }

  return (
    <div className={classes['form']}>
      <ul className={classes['effects']}>
        {effectSentences(policy, from, plan, effects, timeZone).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {problem !== undefined && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      <div className={classes['actions']}>
        <Button variant="default" size="md" disabled={isBusy} onClick={onClose}>
          {words.keepPlan(from.name)}
        </Button>
        <Button size="md" data-autofocus loading={isBusy} onClick={() => void take()}>
          {words.takePlan}
        </Button>
      </div>
    </div>
  );
}
