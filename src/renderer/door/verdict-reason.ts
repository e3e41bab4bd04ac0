import type { EarlierAdmission, FailedRule, Verdict } from '../../shared/admission/verdict.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { unreachable } from '../../shared/unreachable.ts';
import { countText, moneyText } from '../ui/number-text.ts';
import { nearbyTimeText } from '../ui/time-text.ts';

/** What the reason's words refer to. */
export interface VerdictSetting {
  readonly scanned: string;
  readonly ticket: Ticket | undefined;
  readonly listName: string;
  /** The event's IANA zone: all times are said in it. */
  readonly timeZone: string;
  /** When the scan was, in UTC milliseconds. */
  readonly at: number;
}

/** Why, in a sentence or two; undefined where the word says it all. */
export function verdictReason(verdict: Verdict, setting: VerdictSetting): string | undefined {
  switch (verdict.code) {
    case 'invalid':
      return `No ticket of this event has the code “${setting.scanned}”.`;
    case 'wrong_event':
      return `A ticket for “${verdict.eventName}”.`;
    case 'canceled':
      return 'The order or ticket was cancelled or refunded.';
    case 'blocked':
      return 'An organiser has blocked this ticket.';
    case 'unapproved':
      return 'The order still waits for approval.';
    case 'invalid_time':
      return validityReason(verdict, setting);
    case 'product':
      return ticketTypeReason(verdict, setting);
    case 'unpaid':
      return verdict.due === undefined ? 'The order has not been paid.' : `${moneyText(verdict.due)} to pay.`;
    case 'rules':
      return ruleReason(verdict.failed);
    case 'already_redeemed':
      return earlierReason(verdict.earlier, verdict.inside, setting);
    case 'attention':
      return verdict.note === '' ? 'Marked for special attention.' : verdict.note;
    case 'ok':
      return undefined;
    default:
      return unreachable(verdict);
  }
}

/** Valid from the first instant (inclusive) until the second (exclusive). */
function validityReason(
  { fromAt, untilAt }: { readonly fromAt?: number; readonly untilAt?: number },
  { at, timeZone }: VerdictSetting,
): string {
  const span = [
    ...(fromAt === undefined ? [] : [`from ${nearbyTimeText(fromAt, at, timeZone)}`]),
    ...(untilAt === undefined ? [] : [`until ${nearbyTimeText(untilAt, at, timeZone)}`]),
  ].join(' ');
  return fromAt !== undefined && at < fromAt ? `Valid ${span}.` : `It was valid ${span}.`;
}

function ticketTypeReason(
  { ticketType, admittedOn }: { readonly ticketType: string; readonly admittedOn: readonly string[] },
  { listName }: VerdictSetting,
): string {
  const here = `“${ticketType}” is not admitted on “${listName}”.`;
  if (admittedOn.length === 0) return `${here} No other list admits it either: ask the organiser.`;
  return `${here} Send the guest to ${admittedOn.map((name) => `“${name}”`).join(' or ')}.`;
}

function ruleReason(failed: FailedRule): string {
  switch (failed.rule) {
    case 'entries-per-day':
      return `This list admits a guest ${failed.limit === 1 ? 'once' : countText(failed.limit, 'time')} a day, and that is used up.`;
    case 'capacity':
      return `Full: ${countText(failed.limit, 'guest')} may be inside at once. When somebody leaves, scan again.`;
    default:
      return unreachable(failed);
  }
}

function earlierReason(earlier: EarlierAdmission, inside: boolean, { at, timeZone }: VerdictSetting): string {
  const when = nearbyTimeText(earlier.at, at, timeZone);
  const now = inside ? 'inside now' : 'gone since';
  if (earlier.operationId === undefined) return `The imported list says: arrived ${when}, ${now}.`;
  const where = earlier.gate === '' ? '' : ` at ${earlier.gate}`;
  const who = earlier.actor === '' ? '' : ` by ${earlier.actor}`;
  return `Let in ${when}${where}${who}, ${now}.`;
}
