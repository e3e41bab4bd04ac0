import { readFile, rename } from 'node:fs/promises';
import * as v from 'valibot';
import { writeDurably } from './durable-file.ts';
import { unlessMissing } from './file-errors.ts';

/**
 * The value in a small JSON file, or undefined when there is no such file or it does not hold what the schema says.
 * Such a file is kept aside as `PATH.damaged`, so that the next write does not destroy it.
 */
export async function readJsonFile<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const text = await unlessMissing(readFile(path, 'utf8'));
  if (text === undefined) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (parsed.success) return parsed.output;
  await rename(path, `${path}.damaged`);
  return undefined;
}

export function writeJsonFile(path: string, value: unknown): Promise<void> {
  return writeDurably(path, `${JSON.stringify(value, null, 2)}\n`);
}
