import type { DeviceId, EventId } from '../../shared/ids.ts';
import type { TimeRange } from './balance-series.ts';
import { deviceOf, whoOf } from './line-facts.ts';
import type { LineKind, StatementLine } from './statement.ts';

/** `cost`: charges of more than nothing. */
export type KindFilter = 'all' | 'cost' | Exclude<LineKind, 'newer'>;

/** An action, or one of the rules that make its price. */
export type RuleFilter = { readonly action: string } | { readonly words: string };

/** Which lines to show: those that every part of it lets through. */
export interface LineFilter extends TimeRange {
  readonly text: string;
  readonly kind: KindFilter;
  readonly who: string | undefined;
  readonly device: DeviceId | undefined;
  readonly eventId: EventId | undefined;
  readonly rule: RuleFilter | undefined;
  /** Lines of every credit type, not only of the one that is looked at. */
  readonly allTypes: boolean;
}

export const everything: LineFilter = {
  text: '',
  kind: 'all',
  who: undefined,
  device: undefined,
  eventId: undefined,
  rule: undefined,
  fromAt: undefined,
  untilAt: undefined,
  allTypes: false,
};

export type LineTest = (line: StatementLine) => boolean;

/**
 * Whether a line is to be shown while one credit type is looked at; lines that move no credits belong to every type.
 * `findText` says whether a line holds the text that is searched for.
 */
export function testOf(filter: LineFilter, type: string | undefined, findText: LineTest): LineTest {
  const { kind, who, device, eventId, rule, fromAt, untilAt, allTypes } = filter;
  const tests: LineTest[] = [];
  if (!allTypes) tests.push((line) => line.type === undefined || line.type === type);
  if (kind === 'cost') tests.push((line) => line.kind === 'charge' && (line.amount ?? 0) < 0);
  else if (kind !== 'all') tests.push((line) => line.kind === kind);
  if (who !== undefined) tests.push((line) => whoOf(line) === who);
  if (device !== undefined) tests.push((line) => deviceOf(line) === device);
  if (eventId !== undefined) tests.push((line) => line.eventId === eventId);
  if (rule !== undefined) tests.push((line) => isByRule(line, rule));
  if (fromAt !== undefined) tests.push((line) => line.at >= fromAt);
  if (untilAt !== undefined) tests.push((line) => line.at < untilAt);
  if (filter.text.trim() !== '') tests.push(findText);
  return (line) => tests.every((test) => test(line));
}

function isByRule({ charge }: StatementLine, rule: RuleFilter): boolean {
  if (charge === undefined) return false;
  return 'action' in rule ? charge.action === rule.action : charge.rules.some(({ words }) => words === rule.words);
}
