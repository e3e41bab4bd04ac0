import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Conflict } from '../../shared/admission/conflicts.ts';
import type { ListId, TicketId } from '../../shared/ids.ts';
import type { OperationOf } from '../../shared/operation.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { guestName } from '../ui/guest-name.ts';
import { exactTimeText } from '../ui/time-text.ts';
import { sidesOf, type Side } from './conflict-sides.ts';
import { chargeText, kindWords, laterText, words } from './conflicts-words.ts';
import classes from './conflicts-screen.module.css';

interface ShownIn {
  readonly ledger: Ledger;
  readonly timeZone: string;
  /** Whether this laptop tells what things cost. */
  readonly showsCredits: boolean;
}

/** What people call the ticket: its guest, else its id. */
export function guestOf(ledger: Ledger, ticketId: TicketId): string {
  const ticket = ledger.event()?.tickets.get(ticketId);
  return ticket === undefined ? ticketId : guestName(ticket);
}

interface ConflictCardProps extends ShownIn {
  /** Undefined where it is none any more. */
  readonly conflict: Conflict | undefined;
  readonly ticketId: TicketId;
  readonly listId: ListId;
  /** What can be done about it, or was. */
  readonly children: ReactNode;
}

/** Who was let in twice, or should not have been: the two sides beside each other, in the order of time. */
export function ConflictCard({ conflict, ticketId, listId, children, ...shownIn }: ConflictCardProps) {
  const { ledger } = shownIn;
  const event = ledger.event();
  const guest = guestOf(ledger, ticketId);
  const ticket = event?.tickets.get(ticketId);
  const list = event?.record.lists.get(listId)?.name;
  const about = [ticket?.ticketType, ticket?.code, list].filter((text) => text !== undefined && text !== '');
  return (
    <article className={classes['card']} aria-label={guest}>
      <header>
        <h2 title={guest}>
          <bdi>{guest}</bdi>
        </h2>
        {conflict !== undefined && (
          <span className={classes['kind']} data-kind={conflict.kind}>
            {kindWords[conflict.kind]}
          </span>
        )}
        <p title={about.join(' · ')}>{about.join(' · ')}</p>
      </header>
      {conflict === undefined ? (
        <p className={classes['soft']}>{words.undoneSince}</p>
      ) : (
        <Sides {...shownIn} conflict={conflict} />
      )}
      {children}
    </article>
  );
}

function Sides({ conflict, ...shownIn }: ShownIn & { readonly conflict: Conflict }) {
  const [first, second] = sidesOf(conflict);
  return (
    <div className={classes['sides']}>
      <SideFacts {...shownIn} side={first} later={undefined} />
      <IconArrowRight className={classes['arrow'] ?? ''} aria-hidden />
      <SideFacts {...shownIn} side={second} later={laterText(second.at - first.at)} />
    </div>
  );
}

function SideFacts({
  side: { title, at, checkIn, hint },
  later,
  ...shownIn
}: ShownIn & { readonly side: Side; readonly later: string | undefined }) {
  const { ledger, timeZone } = shownIn;
  return (
    <div className={classes['side']}>
      <h3>{title}</h3>
      <p className={classes['when']}>
        <time dateTime={new Date(at).toISOString()}>{exactTimeText(at, ledger.now(), timeZone)}</time>
        {later !== undefined && <small>{later}</small>}
      </p>
      {checkIn !== undefined && <DoorFacts {...shownIn} checkIn={checkIn} />}
      {hint !== undefined && <p className={classes['soft']}>{hint}</p>}
    </div>
  );
}

/** A laptop whose clock is further out than this is told of. */
const clockSkewMs = 120_000;

function DoorFacts({
  ledger,
  timeZone,
  showsCredits,
  checkIn,
}: ShownIn & { readonly checkIn: OperationOf<'checkIn'> }) {
  const charge = useLedger(ledger, ({ books: { credits } }) =>
    chargeText(
      credits.posted.billings.get(checkIn.id),
      (id) => credits.policies.types.get(id) ?? { one: id, many: id },
    ),
  );
  const { gate, actor, at, wallAt } = checkIn;
  const isHere = at.device === ledger.device;
  return (
    <>
      <p className={classes['gate']} title={gate}>
        <bdi>{gate}</bdi>
      </p>
      <p className={classes['soft']}>
        {words.by(actor)}
        {isHere && ` · ${words.thisLaptop}`}
        {Math.abs(wallAt - at.ms) > clockSkewMs &&
          ` · ${words.ownClock(exactTimeText(wallAt, ledger.now(), timeZone))}`}
      </p>
      {showsCredits && <p className={classes['charge']}>{charge}</p>}
    </>
  );
}

interface SettleButtonProps {
  readonly guest: string;
  readonly onSettle: () => void;
}

export function SettleButton({ guest, onSettle }: SettleButtonProps) {
  return (
    <Button
      variant="default"
      className={classes['settle'] ?? ''}
      aria-label={words.settleFor(guest)}
      onClick={onSettle}
    >
      {words.settle}
    </Button>
  );
}
