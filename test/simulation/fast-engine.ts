import { messages, parse, type PGlite, protocol } from '@electric-sql/pglite';
import type { Queryable } from '../../src/server/store/database.ts';

/**
 * The embedded database's statements, each prepared once and then run in one call of the engine instead of five. What
 * they do is the same, in a third of the time.
 */
export function fastConnection(engine: PGlite): Queryable {
  const prepared = new Map<string, Prepared>();
  const { serialize } = protocol;

  function call(parts: readonly Uint8Array[]): readonly BackendMessage[] {
    const answers: BackendMessage[] = [];
    new protocol.Parser().parse(engine.execProtocolRawSync(joined([...parts, serialize.sync()])), (message) => {
      answers.push(message);
    });
    const failure = answers.find((message) => message instanceof messages.DatabaseError);
    if (failure !== undefined) throw failure as messages.DatabaseError;
    return answers;
  }

  function prepare(text: string): Prepared {
    const name = `s${String(prepared.size)}`;
    const answers = call([serialize.parse({ name, text }), serialize.describe({ type: 'S', name })]);
    const made = { name, types: parse.parseDescribeStatementResults([...answers]) };
    prepared.set(text, made);
    return made;
  }

  return {
    async query<Row>(statement: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
      if (parameters.length === 0) return (await engine.exec(statement)).at(-1)?.rows as unknown as readonly Row[];
      const { name, types } = prepared.get(statement) ?? prepare(statement);
      const values = parameters.map((value, index) => toText(engine, value, types[index] ?? 0));
      const answers = call([
        serialize.bind({ portal: '', statement: name, values }),
        serialize.describe({ type: 'P', name: '' }),
        serialize.execute({ portal: '', rows: 0 }),
      ]);
      return parse.parseResults([...answers], engine.parsers)[0]?.rows as unknown as readonly Row[];
    },
  };
}

type BackendMessage = messages.BackendMessage;

interface Prepared {
  readonly name: string;
  /** Of its parameters, as PostgreSQL numbers them. */
  readonly types: readonly number[];
}

function toText(engine: PGlite, value: unknown, type: number): string | null {
  if (value === null || value === undefined) return null;
  const write = engine.serializers[type];
  return String(write === undefined ? value : write(value));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
