import * as v from 'valibot';
import type { OperationId } from '../ids.ts';
import type { Money } from '../ticket.ts';

/**
 * Why a scan admits nobody, in order of precedence: the first that applies wins.
 * Codes follow pretix's check-in API where it has one.
 */
export const refusalCodes = [
  'invalid',
  'wrong_event',
  'canceled',
  'blocked',
  'unapproved',
  'invalid_time',
  'product',
  'unpaid',
  'rules',
  'already_redeemed',
] as const;

export const refusalCodeSchema = v.picklist(refusalCodes);
export type RefusalCode = (typeof refusalCodes)[number];

/** Where and when a ticket was admitted before. */
export interface EarlierAdmission {
  /** Absent when the guest list itself said that the guest had arrived. */
  readonly operationId?: OperationId;
  /** UTC milliseconds. */
  readonly at: number;
  readonly gate: string;
  readonly actor: string;
}

/** What an entry rule of the list says no to. */
export type FailedRule =
  | { readonly rule: 'entries-per-day'; readonly limit: number }
  | { readonly rule: 'capacity'; readonly limit: number };

/** What the door does with one scan. The list is closed; refusals take precedence in the order of `refusalCodes`. */
export type Verdict =
  | { readonly outcome: 'refuse'; readonly code: 'invalid' | 'canceled' | 'blocked' | 'unapproved' }
  | { readonly outcome: 'refuse'; readonly code: 'wrong_event'; readonly eventName: string }
  | { readonly outcome: 'refuse'; readonly code: 'invalid_time'; readonly fromAt?: number; readonly untilAt?: number }
  | {
      readonly outcome: 'refuse';
      readonly code: 'product';
      readonly ticketType: string;
      /** Lists of this event that do admit the ticket type. */
      readonly admittedOn: readonly string[];
    }
  | { readonly outcome: 'refuse'; readonly code: 'unpaid'; readonly due?: Money }
  | { readonly outcome: 'refuse'; readonly code: 'rules'; readonly failed: FailedRule }
  | {
      readonly outcome: 'already';
      readonly code: 'already_redeemed';
      readonly earlier: EarlierAdmission;
      readonly inside: boolean;
    }
  | { readonly outcome: 'admit'; readonly code: 'attention'; readonly note: string }
  | { readonly outcome: 'admit'; readonly code: 'ok' }
  | { readonly outcome: 'exit'; readonly code: 'ok' };

export type VerdictCode = Verdict['code'];
