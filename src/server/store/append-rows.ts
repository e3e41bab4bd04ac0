import type { Entry } from '../../shared/credit/entry.ts';
import type { Hash } from '../../shared/ids.ts';
import { chainOn } from './chain.ts';
import type { Queryable } from './database.ts';
import type { LogEnd } from './log-end.ts';
import type { ReadOperation } from './read-operation.ts';
import type { Authority } from './sender.ts';

/** An operation that has been settled. */
export interface SettledOperation {
  readonly read: Omit<ReadOperation, 'sent'>;
  readonly entries: readonly Entry[];
}

interface NewRow extends SettledOperation {
  readonly position: number;
  /** JSON. */
  readonly entriesText: string;
  readonly chain: Hash;
}

/** Adds rows to the log that is locked. Returns where it ends then. */
export async function appendRows(
  transaction: Queryable,
  { organisation, device }: Pick<Authority, 'organisation' | 'device'>,
  end: Pick<LogEnd, 'position' | 'chain'>,
  settled: readonly SettledOperation[],
): Promise<Pick<LogEnd, 'position' | 'chain'>> {
  const rows = link(end, settled);
  await transaction.query(
    `insert into operations
       (organisation_id, device_id, position, id, device_seq, kind, event_id, group_key, operation, entries, chain)
     select $1::uuid, $2::uuid, *
     from unnest($3::bigint[], $4::uuid[], $5::bigint[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::text[],
       $11::text[])`,
    [
      organisation,
      device,
      rows.map(({ position }) => position),
      rows.map(({ read }) => read.operation.id),
      rows.map(({ read }) => read.seq),
      rows.map(({ read }) => read.operation.kind),
      rows.map(({ read }) => read.event ?? null),
      rows.map(({ read }) => read.group ?? null),
      rows.map(({ read }) => read.text),
      rows.map(({ entriesText }) => entriesText),
      rows.map(({ chain }) => chain),
    ],
  );
  return rows.at(-1) ?? end;
}

function link(end: Pick<LogEnd, 'position' | 'chain'>, settled: readonly SettledOperation[]): readonly NewRow[] {
  let { chain } = end;
  return settled.map((each, index) => {
    const entriesText = JSON.stringify(each.entries);
    chain = chainOn(chain, each.read.text, entriesText);
    return { ...each, position: end.position + index + 1, entriesText, chain };
  });
}
