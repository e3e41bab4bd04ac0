import { readBearer, organisationOf } from './secret.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Service } from './service.ts';
import { type EnrolledSender, noteSeen, readTokenOwner } from './store/devices.ts';

/** Often enough to see who is there, seldom enough to cost nothing. */
const noteSeenEveryMs = 60_000;

/** Who asks, by the `Authorization` header. */
export async function authenticate(
  { database, now }: Pick<Service, 'database' | 'now'>,
  header: string | undefined,
): Promise<EnrolledSender | Refusal> {
  const token = readBearer(header);
  const organisation = token === undefined ? undefined : organisationOf(token);
  if (token === undefined || organisation === undefined) return refuse('unauthorised');
  const owner = await readTokenOwner(database, organisation, token);
  switch (owner.kind) {
    case 'unknown':
      return refuse('unauthorised');
    case 'revoked':
      return refuse('revoked', { wipe: owner.wipe });
    case 'enrolled': {
      const at = now();
      if (owner.seenAt === null || owner.seenAt <= at - noteSeenEveryMs) await noteSeen(database, owner.sender, at);
      return owner.sender;
    }
  }
}
