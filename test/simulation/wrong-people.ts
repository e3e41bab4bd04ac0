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
