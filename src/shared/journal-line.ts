import { entrySchema } from './credit/entry.ts';
import { hashSchema, type Hash } from './ids.ts';
import { operationSchema } from './operation.ts';
import * as v from 'valibot';

/** One fact and what it posted to the credit ledger: a row of the log, a line of the journal. */
const logRowSchema = v.object({
  /** 1, 2, 3 ... in the order this laptop accepted them. */
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The hash of the row before it: the chain that shows a gap or an edit. */
  prev: hashSchema,
  operation: operationSchema,
  entries: v.array(entrySchema),
});
export type LogRow = Readonly<v.InferOutput<typeof logRowSchema>>;

/** A position in the log: the last row's number and hash. */
export const headSchema = v.object({ seq: v.pipe(v.number(), v.integer(), v.minValue(0)), hash: hashSchema });
export type Head = Readonly<v.InferOutput<typeof headSchema>>;

/** The head of an empty log. */
export const emptyHead: Head = { seq: 0, hash: v.parse(hashSchema, '0'.repeat(64)) };

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal; each room brings its own implementation. */
export type Sha256 = (text: string) => string;

/** A row as the journal stores it: its hash, a space, its JSON. Never holds a line break. */
export interface JournalLine {
  readonly seq: number;
  readonly hash: Hash;
  readonly prev: Hash;
  readonly text: string;
}

export function writeJournalLine(row: LogRow, sha256: Sha256): JournalLine {
  const json = JSON.stringify(row);
  const hash = v.parse(hashSchema, sha256(json));
  return { seq: row.seq, hash, prev: row.prev, text: `${hash} ${json}` };
}

const linkSchema = v.pipe(v.string(), v.parseJson(), v.object({ seq: logRowSchema.entries.seq, prev: hashSchema }));

/**
 * The line's place in the chain, or undefined when the text is not what its hash says.
 * Does not look at the operation, so that lines of a newer version are kept.
 */
export function readJournalLine(text: string, sha256: Sha256): JournalLine | undefined {
  const hash = v.safeParse(hashSchema, text.slice(0, 64));
  const json = text.slice(65);
  if (!hash.success || text[64] !== ' ' || sha256(json) !== hash.output) return undefined;
  const link = readLink(json);
  return link && { ...link, hash: hash.output, text };
}

/** The place in the chain that a row's JSON names: it begins with that, so there is no need to read all of it. */
function readLink(json: string): Pick<JournalLine, 'seq' | 'prev'> | undefined {
  const found = linkPattern.exec(json)?.groups;
  if (found !== undefined) return { seq: Number(found['seq']), prev: found['prev'] as Hash };
  const link = v.safeParse(linkSchema, json);
  return link.success ? link.output : undefined;
}

const linkPattern = /^\{"seq":(?<seq>[1-9]\d{0,14}),"prev":"(?<prev>[0-9a-f]{64})",/;

/** Whether `line` is the next one after `head`. */
export function follows(head: Head, line: JournalLine): boolean {
  return line.seq === head.seq + 1 && line.prev === head.hash;
}
