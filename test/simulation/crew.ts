import { NotRecordedError } from '../../src/renderer/ledger/commit.ts';
import { mayRecord } from '../../src/shared/role.ts';
import type { Interruption } from './activity.ts';
import type { Deed, WeighedDeed } from './deeds.ts';
import * as desk from './desk-people.ts';
import * as door from './door-people.ts';
import { importList } from './guest-lists.ts';
import * as metered from './metered-people.ts';
import type { SimulatedLaptop } from './simulated-laptop.ts';
import type { World } from './world.ts';
import { recordBeyondRole, recordElsewhere, recordMalformed, sendLies } from './wrong-people.ts';

const deeds: readonly WeighedDeed[] = [
  { weight: 30, records: 'checkIn', deed: door.scanEntry },
  { weight: 8, records: 'checkOut', deed: door.scanExit },
  { weight: 2, records: 'refuseScan', deed: door.scanNonsense },
  { weight: 7, records: 'undo', deed: door.undoLast },
  { weight: 4, records: 'undo', deed: door.undoOlder },
  { weight: 3, records: 'undo', deed: door.undoUndo },
  { weight: 3, records: 'printBadge', deed: metered.printBadge },
  { weight: 2, records: 'issueTickets', deed: metered.issueTickets },
  { weight: 2, records: 'sendEmail', deed: metered.sendEmail },
  { weight: 4, records: 'voidAction', deed: metered.voidAction },
  { weight: 3, records: 'importTickets', deed: importList },
  { weight: 3, records: 'defineList', deed: desk.changeList },
  { weight: 4, records: 'settleConflict', deed: desk.settle },
  { weight: 8, records: 'createInvites', deed: metered.createInvites },
  { weight: 4, records: 'assignPortal', deed: metered.assignPortal },
  { weight: 6, records: 'unlockLead', deed: metered.unlockLead },
  { weight: 3, records: 'createInvoice', deed: metered.createInvoice },
  { weight: 3, records: 'emailInvoice', deed: metered.emailInvoice },
  { weight: 3, records: 'enablePaymentButton', deed: metered.enableButton },
  { weight: 2, records: 'earnBonus', deed: metered.earnBonus },
  { weight: 1, records: 'returnLease', deed: desk.handBack },
  { weight: 8, records: 'buyPack', deed: desk.buyCredits },
  { weight: 4, records: 'changePlan', deed: desk.takePlan },
  { weight: 2, records: 'choosePolicy', deed: desk.choose },
  { weight: 4, records: 'grantCredits', deed: desk.giveCredits },
  { weight: 1, records: 'defineMember', deed: desk.limitMember },
  { weight: 5, records: 'writeOffLease', deed: desk.writeOff },
];

/** What somebody does next at a laptop, as its role allows; now and then something that it does not. */
function nextDeed(world: World, laptop: SimulatedLaptop): Deed {
  const { chance } = world;
  const membership = laptop.disk.enrolment?.membership;
  const role = membership?.role ?? 'door';
  if (chance.likely(0.006)) return recordMalformed;
  if (chance.likely(0.004)) return sendLies;
  if (role !== 'owner' && role !== 'organiser' && chance.likely(0.01)) return recordBeyondRole;
  if (membership?.events !== null && chance.likely(0.03)) return recordElsewhere;
  if (chance.likely(isAway(world, laptop) ? 0.3 : 0.02)) return door.goElsewhere;
  const allowed = deeds.filter(({ records }) => mayRecord(role, records));
  return chance.weigh(allowed.map(({ weight, deed }) => ({ weight, value: deed })));
}

function isAway({ setting }: World, laptop: SimulatedLaptop): boolean {
  return laptop.app()?.ledger.event()?.record.details.id !== setting.mainEvent;
}

/** Lets somebody do something at a laptop; the disk may be full just then. */
export async function doSomething(world: World, laptop: SimulatedLaptop, interruption?: Interruption): Promise<void> {
  const { counters, chance } = world;
  const deed = nextDeed(world, laptop);
  const isFull = chance.likely(0.01);
  const done = await laptop.act(async (app) => {
    if (isFull) laptop.disk.failure = { reason: 'full', detail: 'The disk is full' };
    try {
      return await deed({ app, chance, counters, world });
    } catch (error) {
      if (!(error instanceof NotRecordedError)) throw error;
      counters.count('full disks');
      return 'not recorded: the disk is full';
    } finally {
      laptop.disk.failure = undefined;
    }
  }, interruption);
  if (done) counters.count('operations');
  laptop.disk.failure = undefined;
}

/** Scans somebody while sync is in the middle of something. Rejects where the scan has to wait for that. */
export async function scanMeanwhile(world: World, laptop: SimulatedLaptop): Promise<void> {
  const { counters, chance } = world;
  const app = laptop.app();
  if (app === undefined) return;
  const words = await door.scanEntry({ app, chance, counters, world });
  counters.count('scans in the middle of sync');
  world.trace(`${laptop.name} meanwhile: ${words}`);
}
