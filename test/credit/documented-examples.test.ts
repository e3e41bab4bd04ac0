import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as v from 'valibot';
import { builtInPolicies } from '../../src/shared/credit/policies/built-in.ts';
import { policySchema } from '../../src/shared/credit/policy.ts';
import { aFolder, runCredits } from '../scripts/run-credits.ts';

const document = readFileSync('docs/credits.md', 'utf8');

/** A fenced block: what stands after its fence, and its text. */
interface Block {
  readonly language: string;
  /** The name of the file that it is, or `output`. */
  readonly name: string;
  readonly text: string;
}

const blocks: readonly Block[] = [
  ...document.matchAll(/^```(?<language>\w+)(?: (?<name>\S+))?\n(?<text>[^]*?)^```$/gm),
].map(({ groups }) => ({
  language: groups?.['language'] ?? '',
  name: groups?.['name'] ?? '',
  text: groups?.['text'] ?? '',
}));

const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text.trim());
const files = Object.fromEntries(blocks.filter(({ name }) => name.includes('.')).map(({ name, text }) => [name, text]));

it('has an example for each of the five systems', () => {
  for (const { id } of builtInPolicies) {
    expect(commands.filter((command) => command.includes(`--policy ${id} `))).not.toEqual([]);
  }
});

it('has a policy of one’s own that the schema accepts as it stands', () => {
  const policy: unknown = JSON.parse(files['badge-desk.json'] ?? '');
  expect(v.parse(policySchema, policy)).toEqual(policy);
});

// After an intended change, `npm test -- unit test/credit -u` writes what is printed now into the document; read what it changed.
it('shows what the commands in it print', async () => {
  const folder = aFolder(files);
  const outputs = await Promise.all(commands.map((command) => outputOf(command, folder)));
  let shown = 0;
  const renewed = document.replace(/(?<=^```jsonl output\n)[^]*?(?=^```$)/gm, () => outputs[shown++] ?? '');
  expect(shown).toBe(commands.length);
  await expect(renewed).toMatchFileSnapshot('../../docs/credits.md');
});

async function outputOf(command: string, folder: string): Promise<string> {
  const npm = 'npm run --silent credits -- ';
  expect(command.startsWith(npm)).toBe(true);
  const { exitCode, output, complaints } = await runCredits(command.slice(npm.length).split(' '), { folder });
  expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
  return output;
}
