import type { Hash, OrganisationId } from '../../shared/ids.ts';
import type { Cursor, LogHead } from '../../shared/wire.ts';
import { startCursor } from '../../shared/wire.ts';
import type { Queryable } from './database.ts';
import { headOf, type LogEnd, readLogEnd } from './log-end.ts';
import type { Sender } from './sender.ts';

/** Where the log ends, and the balances there. */
export async function readHead(database: Queryable, organisation: OrganisationId): Promise<LogHead> {
  return headOf(await readLogEnd(database, organisation));
}

export type Pulled =
  /** The log has no such place. */
  | { readonly kind: 'diverged' }
  /** JSON of `{head, rows, next}`. */
  | { readonly kind: 'rows'; readonly body: string };

interface PageRow extends LogEnd {
  /** The hash at the cursor, where there is a row. */
  readonly cursor: Hash | null;
  /** JSON of the rows, with commas between; null without any. */
  readonly rows: string | null;
  readonly last: number | null;
  readonly lastChain: Hash | null;
}

/** A page is no longer than this many bytes, unless a single row is. */
const mostBytes = 4 * 1024 * 1024;

/**
 * The rows after a place, as many as there may be. What others have recorded about an event that the sender has no
 * business with is left out; what it costs is not. What it has recorded itself, and somebody has let in, comes back to
 * it: or it would take it for unsent for ever. Names that it says it had before do not count: anybody can say that. All
 * of it is of one moment.
 */
export async function pullRows(
  database: Queryable,
  { organisation, events, device }: Pick<Sender, 'organisation' | 'events' | 'device'>,
  { position, chain }: Cursor,
  limit: number,
): Promise<Pulled> {
  const parameters = [organisation, position, limit, events, mostBytes, device];
  const [page] = await database.query<PageRow>(pageStatement, parameters);
  if (page === undefined) throw new Error('A log belongs to an organisation that there is');
  if ((position === 0 ? startCursor.chain : page.cursor) !== chain) return { kind: 'diverged' };
  const next = { position: page.last ?? position, chain: page.lastChain ?? chain };
  const body = `{"head":${JSON.stringify(headOf(page))},"rows":[${page.rows ?? ''}],"next":${JSON.stringify(next)}}`;
  return { kind: 'rows', body };
}

const pageStatement = `
  with page as (
    select position, chain, '{"position":' || position || ',"operation":' ||
      case when $4::uuid[] is null or event_id is null or event_id = any($4::uuid[]) or device_id = $6::uuid
        then operation else 'null' end ||
      ',"entries":' || entries || '}' as row
    from operations where organisation_id = $1 and position > $2 order by position limit $3
  ),
  measured as (select *, sum(octet_length(row)) over (order by position) - octet_length(row) as before from page)
  select o.position, o.chain, o.account,
    (select chain from operations where organisation_id = $1 and position = $2) as cursor,
    m.rows, m.last, m."lastChain"
  from organisations o, (
    select string_agg(row, ',' order by position) as rows, max(position) as last,
      (array_agg(chain order by position desc))[1] as "lastChain"
    from measured where before < $5
  ) m
  where o.id = $1`;
