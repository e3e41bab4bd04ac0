import { IconArrowBackUp } from '@tabler/icons-react';
import type { Ledger } from '../ledger/ledger.ts';
import { guestName } from '../ui/guest-name.ts';
import { numberText, signedText } from '../ui/number-text.ts';
import { dayAndTimeText, timeText } from '../ui/time-text.ts';
import classes from './credits-screen.module.css';
import type { StatementLine } from './statement.ts';

interface StatementRowProps {
  readonly line: StatementLine;
  /** 0-based place among all lines, newest first. */
  readonly index: number;
  readonly timeZone: string;
  readonly ledger: Ledger;
}

export function StatementRow({ line, index, timeZone, ledger }: StatementRowProps) {
  const { kind, at, actor, what, amount, balance } = line;
  const whom = whomOf(line, ledger);
  const note = noteOf(line, timeZone);
  return (
    <tr aria-rowindex={index + 2} data-kind={kind} data-returned={line.returnedAt !== undefined}>
      <td>
        <time dateTime={new Date(at).toISOString()}>{dayAndTimeText(at, timeZone)}</time>
      </td>
      <td title={what}>
        <span className={classes['what']}>
          {kind === 'reversal' && <IconArrowBackUp size="1.1rem" aria-hidden />}
          <span className={classes['words']}>
            <span className={classes['rule']} data-noted={note !== undefined}>
              {what}
            </span>
            {note !== undefined && <small>{note}</small>}
          </span>
        </span>
      </td>
      <td title={whom}>
        <bdi>{whom}</bdi>
      </td>
      <td title={actor}>
        <bdi>{actor}</bdi>
      </td>
      <td className={classes['amount']}>{signedText(amount)}</td>
      <td className={classes['left']}>{numberText(balance)}</td>
    </tr>
  );
}

/** The guest; the event's name where its guests are not in memory. */
function whomOf({ eventId, ticketId }: StatementLine, ledger: Ledger): string {
  if (eventId === undefined) return '';
  const event = ledger.event();
  const ticket = ticketId === undefined ? undefined : event?.tickets.get(ticketId);
  if (ticket !== undefined && event?.record.details.id === eventId) return guestName(ticket);
  return ledger.books.events.get(eventId)?.details.name ?? '';
}

/** Links a charge and what came back of it. */
function noteOf({ returnsChargeOf, returnedAt }: StatementLine, timeZone: string): string | undefined {
  if (returnsChargeOf !== undefined) return `for the charge of ${timeText(returnsChargeOf, timeZone)}`;
  return returnedAt === undefined ? undefined : `returned at ${timeText(returnedAt, timeZone)}`;
}
