import { readFile, rename } from 'node:fs/promises';
import * as v from 'valibot';
import { writeDurably } from './durable-file.ts';
import { errorCode } from './write-failure.ts';

/**
 * The value in a small JSON file, or undefined when there is no such file or it does not hold what the schema says.
 * Such a file is kept aside as `PATH.damaged`, so that the next write does not destroy it.
 */
export async function readJsonFile<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const text = await readTextIfThere(path);
  if (text === undefined) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (parsed.success) return parsed.output;
  await rename(path, `${path}.damaged`);
  return undefined;
}

export function writeJsonFile(path: string, value: unknown): Promise<void> {
  return writeDurably(path, `${JSON.stringify(value, null, 2)}\n`);
}

async function readTextIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
