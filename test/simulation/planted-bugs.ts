import type { OwnOperation } from '../../src/renderer/sync/sync-page.ts';
import type { Transport } from '../../src/renderer/sync/transport.ts';
import type { Database, Queryable } from '../../src/server/store/database.ts';
import type { PullReply, PushRequest } from '../../src/shared/wire.ts';
import type { Bugs } from './run-schedule.ts';

/** Bugs of the kinds that sync has had elsewhere, put around the real code: it is the simulation that is tried by them. */
export interface PlantedBug {
  readonly name: string;
  /** Anew for each run. */
  readonly plant: () => Bugs;
  /** What of the database itself would not let it happen, and how it is put back. */
  readonly remove?: string;
  readonly putBack?: string;
}

export const plantedBugs: readonly PlantedBug[] = [
  { name: 'an end of the log that is read without a lock, and so may be an older one', plant: staleEnd },
  {
    name: 'no idempotency by the operation’s id',
    plant: forgetKnown,
    remove: 'drop index operations_by_id',
    putBack: 'create unique index operations_by_id on operations (organisation_id, id)',
  },
  { name: 'settling forgets undos', plant: forgetUndos },
  { name: 'operations leave the outbox when they are acknowledged, before they have come back', plant: leaveEarly },
  { name: 'a laptop’s numbers have to have no gap', plant: demandNoGap },
  { name: 'what is parked holds up what comes after it', plant: blockAfterParked },
  { name: 'a lease is not split off: everybody spends it', plant: shareLeases },
  { name: 'a cursor by the order of insertion: rows that are committed late are passed over', plant: passOver },
];

/** The database as it seems where answers to some statements are others. */
function answering(change: (statement: string, rows: readonly unknown[]) => readonly unknown[]): Bugs {
  const wrap = <Q extends Queryable>(queryable: Q): Q => ({
    ...queryable,
    async query(statement: string, parameters?: readonly unknown[]) {
      return change(statement, await queryable.query(statement, parameters));
    },
  });
  return {
    database: (database: Database) => ({
      ...wrap(database),
      transaction: (work) => database.transaction((transaction) => work(wrap(transaction))),
    }),
  };
}

function staleEnd(): Bugs {
  let before: readonly unknown[] | undefined;
  let times = 0;
  return answering((statement, rows) => {
    if (!statement.includes('for no key update')) return rows;
    const [fresh] = rows as readonly { readonly position: number }[];
    const [stale] = (before ?? rows) as readonly object[];
    before = rows;
    times += 1;
    // Numbers are right even so, or the database itself would find it out.
    return times % 5 === 0 && fresh !== undefined ? [{ ...stale, position: fresh.position }] : rows;
  });
}

function forgetKnown(): Bugs {
  return answering((statement, rows) => (/came\(id\)/.test(statement) ? [] : rows));
}

function forgetUndos(): Bugs {
  return answering((statement, rows) =>
    /wanted\(key\)/.test(statement)
      ? rows.filter((row) => !(row as { readonly operation: string }).operation.includes('"kind":"undo"'))
      : rows,
  );
}

function leaveEarly(): Bugs {
  const acknowledged = new Set<unknown>();
  return {
    transport: (transport) =>
      onPush(transport, ({ operations }, answers) => {
        for (const { seq, outcome } of answers) {
          if (outcome !== 'parked') acknowledged.add(idOf(operations.find((each) => each.seq === seq)));
        }
      }),
    page: (page) => ({
      ...page,
      async unsent(after, limit) {
        const found = await page.unsent(after, Infinity);
        return found.filter(({ operation }) => !acknowledged.has(operation.id)).slice(0, limit);
      },
    }),
  };
}

function idOf(sent: PushRequest['operations'][number] | undefined): unknown {
  return (sent?.operation as OwnOperation['operation'] | undefined)?.id;
}

function demandNoGap(): Bugs {
  const last = new Map<object, number>();
  return {
    transport: (transport, laptop) => {
      const noting = onPush(transport, (_, answers) => {
        for (const { seq } of answers) last.set(laptop, Math.max(seq, last.get(laptop) ?? 0));
      });
      return {
        ...noting,
        async call(route, request) {
          const first = route === 'push' ? (request as PushRequest).operations[0]?.seq : undefined;
          if (first === undefined || first === (last.get(laptop) ?? 0) + 1) return noting.call(route, request);
          return { kind: 'refused', status: 409, error: { error: 'malformed', message: 'There is a gap.' } };
        },
      };
    },
  };
}

function blockAfterParked(): Bugs {
  const parked = new Map<object, number>();
  return {
    transport: (transport, laptop) =>
      onPush(transport, (_, answers) => {
        const first = answers.find(({ outcome }) => outcome === 'parked');
        if (first !== undefined && !parked.has(laptop)) parked.set(laptop, first.seq);
      }),
    page: (page, laptop) => ({
      ...page,
      async unsent(after, limit) {
        const found = await page.unsent(after, limit);
        return found.filter(({ seq }) => seq <= (parked.get(laptop) ?? Infinity));
      },
    }),
  };
}

function shareLeases(): Bugs {
  return {
    transport: (transport, laptop) =>
      onPull(transport, (rows) =>
        rows.map((row) => ({ ...row, entries: row.entries.map((entry) => heldBy(entry, deviceOf(laptop))) })),
      ),
  };
}

function deviceOf(laptop: object): string {
  return (laptop as { readonly deviceId: string }).deviceId;
}

function heldBy(entry: unknown, holder: string): unknown {
  const { held, ...rest } = entry as { readonly held?: object };
  return held === undefined ? entry : { ...rest, held: { ...held, holder } };
}

function passOver(): Bugs {
  let rowsSeen = 0;
  return {
    transport: (transport) =>
      onPull(transport, (rows) =>
        rows.map((row) => {
          rowsSeen += 1;
          return rowsSeen % 150 === 0 ? { position: row.position, operation: null, entries: [] } : row;
        }),
      ),
  };
}

type PushAnswers = readonly { readonly seq: number; readonly outcome: string }[];

function onPush(transport: Transport, look: (request: PushRequest, answers: PushAnswers) => void): Transport {
  return {
    ...transport,
    async call(route, request) {
      const answer = await transport.call(route, request);
      if (route === 'push' && answer.kind === 'ok') {
        look(request as PushRequest, (answer.value as { readonly answers: PushAnswers }).answers);
      }
      return answer;
    },
  };
}

function onPull(transport: Transport, change: (rows: PullReply['rows']) => PullReply['rows']): Transport {
  return {
    ...transport,
    async call(route, request) {
      const answer = await transport.call(route, request);
      if (route !== 'pull' || answer.kind !== 'ok') return answer;
      const reply = answer.value as PullReply;
      return { ...answer, value: { ...answer.value, rows: change(reply.rows) } };
    },
  };
}
