import { compareHybridTimes, type HybridTime } from '../../shared/clock.ts';
import type { CheckInList } from '../../shared/event.ts';
import type { Operation, OperationOf } from '../../shared/operation.ts';
import { unreachable } from '../../shared/unreachable.ts';
import type { Books, EventOperation, EventRecord } from './books.ts';

type Records = Pick<Books, 'events' | 'early'>;

/** Puts an operation among others. */
export type Place = <O extends Operation>(operations: O[], operation: O) => void;

/** By time. The id decides only between two readings of one clock, which a cloned profile can make. */
function compareOperations(a: Operation, b: Operation): number {
  return compareHybridTimes(a.at, b.at) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Puts an operation in its place in time: mostly the last one. */
function placeInTime<O extends Operation>(operations: O[], operation: O): void {
  const last = operations.at(-1);
  if (last === undefined || compareOperations(last, operation) <= 0) {
    operations.push(operation);
    return;
  }
  let low = 0;
  let high = operations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = operations[middle];
    if (other !== undefined && compareOperations(other, operation) <= 0) low = middle + 1;
    else high = middle;
  }
  operations.splice(low, 0, operation);
}

/** For very many at once: they are sorted afterwards. */
export function placeLast<O extends Operation>(operations: O[], operation: O): void {
  operations.push(operation);
}

export function sortRecords({ events }: Records): void {
  for (const { imports, atDoor, settlements } of events.values()) {
    for (const operations of [imports, atDoor, settlements] as Operation[][]) operations.sort(compareOperations);
  }
}

/** Takes in what an operation says about an event. False for one that this version does not know. */
export function enterOperation(records: Records, operation: Operation, place: Place = placeInTime): boolean {
  switch (operation.kind) {
    case 'createEvent':
      enterEvent(records, operation, place);
      return true;
    case 'defineList':
    case 'importTickets':
    case 'checkIn':
    case 'checkOut':
    case 'undo':
    case 'refuseScan':
    case 'settleConflict': {
      const record = records.events.get(operation.eventId);
      if (record === undefined) keepEarly(records, operation);
      else enterInRecord(record, operation, place);
      return true;
    }
    case 'takeLease':
    case 'returnLease':
    case 'writeOffLease':
    case 'choosePolicy':
    case 'changePlan':
    case 'buyPack':
    case 'grantCredits':
    case 'earnBonus':
    case 'defineMember':
    case 'setBillingContact':
    case 'voidAction':
    case 'issueTickets':
    case 'sendEmail':
    case 'printBadge':
    case 'createInvites':
    case 'createPortal':
    case 'allocateInvites':
    case 'assignPortal':
    case 'createInvoice':
    case 'downloadInvoice':
    case 'emailInvoice':
    case 'enablePaymentButton':
    case 'unlockLead':
    case 'uploadLeads':
    case 'contactLeads':
      return true;
    default:
      operation satisfies never;
      return false;
  }
}

/** An event that is known already keeps what it has; of two descriptions the later one holds. */
function enterEvent({ events, early }: Records, { event, at }: OperationOf<'createEvent'>, place: Place): void {
  let record = events.get(event.id);
  if (record === undefined) {
    record = {
      details: event,
      detailedAt: at,
      lists: new Map(),
      listedAt: new Map(),
      imports: [],
      atDoor: [],
      settlements: [],
    };
    events.set(event.id, record);
  } else if (compareHybridTimes(at, record.detailedAt) > 0) {
    record.details = event;
    record.detailedAt = at;
  }
  enterList(record, event.firstList, at);
  for (const operation of early.get(event.id) ?? []) enterInRecord(record, operation, place);
  early.delete(event.id);
}

function keepEarly({ early }: Records, operation: EventOperation): void {
  const others = early.get(operation.eventId);
  if (others === undefined) early.set(operation.eventId, [operation]);
  else others.push(operation);
}

function enterInRecord(record: EventRecord, operation: EventOperation, place: Place): void {
  switch (operation.kind) {
    case 'defineList':
      return enterList(record, operation.list, operation.at);
    case 'importTickets':
      return place(record.imports, operation);
    case 'settleConflict':
      return place(record.settlements, operation);
    case 'checkIn':
    case 'checkOut':
    case 'undo':
    case 'refuseScan':
      return place(record.atDoor, operation);
    default:
      return unreachable(operation);
  }
}

/** The later definition of a list holds, whichever comes first. */
function enterList({ lists, listedAt }: EventRecord, list: CheckInList, at: HybridTime): void {
  const before = listedAt.get(list.id);
  if (before !== undefined && compareHybridTimes(at, before) <= 0) return;
  lists.set(list.id, list);
  listedAt.set(list.id, at);
}
