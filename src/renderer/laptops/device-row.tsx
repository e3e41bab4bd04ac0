import { Button } from '@mantine/core';
import type { EventId } from '../../shared/ids.ts';
import type { EnrolledDevice } from '../../shared/wire.ts';
import { nearbyTimeText } from '../ui/time-text.ts';
import { fleetWords as words, roleWords } from './laptops-words.ts';
import classes from './laptops.module.css';

interface DeviceRowProps {
  readonly device: EnrolledDevice;
  readonly isThis: boolean;
  readonly events: ReadonlyMap<EventId, string>;
  readonly timeZone: string;
  /** UTC milliseconds. */
  readonly now: number;
  readonly onSignOut: () => void;
}

/** A laptop heard of within this time is there now. */
const hereMs = 60_000;

/** One laptop of the organisation. */
export function DeviceRow({ device: each, isThis, events, timeZone, now, onSignOut }: DeviceRowProps) {
  const { name, role, enrolledAt, seenAt, revokedAt } = each;
  const timeOf = (at: number) => nearbyTimeText(at, now, timeZone);
  const seen = seenAt === null ? words.neverSeen : now - seenAt < hereMs ? words.seenNow : words.seen(timeOf(seenAt));
  const facts = [
    roleWords[role].name,
    eventsText(each.events, events),
    revokedAt === null ? seen : words.signedOut(timeOf(revokedAt)),
    words.enrolled(timeOf(enrolledAt)),
  ].join(' · ');
  return (
    <div className={classes['device']} data-gone={revokedAt !== null}>
      <div>
        <h2 title={name}>
          <bdi>{name}</bdi> {isThis && <small>({words.thisLaptop})</small>}
        </h2>
        <p title={facts}>{facts}</p>
      </div>
      {!isThis && revokedAt === null && (
        <Button variant="default" aria-label={words.signOutOf(name)} onClick={onSignOut}>
          {words.signOut}
        </Button>
      )}
    </div>
  );
}

/** Which events a laptop may work on; those unknown here by their number. */
function eventsText(scope: EnrolledDevice['events'], events: ReadonlyMap<EventId, string>): string {
  if (scope === null) return words.allEvents;
  const names = scope.flatMap((id) => events.get(id) ?? []);
  const unknown = scope.length - names.length;
  return [...names, ...(unknown > 0 || names.length === 0 ? [words.unknownEvents(unknown)] : [])].join(', ');
}
