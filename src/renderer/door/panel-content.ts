import { type CreditLedger, ruleOf } from '../../shared/credit/ledger.ts';
import { priceOf } from '../../shared/credit/price.ts';
import { unreachable } from '../../shared/unreachable.ts';
import { guestName } from '../ui/guest-name.ts';
import { creditsText } from '../ui/number-text.ts';
import type { Direction } from './check-in.ts';
import type { Shown } from './door-state.ts';
import { failureWords } from './failure-words.ts';
import { undoneCredits, undoneStanding } from './undo-words.ts';
import { verdictReason } from './verdict-reason.ts';
import { verdictKey, verdictWords } from './verdict-words.ts';

/** The panel's colour and icon. */
export type PanelLook =
  | 'ready'
  | 'admit'
  | 'attention'
  | 'already'
  | 'refuse'
  | 'exit'
  | 'choose'
  | 'undone'
  | 'not-recorded';

/** Everything the panel says, in reading order. */
export interface PanelContent {
  readonly look: PanelLook;
  /** For those who look at the page from outside: what it came to, and why. */
  readonly outcome: string;
  readonly code: string;
  readonly order?: string;
  readonly word: string;
  readonly name?: string;
  /** Ticket type and company. */
  readonly ticket?: string;
  readonly reason?: string;
  readonly advice?: string;
  readonly credits?: CreditsLine;
}

interface CreditsLine {
  readonly amount: string;
  readonly rule: string;
}

/** What the words refer to. */
export interface PanelSetting {
  readonly direction: Direction;
  readonly listName: string;
  readonly timeZone: string;
  readonly ledger: CreditLedger;
  /** Whether this laptop tells what things cost. */
  readonly showsCredits: boolean;
}

const readyWords = {
  entry: { word: 'Ready', reason: 'Scan a ticket, or type a name, an order or a code.' },
  exit: { word: 'Ready for exits', reason: 'Scan a ticket, or type a name: the guest is checked out.' },
} as const satisfies Record<Direction, Pick<PanelContent, 'word' | 'reason'>>;

export function panelContent(shown: Shown, setting: PanelSetting): PanelContent {
  switch (shown.kind) {
    case 'ready':
      return { look: 'ready', outcome: 'none', code: 'none', ...readyWords[setting.direction] };
    case 'verdict':
      return verdictContent(shown, setting);
    case 'choose':
      return {
        look: 'choose',
        outcome: 'choose',
        code: 'ambiguous',
        word: 'Which guest?',
        reason: `${String(shown.total)} tickets share the code “${shown.scanned}”.`,
        advice: 'Choose who is here. Nothing is recorded yet.',
      };
    case 'undone':
      return {
        look: 'undone',
        outcome: 'undone',
        code: 'undone',
        word: 'Undone',
        reason: `${[undoneStanding(shown.result), ...(setting.showsCredits ? [undoneCredits(shown.result)] : [])].join(', ')}.`,
      };
    case 'nothing-to-undo':
      return {
        look: 'undone',
        outcome: 'undone',
        code: 'nothing',
        word: 'Nothing to undo',
        reason: 'No check-in or check-out of this laptop on this list is left to take back.',
      };
    case 'not-recorded':
      return {
        look: 'not-recorded',
        outcome: 'not-recorded',
        code: shown.reason,
        order: 'Do not admit',
        word: 'Not recorded',
        ...failureWords[shown.reason],
      };
    default:
      return unreachable(shown);
  }
}

type ShownVerdict = Extract<Shown, { kind: 'verdict' }>;

function verdictContent(shown: ShownVerdict, setting: PanelSetting): PanelContent {
  const { verdict, ticket, at } = shown.result;
  const reason = verdictReason(verdict, { ...setting, ...shown.result });
  const credits = setting.showsCredits ? creditsLine(shown, setting.ledger) : undefined;
  return {
    look: verdict.code === 'attention' ? 'attention' : verdict.outcome,
    outcome: verdict.outcome,
    code: verdict.code,
    ...verdictWords[verdictKey(verdict, at)],
    ...(ticket === undefined ? {} : { name: guestName(ticket), ticket: ticketLine(ticket) }),
    ...(reason === undefined ? {} : { reason }),
    ...(credits === undefined ? {} : { credits }),
  };
}

function ticketLine({
  ticketType,
  company,
}: {
  readonly ticketType: string;
  readonly company?: string | undefined;
}): string {
  return company === undefined ? ticketType : `${ticketType} · ${company}`;
}

/** What it cost, with the words of the rule. */
function creditsLine({ result: { verdict, charge } }: ShownVerdict, ledger: CreditLedger): CreditsLine | undefined {
  switch (verdict.outcome) {
    case 'admit':
      return charge && { amount: creditsText(charge.credits), rule: charge.rules.map(({ words }) => words).join(', ') };
    case 'exit':
      return {
        amount: creditsText(0),
        rule: checkOutWords(ledger),
      };
    case 'refuse':
    case 'already':
      return { amount: creditsText(0), rule: 'A refusal costs nothing' };
    default:
      return unreachable(verdict);
  }
}

/** A check-out costs nothing in any system; a policy that names it has its own words for that (GM-5). */
function checkOutWords(ledger: CreditLedger): string {
  const found = ruleOf(ledger, 'checkOut');
  return found === undefined ? 'Checking out: free' : priceOf(found.rule, {}).words;
}
