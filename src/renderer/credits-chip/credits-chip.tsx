import { Popover } from '@mantine/core';
import { IconCoins } from '@tabler/icons-react';
import { useRef } from 'react';
import { type Holding, holdingOf } from '../../shared/credit/account.ts';
import { chosenTypes } from '../../shared/credit/chosen.ts';
import type { CreditTypeRule } from '../../shared/credit/policy.ts';
import type { ListId } from '../../shared/ids.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { numberText } from '../ui/number-text.ts';
import { words } from './chip-words.ts';
import { CreditsStatus } from './credits-status.tsx';
import classes from './credits-chip.module.css';
import { useDisclosed } from './use-disclosed.ts';

interface CreditsChipProps {
  readonly ledger: Ledger;
  /** Who is at this laptop: whose limit is shown. */
  readonly actor: string;
  /** The zone in which dates are shown. */
  readonly timeZone: string;
  /** The check-in list at this door, for the runway; undefined while no event is open. */
  readonly listId: ListId | undefined;
  readonly onOpenLedger: () => void;
  readonly onOpenBilling: () => void;
}

/** The credits left, always in sight; hovering, a click or Enter tells the rest (ZP-7, AI-6, AP-5). */
export function CreditsChip({ ledger, actor, timeZone, listId, onOpenLedger, onOpenBilling }: CreditsChipProps) {
  const type = useLedger(ledger, mainType);
  const balance = useLedger(ledger, (each) => mainHolding(each)?.balance ?? 0);
  const pending = useLedger(ledger, (each) => pendingOf(mainHolding(each)));
  const areaRef = useRef<HTMLDivElement>(null);
  const { isOpen, onEnter, onLeave, toggle, close } = useDisclosed(areaRef);

  function leaveFor(open: () => void): () => void {
    return () => {
      close();
      open();
    };
  }

  return (
    <div
      ref={areaRef}
      className={classes['area']}
      role="presentation"
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
      // What is clicked here does not take the focus: at the door that belongs to the scan field.
      onMouseDown={(event) => event.preventDefault()}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <Popover
        opened={isOpen}
        onDismiss={close}
        position="bottom-end"
        width="min(27rem, calc(100vw - 1rem))"
        withinPortal={false}
        closeOnEscape={false}
        transitionProps={{ duration: 80 }}
      >
        <Popover.Target>
          <button type="button" className={classes['chip']} data-negative={balance < 0} onClick={toggle}>
            <IconCoins size="1.2rem" aria-hidden />
            <span>
              <b data-testid="balance">{numberText(balance)}</b> {balance === 1 ? type?.one : type?.many}
            </span>
            {pending > 0 && <span className={classes['pending']}> · {words.pending(pending)}</span>}
          </button>
        </Popover.Target>
        <Popover.Dropdown className={classes['dropdown'] ?? ''}>
          <CreditsStatus
            ledger={ledger}
            actor={actor}
            timeZone={timeZone}
            listId={listId}
            onOpenLedger={leaveFor(onOpenLedger)}
            onOpenBilling={leaveFor(onOpenBilling)}
          />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

/** The organisation's first credit type: what its account is about. */
function mainType(ledger: Ledger): CreditTypeRule | undefined {
  return chosenTypes(ledger.credits())[0];
}

function mainHolding(ledger: Ledger): Readonly<Holding> | undefined {
  const type = mainType(ledger);
  return type && holdingOf(ledger.credits().account, type.id);
}

/** Spent here and confirmed by no server: all of it, as long as laptops are not connected to one. */
function pendingOf(holding: Pick<Holding, 'spent' | 'refunded'> | undefined): number {
  return holding === undefined ? 0 : holding.spent - holding.refunded;
}
