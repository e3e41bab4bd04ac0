import { parse, type PGlite, protocol } from '@electric-sql/pglite';
import type { Queryable } from '../../src/server/store/database.ts';

/**
 * The embedded database's statements, each prepared once and then run in one call of the engine instead of five. What
 * they do is the same, in a fraction of the time.
 */
export function fastConnection(engine: PGlite): Queryable {
  const prepared = new Map<string, Prepared>();
  const { serialize } = protocol;

  /** Done when it returns: the engine itself has nothing to wait for. */
  function send(message: Uint8Array): Buffer {
    const pieces: Buffer[] = [];
    void engine.execProtocolRawStream(message, {
      syncToFs: false,
      onRawData: (piece) => pieces.push(Buffer.from(piece)),
    });
    return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
  }

  function call(...parts: readonly Uint8Array[]): Buffer {
    return send(Buffer.concat([...parts, serialize.sync()]));
  }

  function prepare(text: string): Prepared {
    const name = `s${String(prepared.size)}`;
    const answers = readAll(call(serialize.parse({ name, text }), serialize.describe({ type: 'S', name })));
    const described = answers.find((message) => message.name === 'rowDescription');
    const fields = described === undefined ? [] : (described as RowDescription).fields;
    const made = { name, types: parse.parseDescribeStatementResults([...answers]), fields };
    prepared.set(text, made);
    return made;
  }

  return {
    async query<Row>(statement: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
      if (plain.has(statement))
        return readRows(
          engine,
          Buffer.from(engine.execProtocolRawSync(serialize.query(statement))),
          [],
        ) as readonly Row[];
      if (parameters.length === 0) return (await engine.exec(statement)).at(-1)?.rows as unknown as readonly Row[];
      const { name, types, fields } = prepared.get(statement) ?? prepare(statement);
      const values = parameters.map((value, index) => toText(engine, value, types[index] ?? 0));
      const bind = serialize.bind({ portal: '', statement: name, values });
      return readRows(engine, call(bind, serialize.execute({ portal: '', rows: 0 })), fields) as readonly Row[];
    },
  };
}

/** What every transaction says. */
const plain: ReadonlySet<string> = new Set(['begin', 'commit', 'rollback']);

type BackendMessage = Parameters<typeof parse.parseDescribeStatementResults>[0][number];
type RowDescription = BackendMessage & { readonly fields: readonly Field[] };

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

interface Prepared {
  readonly name: string;
  /** Of its parameters, as PostgreSQL numbers them. */
  readonly types: readonly number[];
  /** Of its rows. */
  readonly fields: readonly Field[];
}

function toText(engine: PGlite, value: unknown, type: number): string | null {
  if (value === null || value === undefined) return null;
  const written: unknown = engine.serializers[type]?.(value) ?? value;
  return typeof written === 'string' ? written : JSON.stringify(written);
}

const dataRow = 'D'.charCodeAt(0);
const errorResponse = 'E'.charCodeAt(0);

/** Reads rows from messages: a letter, the length of what follows, and that. */
function readRows(engine: PGlite, answers: Buffer, fields: readonly Field[]): readonly object[] {
  const rows: object[] = [];
  for (let at = 0; at < answers.length; at += 1 + answers.readInt32BE(at + 1)) {
    if (answers[at] === errorResponse) readAll(answers);
    if (answers[at] === dataRow) rows.push(readRow(engine, answers, at + 7, fields));
  }
  return rows;
}

function readRow(engine: PGlite, answers: Buffer, from: number, fields: readonly Field[]): object {
  const row: Record<string, unknown> = {};
  let at = from;
  for (const { name, dataTypeID } of fields) {
    const length = answers.readInt32BE(at);
    at += 4;
    if (length < 0) {
      row[name] = null;
      continue;
    }
    const text = answers.toString('utf8', at, at + length);
    at += length;
    row[name] = engine.parsers[dataTypeID]?.(text, dataTypeID) ?? text;
  }
  return row;
}

/** Reads messages of any kind. Throws what PostgreSQL has found wrong. */
function readAll(answers: Buffer): readonly BackendMessage[] {
  const messages: BackendMessage[] = [];
  new protocol.Parser().parse(answers, (message) => {
    if (message instanceof Error) throw message;
    messages.push(message);
  });
  return messages;
}
