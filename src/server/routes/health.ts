import { serve } from '../answer.ts';
import { refuse } from '../refusal.ts';
import { sendRefusal, type ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
import { hasOrganisations } from '../store/organisations.ts';

/** For what watches over the process. */
export function serveHealth(app: ServerApp, service: Service): void {
  const { metrics, stopping } = service;

  serve(app, service, { method: 'GET', path: '/health' }, [], async (context) => context.json({ healthy: true }));

  serve(app, service, { method: 'GET', path: '/ready' }, [], async (context) => {
    const isReady = !stopping.aborted && (await answers(service));
    return isReady ? context.json({ ready: true }) : sendRefusal(context, refuse('unavailable'));
  });

  serve(app, service, { method: 'GET', path: '/metrics' }, [], async (context) =>
    context.body(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType }),
  );
}

/** Whether the database answers, and has its tables. */
async function answers({ database, log }: Service): Promise<boolean> {
  try {
    await hasOrganisations(database);
    return true;
  } catch (error) {
    log.warn({ err: error }, 'the database does not answer');
    return false;
  }
}
