import { routes } from '../../src/shared/wire.ts';
import { type Deed, record } from './deeds.ts';
import { placeOf } from './door-people.ts';

/** What the app does not let people do, as a broken or an older version might record it: the server has to cope with it. */

/** A scanned text that is longer than any is. */
export const recordMalformed: Deed = async (doer) => {
  const place = placeOf(doer);
  if (place === undefined) return 'no event yet';
  const { eventId, listId, gate } = place;
  const scanned = 'X'.repeat(300);
  await record(doer, { kind: 'refuseScan', eventId, listId, gate, scanned, code: 'invalid' });
  return 'record something malformed';
};

/** Something that a door has no business with. */
export const recordBeyondRole: Deed = async (doer) => {
  await record(doer, { kind: 'setBillingContact', contact: 'door@example.com' });
  return 'record beyond the role';
};

/** A scan at an event that the laptop was not enrolled for. */
export const recordElsewhere: Deed = async (doer) => {
  const place = placeOf(doer);
  const eventId = doer.world.setting.otherEvent;
  if (place === undefined) return 'no event yet';
  const { listId, gate } = place;
  await record(doer, { kind: 'refuseScan', eventId, listId, gate, scanned: 'elsewhere', code: 'invalid' });
  return 'record at another event';
};

/** What nobody has recorded: no operation at all, and one under the id of another. The laptop never hears of it. */
export const sendLies: Deed = async ({ app, chance, counters, world }) => {
  const { device, server, books } = app.ledger;
  const token = world.laptops.find(({ disk }) => disk.deviceId === device)?.disk.enrolment?.token;
  const own = books.rows.slice(0, books.settled).flatMap(({ operation }) => operation ?? []);
  const known = chance.pick(own.filter(({ at }) => at.device === device));
  // After a restore the server may hear the lie first.
  if (token === undefined || known === undefined || server.pulledTo() === 0 || world.hasRestored)
    return 'nothing to lie about';
  const operations = [
    { seq: 1, operation: { kind: 'teleport' } },
    { seq: 1, operation: { ...known, actor: 'Somebody else' } },
  ];
  const answer = await world.server.tryToAsk(routes.push, token, { operations });
  const reasons = answer?.answers.map((each) => (each.outcome === 'parked' ? each.reason : each.outcome)) ?? [];
  if (reasons.includes('conflict')) counters.count('parked as conflict');
  return `lies: ${reasons.join()}`;
};
