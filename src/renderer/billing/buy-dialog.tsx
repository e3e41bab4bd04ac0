import { Alert, Button, Modal, NumberInput, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useId, useState } from 'react';
import { holdingOf } from '../../shared/credit/account.ts';
import { lockOf, type Purchase } from '../../shared/credit/lock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { creditsText, moneyText, numberText } from '../ui/number-text.ts';
import { priceEachText } from '../ui/price-text.ts';
import classes from './billing-dialog.module.css';
import { paymentWords, words } from './billing-words.ts';
import { buyPack, maxQuantityOf, type Payment, sumOf } from './buy-pack.ts';
import { ignoreHeldEnter } from './held-enter.ts';
import { useRecording } from '../ledger/use-recording.ts';

interface BuyDialogProps {
  readonly ledger: Ledger;
  readonly actor: string;
  /** What to buy; closed while undefined. */
  readonly purchase: Purchase | undefined;
  readonly onClose: () => void;
}

/** Says what a purchase brings and that only the purchase is recorded, and records it once. */
export function BuyDialog({ ledger, actor, purchase, onClose }: BuyDialogProps) {
  return (
    <Modal
      opened={purchase !== undefined}
      onClose={onClose}
      title={purchase && words.buyNamed(purchase.bundle.name)}
      classNames={{ title: classes['title'] ?? '' }}
      centered
      lockScroll={false}
      onKeyDown={ignoreHeldEnter}
      transitionProps={{ duration: 0 }}
    >
      {purchase !== undefined && <BuyForm ledger={ledger} actor={actor} purchase={purchase} onClose={onClose} />}
    </Modal>
  );
}

const payments: readonly Payment[] = ['invoice', 'card'];

function BuyForm({ ledger, actor, purchase, onClose }: BuyDialogProps & { readonly purchase: Purchase }) {
  const { policy, bundle } = purchase;
  const most = maxQuantityOf(bundle);
  const [typed, setTyped] = useState<number | string>(purchase.quantity);
  const [payment, setPayment] = useState<Payment>('invoice');
  const paymentId = useId();
  const quantity =
    typeof typed === 'number' && Number.isInteger(typed) && typed >= 1 && typed <= most ? typed : undefined;
  const type = policy.creditTypes.find(({ id }) => id === bundle.type);
  const chosen = { policy, bundle, quantity: quantity ?? 1 };
  const { credits } = sumOf(chosen);
  const { problem, isBusy, record } = useRecording('once');

  async function buy(): Promise<void> {
    if (!(await record(async () => buyPack(ledger, actor, chosen, payment)))) return;
    notifications.show({ message: words.bought(creditsText(credits, type)) });
    onClose();
  }

  return (
    <form
      className={classes['form']}
      aria-label={words.buyNamed(bundle.name)}
      onSubmit={(event) => {
        event.preventDefault();
        if (quantity !== undefined) void buy();
      }}
    >
      <div className={classes['choices']}>
        <NumberInput
          label={words.quantity}
          size="md"
          min={1}
          max={most}
          clampBehavior="none"
          thousandSeparator=","
          data-autofocus
          value={typed}
          onChange={setTyped}
          error={quantity === undefined && words.quantityBounds(most)}
        />
        <div className={classes['choice']}>
          <span id={paymentId}>{words.payment}</span>
          <SegmentedControl
            size="md"
            fullWidth
            aria-labelledby={paymentId}
            value={payment}
            onChange={setPayment}
            data={payments.map((value) => ({ value, label: paymentWords[value] }))}
          />
        </div>
      </div>
      {quantity !== undefined && <Sum ledger={ledger} purchase={chosen} />}
      {problem !== undefined && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      <div className={classes['actions']}>
        <Button variant="default" size="md" disabled={isBusy} onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" size="md" disabled={quantity === undefined} loading={isBusy}>
          {words.record}
        </Button>
      </div>
    </form>
  );
}

/** What the purchase comes to, and what it changes. */
function Sum({ ledger, purchase }: { readonly ledger: Ledger; readonly purchase: Purchase }) {
  const { policy, bundle } = purchase;
  const { credits, price } = sumOf(purchase);
  const type = policy.creditTypes.find(({ id }) => id === bundle.type);
  const now = ledger.credits();
  const after = holdingOf(now.account, bundle.type).balance + credits;
  const isLocked = lockOf(now)?.type.id === bundle.type;
  return (
    <div className={classes['sum']}>
      <dl>
        <div>
          <dt>{words.brings}</dt>
          <dd>{creditsText(credits, type)}</dd>
        </div>
        <div>
          <dt>{words.costs}</dt>
          <dd>
            <b>{moneyText(price)}</b> <small>{words.each(priceEachText(price, credits))}</small>
          </dd>
        </div>
        <div>
          <dt>{words.balanceAfter}</dt>
          <dd>{numberText(after)}</dd>
        </div>
      </dl>
      {isLocked && <p>{after < 0 ? words.staysLocked(-after) : words.unlocksAfter}</p>}
      <p className={classes['statement']}>{words.purchaseRecorded}</p>
    </div>
  );
}
