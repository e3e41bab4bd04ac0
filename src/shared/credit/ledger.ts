import type { Operation } from '../operation.ts';
import { type Account, branchAccount, openAccount, openHolding } from './account.ts';
import { openContract } from './contract.ts';
import type { Entry } from './entry.ts';
import { armNotices, raiseNotices } from './notice.ts';
import type { ActionRule, CreditTypeRule, Policy } from './policy.ts';
import { branchPosted, fileEntry, fileOperation, openPosted, type Posted, type PostResult } from './posted.ts';
import { postEntry } from './post.ts';

/** The policies that there are, looked up by what the engine needs of them. */
export interface Policies {
  readonly byId: ReadonlyMap<string, Policy>;
  /** Of two that have one id, that of the earlier policy. */
  readonly types: ReadonlyMap<string, CreditTypeRule>;
  /** Actions that are paid once per subject. */
  readonly once: ReadonlySet<string>;
}

export function openPolicies(policies: readonly Policy[]): Policies {
  const actions = policies.flatMap((policy) => Object.entries(policy.actions));
  const creditTypes = policies.flatMap((policy) => policy.creditTypes);
  return {
    byId: new Map(policies.map((policy) => [policy.id, policy])),
    types: new Map([...creditTypes].reverse().map((type) => [type.id, type])),
    once: new Set(actions.flatMap(([action, { once }]) => (once === undefined ? [] : [action]))),
  };
}

/**
 * What may be asked for on credit types that are refused at zero: anything that the account has, or, on a laptop
 * that shares the account with others, only what it holds itself. What has happened is settled all the same.
 */
export type Spending = 'any' | 'held-only';

/** An organisation's append-only credit ledger, as a projection in memory: the account, and what has been posted. */
export interface CreditLedger {
  readonly policies: Policies;
  readonly account: Account;
  readonly posted: Posted;
  /** Grants by hand that contradict a lot which is there under their id: not posted, and an alarm. */
  readonly conflicts: Entry[];
  readonly spending: Spending;
}

/** An empty ledger of an organisation that is charged by the first of the policies, until it chooses. */
export function openCreditLedger(policies: Policies, spending: Spending = 'any'): CreditLedger {
  const [first] = policies.byId.keys();
  const chosen = first === undefined ? [] : [first];
  return { policies, account: openAccount(openContract(chosen)), posted: openPosted(), conflicts: [], spending };
}

/** A ledger that starts as this one is and goes its own way: for trying out what an action would do. */
export function branchLedger({ policies, account, posted, spending }: CreditLedger): CreditLedger {
  return { policies, account: branchAccount(account), posted: branchPosted(posted), conflicts: [], spending };
}

/** Posts one entry. One that is there already changes nothing, whatever it says. */
export function post({ policies, account, posted }: CreditLedger, entry: Entry): PostResult {
  const result = fileEntry(posted, entry);
  if (result !== 'new') return result;
  const charged = entry.kind === 'reversal' ? posted.billings.get(entry.charged)?.charge : undefined;
  postEntry(account, entry, charged);
  // A refill counts before the action that brings it to light: that one may cross again (GM-7).
  const rule = entry.kind === 'grant' ? policies.types.get(entry.lot.type) : undefined;
  if (entry.kind === 'grant' && rule !== undefined) armNotices(openHolding(account, entry.lot.type), rule);
  return result;
}

/** Posts an entry and returns it; nothing where it is there already. */
export function postNew<E extends Entry>(ledger: CreditLedger, entry: E): readonly E[] {
  return post(ledger, entry) === 'new' ? [entry] : [];
}

/**
 * Takes in an operation with the entries that it posted when it was accepted. Returns those of them that contradict
 * what the ledger holds under the same id.
 */
export function record(ledger: CreditLedger, operation: Operation, entries: readonly Entry[]): readonly Entry[] {
  const conflicts = entries.filter((entry) => post(ledger, entry) === 'conflict');
  fileOperation(ledger.posted, operation, ledger.policies.once);
  closeOperation(ledger, operation);
  return conflicts;
}

/** Takes in a row that the account has had already: only what later operations may refer to. */
export function fileRow({ policies, posted }: CreditLedger, operation: Operation, entries: readonly Entry[]): void {
  for (const entry of entries) fileEntry(posted, entry);
  fileOperation(posted, operation, policies.once);
}

/** What is due once all of an operation's entries are posted: notices, and since when the balance is negative. */
export function closeOperation({ policies, account }: CreditLedger, { id, at }: Operation): void {
  for (const holding of account.holdings.values()) {
    const rule = policies.types.get(holding.type);
    if (rule !== undefined) raiseNotices(account, holding, rule, id, at.ms);
    if (holding.balance >= 0) holding.negativeSince = undefined;
    else holding.negativeSince ??= { at: at.ms, operation: id };
  }
}

/** The rule of an action: that of the first policy chosen which has one. */
export function ruleOf(
  { policies, account }: CreditLedger,
  action: string,
): { readonly policy: Policy; readonly rule: ActionRule } | undefined {
  for (const id of account.contract.policies) {
    const policy = policies.byId.get(id);
    const rule = policy?.actions[action];
    if (policy !== undefined && rule !== undefined) return { policy, rule };
  }
  return undefined;
}
