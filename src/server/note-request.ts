import type { ServerStep } from './server-app.ts';
import type { Service } from './service.ts';

/** Gives each request a name, logs what came of it, and counts it. */
export function noteRequest({ log, metrics, random }: Pick<Service, 'log' | 'metrics' | 'random'>): ServerStep {
  return async (context, next) => {
    const startedAt = performance.now();
    const requestId = Buffer.from(random(8)).toString('hex');
    context.set('requestId', requestId);
    context.header('x-request-id', requestId);
    await next();
    const ms = performance.now() - startedAt;
    const { status } = context.res;
    // An address that there is none of may hold anything: it is not written down.
    const route = context.get('route') ?? 'none';
    const sender = context.get('sender');
    metrics.requests.inc({ route, status: String(status) });
    metrics.durations.observe({ route }, ms / 1_000);
    log[levelOf(status, route)](
      {
        request: requestId,
        method: context.req.method,
        route,
        status,
        ms: Math.round(ms * 10) / 10,
        organisation: sender?.organisation,
        device: sender?.device,
        refused: context.get('refusal')?.refused,
      },
      'request',
    );
  };
}

/** Routes that machines ask every few seconds. */
const quietRoutes = new Set(['GET /health', 'GET /ready', 'GET /metrics']);

function levelOf(status: number, route: string): 'debug' | 'info' | 'warn' | 'error' {
  if (quietRoutes.has(route)) return 'debug';
  if (status >= 500) return 'error';
  return status >= 400 ? 'warn' : 'info';
}
