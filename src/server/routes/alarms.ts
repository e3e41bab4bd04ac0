import { routes } from '../../shared/wire.ts';
import { answerEnrolled } from '../answer.ts';
import { refuse } from '../refusal.ts';
import type { ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
import { writeAlarm } from '../store/alarms.ts';

/** A laptop whose books are not the server's: somebody has to look into it. */
export function serveAlarms(app: ServerApp, service: Service): void {
  const { database, now, log, metrics, alarms } = service;
  answerEnrolled(app, service, routes.alarm, {}, async (sender, alarm) => {
    const { organisation, device } = sender;
    const retryAfterSeconds = await alarms.take(`${organisation}/${device}`);
    if (retryAfterSeconds !== undefined) return refuse('rate-limited', { retryAfterSeconds });
    metrics.alarms.inc();
    log.error({ organisation, device, position: alarm.position }, 'a laptop has another balance than the server');
    await writeAlarm(database, sender, alarm, now());
    return {};
  });
}
