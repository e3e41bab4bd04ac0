import canonicalize from 'canonicalize';
import { compareHybridTimes, type HybridTime } from '../clock.ts';
import type { EntryId, OperationId } from '../ids.ts';
import type { Operation, OperationOf } from '../operation.ts';
import type { Charge, Entry } from './entry.ts';
import { foldName } from './fold-name.ts';
import { type Intent, intentOf } from './intent.ts';
import { layerOver, type Shelf } from './shelf.ts';

/** What an operation has been charged so far. Replaced, never changed. */
export interface Billing {
  readonly operation: OperationId;
  /** Its latest charge. */
  readonly charge: Charge;
  /** How much of that has been returned. */
  readonly returned: number;
  /** Whether that charge still stands, in whole or in part. */
  readonly stands: boolean;
  /** Charges and reversals, in the order they were posted. */
  readonly entries: readonly Entry[];
}

/** An operation on something that is paid for once. */
export interface SubjectOperation {
  readonly id: OperationId;
  readonly at: HybridTime;
  readonly intent: Intent;
}

/** All operations on one subject of one action, earliest first. */
export interface SubjectOperations {
  readonly key: string;
  readonly operations: readonly SubjectOperation[];
}

/** What takes back an operation, or a part of it. */
export interface Voids {
  readonly target: OperationId;
  readonly by: readonly { readonly id: OperationId; readonly credits: number | undefined }[];
}

/**
 * What has been posted, by what it is looked up by. It can be rebuilt from the log at any time, and holds references
 * to what is there; the account itself does not need it to be complete.
 */
export interface Posted {
  readonly billings: Shelf<OperationId, Billing>;
  /** All but charges and reversals. */
  readonly others: Shelf<EntryId, Entry>;
  readonly subjects: Shelf<string, SubjectOperations>;
  readonly voids: Shelf<OperationId, Voids>;
}

export function openPosted(): Posted {
  return { billings: new Map(), others: new Map(), subjects: new Map(), voids: new Map() };
}

/** An index that starts as this one is and goes its own way. */
export function branchPosted({ billings, others, subjects, voids }: Posted): Posted {
  return {
    billings: layerOver(billings, ({ operation }) => operation),
    others: layerOver(others, ({ id }) => id),
    subjects: layerOver(subjects, ({ key }) => key),
    voids: layerOver(voids, ({ target }) => target),
  };
}

/** `unknown`: an entry of a newer version of the app, understood after the update. */
export type PostResult = 'new' | 'duplicate' | 'conflict' | 'unknown';

/** Files an entry; one of the same id is a duplicate, or, with other content, a conflict. */
export function fileEntry(posted: Posted, entry: Entry): PostResult {
  switch (entry.kind) {
    case 'charge':
      return fileCharge(posted, entry);
    case 'reversal': {
      const billing = posted.billings.get(entry.charged);
      if (billing === undefined) throw new Error(`Reversal ${entry.id} is of a charge that was never made`);
      const known = billing.entries.find(({ id }) => id === entry.id);
      if (known !== undefined) return compareEntries(known, entry);
      const returned = billing.returned + entry.credits;
      const entries = [...billing.entries, entry];
      posted.billings.set(entry.charged, { ...billing, returned, stands: !entry.whole, entries });
      return 'new';
    }
    case 'grant':
    case 'expiry':
    case 'transfer':
    case 'writeOff':
    case 'revival':
    case 'terms': {
      const known = posted.others.get(entry.id);
      if (known !== undefined) return compareEntries(known, entry);
      posted.others.set(entry.id, entry);
      return 'new';
    }
    default:
      entry satisfies never;
      return 'unknown';
  }
}

function fileCharge(posted: Posted, charge: Charge): PostResult {
  const { operation } = charge;
  const billing = posted.billings.get(operation);
  const known = billing?.entries.find(({ id }) => id === charge.id);
  if (known !== undefined) return compareEntries(known, charge);
  const entries = billing === undefined ? [charge] : [...billing.entries, charge];
  posted.billings.set(operation, { operation, charge, returned: 0, stands: true, entries });
  return 'new';
}

/** Compares the contents of two entries of one id. */
function compareEntries(a: Entry, b: Entry): 'duplicate' | 'conflict' {
  return a === b || canonicalize(a) === canonicalize(b) ? 'duplicate' : 'conflict';
}

/** Takes note of an operation that later ones may refer to; `once` are the actions that are paid once per subject. */
export function fileOperation(posted: Posted, operation: Operation, once: ReadonlySet<string>): void {
  if (operation.kind === 'voidAction') return fileVoid(posted, operation);
  const intent = intentOf(operation);
  if (intent?.subject === undefined || !once.has(intent.action)) return;
  const { id, at } = operation;
  const key = subjectKey(intent.action, intent.subject);
  const operations = posted.subjects.get(key)?.operations ?? [];
  if (operations.some((each) => each.id === id)) return;
  const all = [...operations, { id, at, intent }].sort(
    (a, b) => compareHybridTimes(a.at, b.at) || (a.id < b.id ? -1 : 1),
  );
  posted.subjects.set(key, { key, operations: all });
}

function fileVoid(posted: Posted, { id, target, credits }: OperationOf<'voidAction'>): void {
  const by = posted.voids.get(target)?.by ?? [];
  if (!by.some((each) => each.id === id)) posted.voids.set(target, { target, by: [...by, { id, credits }] });
}

/** Whether voids have taken back all of an action. */
export function isVoided({ billings, voids }: Posted, id: OperationId): boolean {
  const by = voids.get(id)?.by;
  if (by === undefined || by.some(({ credits }) => credits === undefined)) return by !== undefined;
  const charged = billings.get(id)?.charge.credits ?? Infinity;
  return by.reduce((sum, { credits = 0 }) => sum + credits, 0) >= charged;
}

export function subjectKey(action: string, subject: string): string {
  return `${action} ${foldName(subject)}`;
}
