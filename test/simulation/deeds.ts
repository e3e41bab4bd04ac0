import type { OperationIntent, OperationKind } from '../../src/shared/operation.ts';
import type { Chance } from './chance.ts';
import type { Counters } from './counters.ts';
import type { RunningApp } from './running-app.ts';
import type { World } from './world.ts';

/** Somebody at a laptop. */
export interface Doer {
  readonly app: RunningApp;
  readonly chance: Chance;
  readonly counters: Counters;
  readonly world: World;
}

/** Something that people do. Returns words for the trace. */
export type Deed = (doer: Doer) => Promise<string>;

/** One that the laptop's role has to allow, how often it is done, and what it records. */
export interface WeighedDeed {
  readonly deed: Deed;
  readonly weight: number;
  readonly records: OperationKind;
}

export async function record(
  { app, chance }: Pick<Doer, 'app' | 'chance'>,
  ...intents: OperationIntent[]
): Promise<void> {
  await app.ledger.act(actorOf(chance), () => ({ intents, outcome: undefined }));
}

export function actorOf(chance: Chance): string {
  return `Person ${String(chance.whole(1, 3))}`;
}
