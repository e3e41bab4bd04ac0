import type { Charge, Entry, PricedLine, Reversal, TermsChange, Transfer } from '../../shared/credit/entry.ts';
import type { Policies } from '../../shared/credit/ledger.ts';
import type { EntryId } from '../../shared/ids.ts';
import { creditsText, numberText } from '../ui/number-text.ts';
import { words } from './credits-words.ts';
import type { Statement } from './statement.ts';

interface Surroundings {
  readonly statement: Pick<Statement, 'lots' | 'policies'>;
  /** What a reversal returns. */
  readonly charge: Charge | undefined;
  /** The expiry is of what came back after the lot's end. */
  readonly isLate: boolean;
}

/** What an entry was, in the words of the rule that made it. */
export function wordsOf(entry: Entry, { statement, charge, isLate }: Surroundings): string {
  switch (entry.kind) {
    case 'grant':
      return entry.lot.words;
    case 'charge':
      return rulesText(entry.rules);
    case 'reversal':
      return reversalText(entry, charge);
    case 'expiry': {
      const lot = lotText(entry.lot, statement);
      return isLate ? words.expiredAtOnce(lot) : words.expired(lot);
    }
    case 'transfer':
      return transferText(entry, statement);
    case 'writeOff':
      return words.writtenOff(lotText(entry.lot, statement));
    case 'revival':
      return words.revived(lotText(entry.lot, statement));
    case 'terms':
      return termsText(entry.change, statement.policies);
    default:
      entry satisfies never;
      return words.newerEntry;
  }
}

function reversalText({ credits }: Reversal, charge: Charge | undefined): string {
  if (charge === undefined) return words.returned;
  const what = rulesText(charge.rules);
  if (charge.credits === 0) return words.takenBack(what);
  return credits === charge.credits ? words.returnedAll(what) : words.returnedInPart(what);
}

/** `212 × Sending an email: 1 credit for each recipient` */
function rulesText(rules: readonly PricedLine[]): string {
  if (rules.length === 0) return words.nothingToPay;
  return rules.map(({ words: rule, times }) => (times === 1 ? rule : `${numberText(times)} × ${rule}`)).join(', ');
}

function transferText({ type, from, credits, held }: Transfer, statement: Surroundings['statement']): string {
  const lot = lotText(from, statement);
  const amount = creditsText(credits, statement.policies.types.get(type) ?? { one: type, many: type });
  if (held === undefined) return words.backFromLaptop(amount, lot);
  return credits === 0 ? words.setAsideLonger(lot) : words.setAside(amount, lot);
}

function lotText(id: EntryId, { lots }: Surroundings['statement']): string {
  return lots.get(id)?.words ?? id;
}

function termsText(change: TermsChange, { byId, types }: Policies): string {
  switch (change.what) {
    case 'policies':
      return words.chargedBy(change.policies.map((id) => byId.get(id)?.name ?? id).join(', '), change.timeZone);
    case 'plan': {
      const policy = byId.get(change.policy);
      const plan = policy?.plans.find(({ id }) => id === change.plan)?.name ?? change.plan;
      return words.plan(policy?.name ?? change.policy, plan);
    }
    case 'member': {
      const limits = Object.entries(change.limits).map(([type, credits]) =>
        creditsText(credits, types.get(type) ?? { one: type, many: type }),
      );
      return limits.length === 0 ? words.noLimit(change.member) : words.limit(change.member, limits.join(', '));
    }
    case 'billing-contact':
      return words.billingContact(change.contact);
    default:
      change satisfies never;
      return words.newerEntry;
  }
}
