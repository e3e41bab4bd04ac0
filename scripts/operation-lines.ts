import * as v from 'valibot';
import { type Operation, operationSchema } from '../src/shared/operation.ts';

/** One line of a file of operations: the operation, or why it is none. Blank lines are left out. */
export type OperationLine =
  | { readonly line: number; readonly operation: Operation }
  | { readonly line: number; readonly reason: string };

export const maxLineBytes = 1024 * 1024;
const newline = 0x0a;

/** Reads operations, one JSON object a line, as the bytes come in; a line that is no operation does not stop the rest. */
export async function* readOperationLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<OperationLine> {
  let line = 0;
  for await (const bytes of splitLines(chunks)) {
    line += 1;
    const read = bytes === undefined ? `The line is longer than ${String(maxLineBytes)} bytes` : readOperation(bytes);
    if (typeof read === 'string') yield { line, reason: read };
    else if (read !== undefined) yield { line, operation: read };
  }
}

/** The bytes between line ends; undefined for a line that is too long, of which no more is kept. */
async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | undefined> {
  let parts: Uint8Array[] = [];
  let length = 0;
  function take(part: Uint8Array): void {
    length += part.length;
    if (length > maxLineBytes) parts = [];
    else parts.push(part);
  }
  function endLine(): Uint8Array | undefined {
    const bytes = length > maxLineBytes ? undefined : Buffer.concat(parts);
    parts = [];
    length = 0;
    return bytes;
  }
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      take(chunk.subarray(start, end));
      yield endLine();
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (length > 0) yield endLine();
}

/** The operation, why it is none, or undefined for a blank line. */
function readOperation(bytes: Uint8Array): Operation | string | undefined {
  let json: unknown;
  try {
    // A byte order mark is skipped here; a carriage return is white space to JSON.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.trim() === '') return undefined;
    json = operationIn(JSON.parse(text.replace(journalHash, '')));
  } catch (error) {
    return error instanceof SyntaxError ? `Not JSON: ${error.message}` : 'Not UTF-8 text';
  }
  const parsed = v.safeParse(operationSchema, json);
  return parsed.success ? parsed.output : issueWords(parsed.issues);
}

/** What stands before the row in a line of the app's journal. */
const journalHash = /^[0-9a-f]{64} /;

/** The operation of a row of the app's journal; any other value is taken to be one itself. */
function operationIn(json: unknown): unknown {
  return typeof json === 'object' && json !== null && 'operation' in json ? json.operation : json;
}

const maxWordsLength = 500;

/** What a schema found wrong, each with its place. */
export function issueWords(issues: readonly v.BaseIssue<unknown>[]): string {
  const words = issues.map(describeIssue).join('; ');
  return words.length > maxWordsLength ? `${words.slice(0, maxWordsLength)} ...` : words;
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue);
  if (place === null) return issue.message;
  if (issue.received === 'undefined') return `${place} is missing`;
  return issue.type === 'variant' ? `${place}: There is no ${issue.received}` : `${place}: ${issue.message}`;
}
