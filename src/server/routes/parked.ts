import { mayManageDevices, type Role } from '../../shared/role.ts';
import { routes } from '../../shared/wire.ts';
import { answerEnrolled } from '../answer.ts';
import { refuse } from '../refusal.ts';
import type { ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
import { isParked, listParked } from '../store/parked.ts';
import { retryParked } from '../store/push.ts';

/** What was kept without having been applied, for those who settle it. */
export function serveParked(app: ServerApp, service: Service): void {
  const { database, now } = service;
  const managers = { may: ({ role }: { readonly role: Role }) => mayManageDevices(role) };

  answerEnrolled(app, service, routes.parked, managers, async ({ organisation }) => ({
    parked: [...(await listParked(database, organisation))],
  }));

  answerEnrolled(app, service, routes.retryParked, managers, async (sender, { id }) => {
    if (!(await isParked(database, sender.organisation, id))) return refuse('not-found');
    return retryParked(database, sender, id, now());
  });
}
