import { IconCoins } from '@tabler/icons-react';
import { useState } from 'react';
import { holdingOf } from '../../shared/credit/account.ts';
import { chosenTypes } from '../../shared/credit/chosen.ts';
import type { CreditTypeRule } from '../../shared/credit/policy.ts';
import type { ListId } from '../../shared/ids.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { numberText } from '../ui/number-text.ts';
import { ChipMore, StatusChip } from '../ui/status-chip.tsx';
import { words } from './chip-words.ts';
import { CreditsStatus } from './credits-status.tsx';
import { createPendingReader } from './pending.ts';

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
  const [readPending] = useState(createPendingReader);
  const type = useLedger(ledger, mainType);
  const balance = useLedger(ledger, mainBalance);
  const pending = useLedger(ledger, (each) => readPending(each).get(mainType(each)?.id ?? '') ?? 0);
  const isConnected = useLedger(ledger, (each) => each.books.enrolled);
  return (
    <StatusChip
      tone={balance < 0 ? 'bad' : 'plain'}
      width="27rem"
      face={
        <>
          <IconCoins size="1.2rem" aria-hidden />
          <span>
            <b data-testid="balance">{numberText(balance)}</b> {balance === 1 ? type?.one : type?.many}
          </span>
          {pending > 0 && <ChipMore yieldsFirst>{words.pending(pending, isConnected)}</ChipMore>}
        </>
      }
    >
      {(leaveFor) => (
        <CreditsStatus
          ledger={ledger}
          actor={actor}
          timeZone={timeZone}
          listId={listId}
          readPending={readPending}
          onOpenLedger={leaveFor(onOpenLedger)}
          onOpenBilling={leaveFor(onOpenBilling)}
        />
      )}
    </StatusChip>
  );
}

/** The organisation's first credit type: what its account is about. */
function mainType(ledger: Ledger): CreditTypeRule | undefined {
  return chosenTypes(ledger.credits())[0];
}

function mainBalance(ledger: Ledger): number {
  const type = mainType(ledger);
  return type === undefined ? 0 : holdingOf(ledger.credits().account, type.id).balance;
}
