import { auditBooks } from '../builders/audit-books.ts';
import { isLeasable } from '../../src/shared/credit/lease.ts';
import { type CreditLedger, openCreditLedger, record } from '../../src/shared/credit/ledger.ts';
import { policies } from '../../src/shared/credit/policies/built-in.ts';
import { takeSnapshot } from '../../src/shared/credit/snapshot.ts';
import { foldHistory } from '../../src/shared/admission/history.ts';
import { isOnTicket } from '../../src/shared/operation.ts';
import { chainOn } from '../../src/server/store/chain.ts';
import canonicalize from 'canonicalize';
import { arrivalOf, fileImports, groupByTicket } from './event-picture.ts';
import type { ServerContents } from './server-contents.ts';
import type { World } from './world.ts';

/** Looks at what the server holds. Returns its credit ledger, made of its rows alone. */
export function checkServer(world: World, server: ServerContents): CreditLedger {
  checkChain(world, server);
  const ledger = replay(world, server);
  const [here, there] = [sorted(takeSnapshot(ledger.account)), sorted(JSON.parse(server.account))];
  if (here !== there) world.fail(`The server's account is not what its rows come to: ${firstDifference(there, here)}`);
  checkCharges(world, server, ledger);
  if (server.alarms > 0) world.fail('A laptop has told the server that their balances differ');
  return ledger;
}

/** Positions have no gap, and each row follows from the one before. */
function checkChain(world: World, { rows, position, chain: end }: ServerContents): void {
  let chain = '0'.repeat(64) as ServerContents['chain'];
  for (const [index, row] of rows.entries()) {
    if (row.position !== index + 1) world.fail(`Position ${String(index + 1)} of the log is ${String(row.position)}`);
    chain = chainOn(chain, row.operationText, row.entriesText);
    if (row.chain !== chain) world.fail(`The row at ${String(row.position)} does not follow from the one before`);
    if (row.id !== row.operation.id) world.fail(`The row at ${String(row.position)} holds another operation`);
  }
  if (position !== rows.length || chain !== end) world.fail('The log does not end where its head says');
}

/** Posts each row's entries, and watches the balances on the way. */
function replay(world: World, { rows }: ServerContents): CreditLedger {
  const ledger = openCreditLedger(policies);
  for (const { operation, entries, position } of rows) {
    const conflicts = record(ledger, operation, entries);
    if (conflicts.length > 0) world.fail(`The row at ${String(position)} contradicts an earlier one`);
    countEntries(world, entries);
    checkLimits(world, ledger, position);
  }
  try {
    auditBooks(ledger.account);
  } catch (error) {
    world.fail(`The server's books: ${String(error)}`);
  }
  return ledger;
}

function countEntries({ counters }: World, entries: ServerContents['rows'][number]['entries']): void {
  for (const entry of entries) {
    if (entry.kind === 'transfer' && entry.held !== undefined) counters.count('leases');
    if (entry.kind === 'revival') counters.count('credits found again');
    if (entry.kind === 'expiry') counters.count('expiries');
    if (entry.kind === 'grant' && entry.lot.source === 'allowance') counters.count('allowances');
  }
}

/** Where a policy refuses at zero, nobody has spent what there was not. */
function checkLimits(world: World, ledger: CreditLedger, position: number): void {
  if (world.mayOverspend) return;
  for (const { type, balance } of ledger.account.holdings.values()) {
    if (!isLeasable(ledger, type) || balance >= 0) continue;
    world.fail(`At ${String(position)}, ${type} is at ${String(balance)}: more was spent than there was`);
  }
}

/** Each admission that stands has one charge that stands, and nothing else at a door has one. */
function checkCharges(world: World, { rows, segments }: ServerContents, ledger: CreditLedger): void {
  const operations = rows.map(({ operation }) => operation);
  const positions = new Map(rows.map(({ id, position }) => [id, position]));
  for (const group of groupByTicket(operations).values()) {
    const [{ eventId, listId, ticketId }] = group;
    // Charges are as they were settled last: what guest lists have said since comes with what happens next.
    const settledAt = Math.max(...group.map(({ id }) => positions.get(id) ?? 0));
    const { tickets } = fileImports(operations.slice(0, settledAt), segments, eventId);
    const { admissions } = foldHistory(group, arrivalOf(tickets.get(ticketId), listId));
    const admitted = new Set(admissions.map(({ id }) => id));
    for (const { id, kind } of group) {
      const stands = kind === 'checkIn' && ledger.posted.billings.get(id)?.stands === true;
      if (stands === admitted.has(id)) continue;
      world.fail(`${stands ? 'A charge stands without' : 'There is no charge for'} the admission ${id} of ${ticketId}`);
    }
  }
  const charged = [...ledger.posted.billings.values()].filter(
    ({ stands, charge }) => stands && charge.action === 'checkIn',
  );
  const known = new Set(operations.filter(isOnTicket).map(({ id }) => id));
  for (const { charge } of charged) {
    if (!known.has(charge.operation)) world.fail(`A charge stands for ${charge.operation}, which did not happen`);
  }
}

function sorted(snapshot: unknown): string {
  const { holdings, lots, ...rest } = snapshot as { holdings: { type: string }[]; lots: { lot: { id: string } }[] };
  return (
    canonicalize({
      ...rest,
      holdings: [...holdings].sort((a, b) => (a.type < b.type ? -1 : 1)),
      lots: [...lots].sort((a, b) => (a.lot.id < b.lot.id ? -1 : 1)),
    }) ?? ''
  );
}

/** A piece of both texts from where they part. */
function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const from = Math.max(0, at - 120);
  return `${a.slice(from, at + 120)} instead of ${b.slice(from, at + 120)}`;
}
