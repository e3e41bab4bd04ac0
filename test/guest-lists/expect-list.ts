import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { type ParseOptions, type ParsedList, parseGuestList } from '../../src/renderer/import/parse-guest-list.ts';
import type { FormatId } from '../../src/shared/guest-list/format.ts';
import type { TicketDraft } from '../../src/shared/ticket.ts';

/** Noon at the door. */
export const readAt = Date.UTC(2026, 10, 23, 12);

export function parseOptions(overrides: Partial<ParseOptions> = {}): ParseOptions {
  const { signal } = new AbortController();
  return { timeZone: 'Europe/Berlin', readAt, onProgress: () => undefined, signal, ...overrides };
}

/** A committed guest list of the folder `fixtures/guest-lists`. */
export async function readFixture(name: string): Promise<Blob> {
  return new Blob([await readFile(new URL(`../fixtures/guest-lists/${name}`, import.meta.url))]);
}

/** Parses what must be a guest list. */
export async function parseList(file: Blob, overrides: Partial<ParseOptions> = {}): Promise<ParsedList> {
  const result = await parseGuestList(file, parseOptions(overrides));
  expect(result).toMatchObject({ kind: 'parsed' });
  return result as ParsedList;
}

/** A free ticket that may come in, unless said otherwise. */
export function draft(facts: Partial<TicketDraft>): TicketDraft {
  return {
    position: 1,
    name: '',
    ticketType: '',
    fee: 'none',
    status: 'valid',
    paid: true,
    attention: false,
    ...facts,
  };
}

/** A ticket's price, and with it whether it carries a fee. */
export function cents(minor: number, currency = ''): Pick<TicketDraft, 'price' | 'fee'> {
  return { price: { minor, currency }, fee: minor === 0 ? 'none' : 'per-ticket' };
}

export interface ExpectedList {
  readonly formatId: FormatId;
  readonly encoding: ParsedList['encoding'];
  readonly rowCount: number;
  readonly drafts: readonly (readonly [line: number, draft: TicketDraft])[];
  /** The message holds these words. */
  readonly problems: readonly (readonly [line: number, severity: 'error' | 'warning', words: string])[];
}

/** That a committed list is recognised and reads as somebody wrote down by hand, and that no row of it is lost. */
export async function expectList(file: string, expected: ExpectedList): Promise<void> {
  const list = await parseList(await readFixture(file));

  const { formatId, encoding, rowCount, drafts, problems } = expected;
  expect(list).toMatchObject({ formatId, encoding, rowCount });
  expect(list.lines.map((line, index) => [line, list.drafts[index]])).toEqual(drafts);
  const found = list.problems.map(({ line, severity, message }) => [line, severity, message]);
  expect(found).toEqual(problems.map(([line, severity, words]) => [line, severity, expect.stringContaining(words)]));
  const leftOut = problems.filter(([, severity]) => severity === 'error').length;
  expect(new Set(list.lines).size + leftOut).toBe(rowCount);
}
