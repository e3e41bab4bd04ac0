import type { Contract } from '../../shared/credit/contract.ts';

/** What an organisation picks: the policies that it is charged by, and the zone of their periods. */
export interface Choice {
  /** Ids; at least one. */
  readonly policies: readonly string[];
  /** IANA zone. */
  readonly timeZone: string;
}

/** What holds now; `ownZone` is proposed until the organisation has chosen one. */
export function choiceOf({ policies, timeZone, sinceAt }: Contract, ownZone: string): Choice {
  return { policies, timeZone: sinceAt === undefined ? ownZone : timeZone };
}

/**
 * The choice with a policy taken in or left out. What holds already stays where it stands (the first is what the account
 * is about), whatever it is; others follow in the order of `all`.
 */
export function togglePolicy(held: readonly string[], all: readonly string[], choice: Choice, id: string): Choice {
  const { policies } = choice;
  const isChosen = (each: string): boolean => policies.includes(each) !== (each === id);
  return { ...choice, policies: [...new Set([...held, ...all])].filter(isChosen) };
}

/** Whether recording the choice would change anything. An organisation that has not begun does so with its first event. */
export function isChange({ policies, timeZone, sinceAt }: Contract, choice: Choice): boolean {
  const isSame = policies.length === choice.policies.length && choice.policies.every((id) => policies.includes(id));
  return !isSame || (sinceAt !== undefined && timeZone !== choice.timeZone);
}
