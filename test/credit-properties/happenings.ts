import type { Operation } from '../../src/shared/operation.ts';
import { anOperation } from '../builders/facts.ts';
import { type RecipeKind, recipes } from './recipes.ts';
import { policiesOf, type Step, type World } from './worlds.ts';

/** An operation, done on this laptop if its policy lets it, or accepted from another one. */
export interface Happening {
  readonly operation: Operation;
  readonly how: 'act' | 'settle';
}

/** What happens whatever the policy; what is there twice happens twice as often. */
const always: readonly RecipeKind[] = [
  'buyPack',
  'buyPack',
  'grantCredits',
  'grantCredits',
  'grantCredits',
  'earnBonus',
  'defineMember',
  'defineMember',
  'voidAction',
  'voidAction',
  'voidAction',
  'changePlan',
  'choosePolicy',
  'setBillingContact',
  'refuseScan',
  'importTickets',
  'sendEmail',
];

/** The kinds of operations that the policies charge for. */
export function meteredKinds(chosen: readonly string[]): readonly RecipeKind[] {
  return policiesOf(chosen)
    .flatMap(({ actions }) => Object.keys(actions))
    .filter((action): action is RecipeKind => Object.hasOwn(recipes, action));
}

/** As often metered ones as others, or more. */
function kindsOf(chosen: readonly string[]): readonly RecipeKind[] {
  const metered = meteredKinds(chosen);
  const often = metered.flatMap((kind) => Array<RecipeKind>(Math.ceil(15 / metered.length)).fill(kind));
  const undone: readonly RecipeKind[] = metered.includes('checkIn') ? ['checkIn', 'undo', 'undo'] : [];
  return [...often, ...undone, ...always];
}

/** The organisation's beginning, then its steps, as operations in the order in which they arrive. */
export function happeningsOf(world: World): readonly Happening[] {
  const kinds = kindsOf(world.chosen);
  const happenings: Happening[] = beginningOf(world).map((operation) => ({ operation, how: 'act' }));
  const operations = happenings.map(({ operation }) => operation);
  let latestAt = world.beginsAt;
  for (const step of world.steps) {
    const ms = Math.max(world.beginsAt, latestAt + step.after);
    latestAt = Math.max(latestAt, ms);
    const kind = kinds[step.pick % kinds.length] ?? 'buyPack';
    const operation = operationOf(world, kind, step, ms, operations);
    operations.push(operation);
    happenings.push({ operation, how: step.elsewhere || step.after < 0 ? 'settle' : 'act' });
  }
  return happenings;
}

function beginningOf({ chosen, plan, timeZone, beginsAt: ms }: World): readonly Operation[] {
  const choice = anOperation('choosePolicy', { id: 'begin', ms }, { policies: [...chosen], timeZone });
  const changes = policiesOf(chosen).flatMap(({ id, plans }) => {
    const taken = plans[plan % plans.length];
    if (plan === 0 || taken === undefined) return [];
    return [anOperation('changePlan', { id: `plan ${id}`, ms }, { policy: id, plan: taken.id })];
  });
  return [choice, ...changes].map(numbered);
}

/** A step as an operation of that kind, after `before`, at an instant (UTC milliseconds). */
export function operationOf(
  world: World,
  kind: RecipeKind,
  step: Step,
  ms: number,
  before: readonly Operation[],
): Operation {
  const when = { id: String(before.length), ms, actor: step.who, device: step.flag ? 'one' : 'two' };
  return numbered(recipes[kind]({ world, step, when, before }), before.length);
}

/** Readings of one clock differ, as a laptop's do. */
function numbered<O extends Operation>(operation: O, n: number): O {
  return { ...operation, at: { ...operation.at, n } };
}
