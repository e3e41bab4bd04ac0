import { mayManageDevices, type Role } from '../../shared/role.ts';
import { routes } from '../../shared/wire.ts';
import { answerEnrolled } from '../answer.ts';
import { isRefusal, refuse } from '../refusal.ts';
import type { ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
import { countActiveOwners, findDevice, listDevices, revokeDevice } from '../store/devices.ts';

/** The organisation's laptops, for those who manage them. */
export function serveDevices(app: ServerApp, service: Service): void {
  const { database, now, log } = service;
  const managers = { may: ({ role }: { readonly role: Role }) => mayManageDevices(role) };

  answerEnrolled(app, service, routes.devices, managers, async ({ organisation }) => ({
    devices: [...(await listDevices(database, organisation))],
  }));

  answerEnrolled(app, service, routes.revokeDevice, managers, async (sender, { device, wipe }) => {
    const { organisation } = sender;
    const result = await database.transaction(async (transaction) => {
      const known = await findDevice(transaction, organisation, device);
      if (known === undefined) return refuse('not-found');
      if (known.role === 'owner' && sender.role !== 'owner') return refuse('owner-revokes-owner');
      if (known.role === 'owner' && known.isActive && (await countActiveOwners(transaction, organisation)) === 1) {
        return refuse('last-owner');
      }
      await revokeDevice(transaction, organisation, device, { now: now(), wipe });
      return {};
    });
    if (!isRefusal(result)) log.info({ organisation, device, by: sender.device, wipe }, 'signed out');
    return result;
  });
}
