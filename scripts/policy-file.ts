import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { builtInPolicies } from '../src/shared/credit/policies/built-in.ts';
import { type Policy, policySchema } from '../src/shared/credit/policy.ts';
import { fileErrorWords, openInput } from './input-file.ts';
import { issueWords } from './operation-lines.ts';

/** Reads a policy of one's own. Returns words for people when it is none. */
export async function readPolicyFile(path: string): Promise<Policy | string> {
  const file = await openInput(path);
  if (typeof file === 'string') return `${file} The policies of this version are: ${builtInNames()}.`;
  try {
    const bytes = await file.readFile();
    const policy = parsePolicy(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof policy === 'string' ? `${path}: ${policy}` : policy;
  } catch (error) {
    return `${path}: ${error instanceof TypeError ? 'This is not UTF-8 text.' : fileErrorWords(error)}`;
  } finally {
    await file.close();
  }
}

export function builtInNames(): string {
  return builtInPolicies.map(({ id }) => id).join(', ');
}

function parsePolicy(text: string): Policy | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return `This is not JSON: ${(error as SyntaxError).message}`;
  }
  const parsed = v.safeParse(policySchema, json);
  return parsed.success
    ? (whyTaken(parsed.output) ?? parsed.output)
    : `This is no policy. ${issueWords(parsed.issues)}`;
}

/** What people call by one name must be one thing: a policy and its credit types may not borrow a built-in's id. */
function whyTaken({ id, creditTypes }: Policy): string | undefined {
  if (builtInPolicies.some((policy) => policy.id === id)) {
    return `A policy of this version is called "${id}" already. Give this one another id.`;
  }
  for (const policy of builtInPolicies) {
    for (const type of creditTypes) {
      const known = policy.creditTypes.find((each) => each.id === type.id);
      if (known !== undefined && !isDeepStrictEqual(known, type)) {
        return `The credit type "${type.id}" is one of ${policy.name}, with other rules. Give this one another id.`;
      }
    }
  }
  return undefined;
}
