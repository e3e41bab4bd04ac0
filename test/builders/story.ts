import { expect } from 'vitest';
import type { Draw, Entry, TermsChange } from '../../src/shared/credit/entry.ts';
import type { EntryId } from '../../src/shared/ids.ts';
import type { Operation } from '../../src/shared/operation.ts';
import type { Till } from './till.ts';

/** What happens, the lines that it adds to the ledger, and the balance after it. */
export interface Step {
  readonly take: Operation;
  readonly posts: readonly string[];
  readonly balance?: number;
}

/** Takes each step and looks at its lines and the balance of the till's first credit type. */
export function follow(till: Till, steps: readonly Step[]): void {
  for (const { take, posts, balance } of steps) {
    expect(inWords(till.take(take))).toEqual(posts);
    if (balance !== undefined) expect(till.holding().balance).toBe(balance);
  }
}

/** Ledger lines as a person reads them: `spent 3: welcome 2, debt 1`. Lots go by their names. */
export function inWords(entries: readonly Entry[]): readonly string[] {
  return entries.map((entry) => {
    switch (entry.kind) {
      case 'grant':
        return `granted ${String(entry.lot.credits)}: ${lotName(entry.lot.id)}`;
      case 'charge':
        return line('spent', entry.credits, [...drawn(entry.draws), ...owed(entry.debt)]);
      case 'reversal':
        return line('returned', entry.credits, [...owed(entry.debt), ...drawn(entry.repaid), ...drawn(entry.draws)]);
      case 'expiry':
        return `expired ${String(entry.credits)}: ${lotName(entry.lot)}`;
      case 'transfer':
        return `moved ${String(entry.credits)}: ${lotName(entry.from)} to ${lotName(entry.to)}`;
      case 'writeOff':
        return `wrote off ${String(entry.credits)}: ${lotName(entry.lot)}`;
      case 'revival':
        return `revived ${String(entry.credits)}: ${lotName(entry.lot)}`;
      case 'terms':
        return `agreed: ${agreement(entry.change)}`;
    }
  });
}

function line(what: string, credits: number, parts: readonly string[]): string {
  return parts.length === 0 ? `${what} ${String(credits)}` : `${what} ${String(credits)}: ${parts.join(', ')}`;
}

function drawn(draws: readonly Draw[]): readonly string[] {
  return draws.map(({ lot, credits }) => `${lotName(lot)} ${String(credits)}`);
}

function owed(debt: number): readonly string[] {
  return debt === 0 ? [] : [`debt ${String(debt)}`];
}

/**
 * An allowance's lot as `month 0`, one that came with an upgrade as `month 0 growth`, a bought one as `pack`; what a
 * laptop holds of one as `held month 0`.
 */
function lotName(id: EntryId): string {
  const [of, lease] = id.split('/lease/');
  if (of !== undefined && lease !== undefined) return `held ${lotName(of as EntryId)}`;
  const [, every, index, plan] = /allowance\/(month|year)\/-?\d+\/(\d+)(?:\/(.+))?$/.exec(id) ?? [];
  if (every !== undefined) return [every, index, plan].filter((part) => part !== undefined).join(' ');
  return id.endsWith('/pack') ? 'pack' : id;
}

function agreement(change: TermsChange): string {
  switch (change.what) {
    case 'policies':
      return change.policies.join(' and ');
    case 'plan':
      return change.plan;
    case 'member':
      return change.member;
    case 'billing-contact':
      return change.contact;
  }
}
