import type { Entry } from '../../shared/credit/entry.ts';
import type { OperationId, OrganisationId } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import type { Queryable } from './database.ts';
import { groupsToSettle } from './group-key.ts';

/** A row of the log, as far as settling looks at it. */
export interface RelatedRow {
  readonly position: number;
  readonly operation: Operation;
  readonly entries: readonly Entry[];
}

interface StoredRow {
  readonly position: number;
  readonly operation: string;
  readonly entries: string;
}

/**
 * The rows that settling these operations can depend on, in their order: whoever has charged or returned something in one
 * of them is among them with all others of its group, so that no reversal comes without its charge.
 */
export async function readRelatedRows(
  transaction: Queryable,
  organisation: OrganisationId,
  operations: readonly Operation[],
  once: ReadonlySet<string>,
): Promise<readonly RelatedRow[]> {
  const rows = new Map<number, RelatedRow>();
  const asked = new Set<string>();
  let groups = operations.flatMap((operation) => groupsToSettle(operation, once));
  let ids = operations.flatMap(namedBy);
  while (groups.length > 0 || ids.length > 0) {
    for (const group of groups) asked.add(group);
    const found = await readRows(transaction, organisation, groups, ids);
    const added = found.filter(({ position }) => !rows.has(position));
    for (const row of added) rows.set(row.position, row);
    groups = [...new Set(added.flatMap(({ operation }) => groupsToSettle(operation, once)))].filter(
      (group) => !asked.has(group),
    );
    ids = [];
  }
  return [...rows.values()].sort((a, b) => a.position - b.position);
}

/**
 * What takes back something that takes something back, takes nothing back: it is not looked at. Each is looked up by
 * itself: for a list, a database that has not counted its rows lately goes through all of them.
 */
async function readRows(
  transaction: Queryable,
  organisation: OrganisationId,
  groups: readonly string[],
  ids: readonly OperationId[],
): Promise<readonly RelatedRow[]> {
  const rows = await transaction.query<StoredRow>(
    `select related.* from unnest($2::text[]) as wanted(key) cross join lateral (
       select position, operation, entries from operations
       where organisation_id = $1 and group_key = wanted.key offset 0
     ) related
     union all
     select related.* from unnest($3::uuid[]) as wanted(id) cross join lateral (
       select position, operation, entries from operations
       where organisation_id = $1 and id = wanted.id and kind <> 'voidAction' offset 0
     ) related`,
    [organisation, groups, ids],
  );
  return rows.map(({ position, operation, entries }) => ({
    position,
    operation: JSON.parse(operation) as Operation,
    entries: JSON.parse(entries) as readonly Entry[],
  }));
}

/** Operations that this one names: what it takes back, or whose entry its lot is called like. */
function namedBy(operation: Operation): readonly OperationId[] {
  if (operation.kind === 'voidAction') return [operation.target];
  if (operation.kind !== 'grantCredits') return [];
  const named = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//i.exec(operation.lot.id)?.[1];
  return named === undefined ? [] : [named as OperationId];
}
