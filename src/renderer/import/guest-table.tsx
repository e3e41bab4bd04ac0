import { Box } from '@mantine/core';
import { changedFields } from '../../shared/guest-list/match.ts';
import type { TicketDraft } from '../../shared/ticket.ts';
import { guestName } from '../ui/guest-name.ts';
import { moneyText, numberText } from '../ui/number-text.ts';
import { dateAndTimeText } from '../ui/time-text.ts';
import classes from './guest-table.module.css';
import type { PreviewGuest } from './import-protocol.ts';
import { fateWords, fieldWords, statusText, statusWords, words } from './import-words.ts';

interface GuestTableProps {
  readonly guests: readonly PreviewGuest[];
  /** Whether it is known what becomes of each guest. */
  readonly matched: boolean;
  readonly timeZone: string;
}

const columns = ['line', 'fate', 'name', 'type', 'code', 'order', 'price', 'status', 'arrived'] as const;

/** Guests as they would come in. */
export function GuestTable({ guests, matched, timeZone }: GuestTableProps) {
  const shown = columns.filter((column) => matched || column !== 'fate');
  return (
    // Reachable by keyboard, since it scrolls.
    <Box component="section" className={classes['scroll'] ?? ''} aria-label={words.guestTable} tabIndex={0}>
      <table className={classes['table']} data-matched={matched || undefined}>
        <thead>
          <tr>
            {shown.map((column) => (
              <th key={column} data-column={column}>
                {words.table[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {guests.map((guest, index) => (
            // Plus-ones share their host's line.
            <GuestRow
              key={`${String(guest.line)} ${String(index)}`}
              guest={guest}
              matched={matched}
              timeZone={timeZone}
            />
          ))}
        </tbody>
      </table>
    </Box>
  );
}

interface GuestRowProps extends Omit<GuestTableProps, 'guests'> {
  readonly guest: PreviewGuest;
}

function GuestRow({ guest, matched, timeZone }: GuestRowProps) {
  const { line, fate, draft } = guest;
  return (
    <tr>
      <td className={classes['number']}>{numberText(line)}</td>
      {matched && (
        <td>
          <span className={classes['fate']} data-fate={fate}>
            {fateWords[fate]}
          </span>
        </td>
      )}
      <td className={classes['name']}>
        <Long text={guestName(draft)} />
        {guest.change !== undefined && <Changes {...guest.change} />}
      </td>
      <td>
        <Long text={draft.ticketType} />
      </td>
      <td className={classes['code']}>
        <Long text={draft.code ?? ''} />
      </td>
      <td className={classes['code']}>
        <Long text={draft.orderCode ?? ''} />
      </td>
      <td className={classes['number']}>{priceText(draft)}</td>
      <td>{statusText(draft)}</td>
      <td>{draft.arrivedAt === undefined ? '' : dateAndTimeText(draft.arrivedAt, timeZone)}</td>
    </tr>
  );
}

/** One line, cut at the column's width; all of it as the tooltip. */
function Long({ text }: { readonly text: string }) {
  return (
    <div className={classes['long']} title={text}>
      <bdi>{text}</bdi>
    </div>
  );
}

/** `name was Ana Ruiz, email` */
function Changes({ before, after }: NonNullable<PreviewGuest['change']>) {
  const changes = changedFields(before, after).map((field) => {
    const value = field === 'status' ? statusWords[before.status] : before[field];
    return typeof value === 'string' && value !== '' ? words.was(fieldWords[field], value) : fieldWords[field];
  });
  return (
    <div className={classes['changes']}>
      <Long text={changes.join(', ')} />
    </div>
  );
}

function priceText({ fee, price }: TicketDraft): string {
  if (price === undefined || price.minor === 0) return fee === 'none' ? words.free : '';
  return fee === 'none' ? `${words.free} (${moneyText(price)})` : moneyText(price);
}
