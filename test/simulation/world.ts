import type { EventId, DeviceId, OrganisationId } from '../../src/shared/ids.ts';
import type { Role } from '../../src/shared/role.ts';
import type { Interruption } from './activity.ts';
import type { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';
import type { Counters } from './counters.ts';
import type { LaptopClock } from './laptop-clock.ts';
import type { Network } from './network.ts';
import type { AppBugs, RunningApp } from './running-app.ts';
import type { SimulatedLaptop } from './simulated-laptop.ts';
import type { SimulatedServer } from './simulated-server.ts';

/** What stays as it is in one run. */
export interface Setting {
  readonly organisation: OrganisationId;
  /** Where most happens, and the other event of the same organisation. */
  readonly mainEvent: EventId;
  readonly otherEvent: EventId;
}

/** How long things take, in milliseconds. */
export interface Pace {
  betweenSteps(): number;
  pollMs(): number;
  restartMs(): number;
}

/** Everything of one run. */
export interface World {
  readonly agenda: Agenda;
  readonly chance: Chance;
  readonly counters: Counters;
  readonly pace: Pace;
  readonly bugs: AppBugs;
  readonly network: Network;
  readonly server: SimulatedServer;
  readonly setting: Setting;
  readonly laptops: SimulatedLaptop[];
  /** Nothing goes wrong any more. */
  isCalm: boolean;
  /** The server has been restored from a copy. */
  hasRestored: boolean;
  /** Two laptops have gone by one name, or the server has forgotten a lease: then credits may be spent twice. */
  mayOverspend: boolean;
  newId(): string;
  newDevice(): DeviceId;
  /** One more line of what has happened. */
  trace(line: string): void;
  /** Something must not be: the run ends with it. */
  fail(words: string): void;
  failure(): string | undefined;
  /** Makes a laptop that nobody uses yet. */
  addLaptop(name: string, clock?: LaptopClock): SimulatedLaptop;
  /** Takes a running laptop into the organisation. */
  enrol(laptop: SimulatedLaptop, role: Role, events: readonly EventId[] | null): Promise<void>;
  isLost(device: DeviceId): boolean;
  /** How often the server's log has grown. */
  growths(): number;
  eventFor(laptop: SimulatedLaptop, app: RunningApp): EventId | undefined;
  /** What may happen in the middle of a step of sync, of a start, of what a person does. */
  interruptionOf(laptop: SimulatedLaptop): Interruption | undefined;
  interruptionOfStart(laptop: SimulatedLaptop): Interruption | undefined;
  interruptionOfDeed(laptop: SimulatedLaptop): Interruption | undefined;
  /** After each step of sync: what must never be. */
  checkReport(laptop: SimulatedLaptop): void;
}
