import { mayManageDevices } from '../../shared/role.ts';
import { type PushAnswer, routes } from '../../shared/wire.ts';
import { answerEnrolled } from '../answer.ts';
import type { ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
import { pushOperations, type Sender } from '../store/push.ts';

/** Takes in what laptops have recorded, from laptops of any version: nothing that has happened is turned away. */
export function servePush(app: ServerApp, service: Service): void {
  const { database, limits, now, log } = service;

  async function push(sender: Sender, operations: Parameters<typeof pushOperations>[2]) {
    const { head, answers, cloned } = await pushOperations(database, sender, operations, now());
    note(service, sender, answers);
    if (cloned) log.warn({ organisation: sender.organisation, device: sender.device }, 'two laptops go by one name');
    return { head, answers: [...answers], cloned };
  }

  answerEnrolled(app, service, routes.push, { bodyBytes: limits.pushBytes }, (sender, { operations }) =>
    push(sender, operations),
  );

  answerEnrolled(
    app,
    service,
    routes.recover,
    { may: ({ role }) => mayManageDevices(role), bodyBytes: limits.pushBytes },
    // With the authority of whoever brings it in, under the name of the laptop that recorded it.
    (sender, { device, operations }) => push({ ...sender, device, former: [] }, operations),
  );
}

function note({ metrics, log }: Service, { organisation, device }: Sender, answers: readonly PushAnswer[]): void {
  for (const answer of answers) {
    metrics.operations.inc({ outcome: answer.outcome });
    if (answer.outcome !== 'parked') continue;
    log.warn({ organisation, device, seq: answer.seq, reason: answer.reason }, 'parked');
  }
}
