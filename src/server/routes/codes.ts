import { mayManageDevices, type Role } from '../../shared/role.ts';
import { routes } from '../../shared/wire.ts';
import { answerEnrolled } from '../answer.ts';
import { refuse } from '../refusal.ts';
import type { ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
import { createCode } from '../store/codes.ts';

/** Roles that only an owner hands out. */
const ownersOnly: ReadonlySet<Role> = new Set(['owner', 'organiser', 'hub']);

export function serveCodes(app: ServerApp, service: Service): void {
  const { database, random, now } = service;
  answerEnrolled(
    app,
    service,
    routes.createCode,
    { may: ({ role }) => mayManageDevices(role) },
    async (sender, { name, role, events, minutes }) => {
      if (ownersOnly.has(role) && sender.role !== 'owner') return refuse('owner-gives-role');
      if (!isWithin(events, sender.events)) return refuse('other-event');
      const at = now();
      const expiresAt = at + minutes * 60_000;
      const grant = { organisation: sender.organisation, name, role, events, expiresAt };
      return { code: await createCode(database, grant, { random, now: at }), expiresAt };
    },
  );
}

/** Nobody hands out more events than they have themselves; null is all of them. */
function isWithin(wanted: readonly string[] | null, own: readonly string[] | null): boolean {
  if (own === null) return true;
  return wanted !== null && wanted.every((event) => own.includes(event));
}
