import canonicalize from 'canonicalize';
import { balancesOf } from '../../src/renderer/ledger/base.ts';
import { asOf } from '../../src/shared/credit/as-of.ts';
import type { CreditLedger } from '../../src/shared/credit/ledger.ts';
import { auditBooks } from '../builders/audit-books.ts';
import type { EventId } from '../../src/shared/ids.ts';
import { differenceOf, type EventPicture, pictureOfLaptop } from './event-picture.ts';
import { rightReason } from './journal-promises.ts';
import type { RunningApp } from './running-app.ts';
import type { ServerContents } from './server-contents.ts';
import type { SimulatedLaptop } from './simulated-laptop.ts';
import type { World } from './world.ts';

/** What laptops are compared with. */
export interface Compared {
  readonly server: ServerContents;
  /** Made of the server's rows. */
  readonly ledger: CreditLedger;
  readonly pictures: ReadonlyMap<EventId, EventPicture | undefined>;
}

/** What a laptop shows is what the server's log comes to, and nothing waits on it that could be sent. */
export async function checkLaptop(world: World, laptop: SimulatedLaptop, there: Compared): Promise<void> {
  const app = laptop.app();
  if (app === undefined) return world.fail(`${laptop.name} does not run`);
  const isAllSent = checkOutbox(world, laptop, app);
  checkEngine(world, laptop.name, app);
  checkBalances(world, laptop.name, app, there, isAllSent);
  await checkEvents(world, laptop, there);
}

/** True when nothing is left, not even what was parked for a good reason. */
function checkOutbox(world: World, { name, disk }: SimulatedLaptop, { ledger, engine }: RunningApp): boolean {
  const parked = new Map(
    engine()
      ?.report()
      .parked.map(({ operation, reason }) => [operation.id, reason]),
  );
  const unsent = ledger.server.unsent(0, Infinity);
  for (const { seq, operation } of unsent) {
    const reason = parked.get(operation.id);
    const right = rightReason(operation, disk.enrolment?.membership);
    const words = `Number ${String(seq)} of ${name} (${operation.kind})`;
    if (reason === undefined) world.fail(`${words} is stuck`);
    else if (reason !== right) world.fail(`${words} is parked as "${reason}", and should be ${right ?? 'sent'}`);
  }
  if (parked.size > unsent.length) world.fail(`${name} shows something as parked that has come back`);
  return unsent.length === 0;
}

function checkEngine(world: World, name: string, { engine }: RunningApp): void {
  const report = engine()?.report();
  if (report === undefined) return world.fail(`${name} does not sync`);
  const { link, toPull, listProgress, storageProblem, updateNeeded } = report;
  if (link !== 'online' || toPull !== 0) world.fail(`${name} is ${link}, with ${String(toPull)} rows to pull`);
  if (listProgress.here !== listProgress.all) world.fail(`${name} has not got all of the guest lists`);
  if (storageProblem !== undefined) world.fail(`${name} keeps nothing: ${storageProblem}`);
  if (updateNeeded) world.fail(`${name} thinks that it is too old`);
}

/** The base is the server's to the credit; what people see is that too, once everything has been sent. */
function checkBalances(
  world: World,
  name: string,
  app: RunningApp,
  { server, ledger }: Compared,
  isAllSent: boolean,
): void {
  const { ledger: here } = app;
  const base = here.server.balancesAt(server.position);
  if (canonicalize(base) !== canonicalize(balancesOf(ledger))) {
    world.fail(`${name} has the balances ${JSON.stringify(base)}, the server ${JSON.stringify(balancesOf(ledger))}`);
  }
  try {
    auditBooks(here.books.credits.account);
  } catch (error) {
    world.fail(`The books of ${name}: ${String(error)}`);
  }
  if (!isAllSent) return;
  const [shown, due] = [balancesOf(here.credits()), balancesOf(asOf(ledger, here.now()))];
  if (canonicalize(shown) === canonicalize(due)) return;
  world.fail(`${name} shows the balances ${JSON.stringify(shown)}, and they are ${JSON.stringify(due)}`);
}

/** The open event as it has grown, then what is left of both as it is when they are opened anew. */
async function checkEvents(world: World, laptop: SimulatedLaptop, { pictures }: Compared): Promise<void> {
  const scope = laptop.disk.enrolment?.membership.events ?? null;
  await laptop.act(async ({ ledger }) => {
    const grown = ledger.event();
    if (grown === undefined) return 'no event is open';
    compare(world, laptop.name, pictureOfLaptop(ledger, grown), pictures.get(grown.record.details.id));
    return 'looked at the open event';
  });
  for (const [id, there] of pictures) {
    if (scope?.includes(id) === false || !(laptop === world.laptops[0] || world.chance.likely(0.4))) continue;
    await laptop.act(async ({ ledger }) => {
      await ledger.openEvent(id);
      const event = ledger.event();
      if (event === undefined) throw new Error('An event that was opened is open');
      const picture = pictureOfLaptop(ledger, event);
      compare(world, laptop.name, picture, there);
      if (laptop === world.laptops[0]) countConflicts(world, picture);
      return 'looked at an event';
    });
  }
}

function countConflicts({ counters }: World, picture: EventPicture): void {
  counters.count('conflicts', [...picture.keys()].filter((what) => /^(?:conflict|settled)/.test(what)).length);
}

function compare(world: World, name: string, here: EventPicture, there: EventPicture | undefined): void {
  const difference = there === undefined ? 'the server does not know the event' : differenceOf(here, there);
  if (difference !== undefined) world.fail(`${name} and the server differ: ${difference}`);
}
