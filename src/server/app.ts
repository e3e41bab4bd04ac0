import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { protocolHeader } from '../shared/wire.ts';
import { countAttempts } from './attempts.ts';
import { openHeadNews } from './head-news.ts';
import { type Limits, usualLimits } from './limits.ts';
import { openMetrics } from './metrics.ts';
import { noteRequest } from './note-request.ts';
import { refuse } from './refusal.ts';
import { serveAlarms } from './routes/alarms.ts';
import { serveCodes } from './routes/codes.ts';
import { serveDevices } from './routes/devices.ts';
import { serveDocumentation } from './routes/documentation.ts';
import { serveEnrolment } from './routes/enrolment.ts';
import { serveHealth } from './routes/health.ts';
import { serveLeases } from './routes/leases.ts';
import { serveOrganisations } from './routes/organisations.ts';
import { serveParked } from './routes/parked.ts';
import { servePull } from './routes/pull.ts';
import { servePush } from './routes/push.ts';
import { serveSegments } from './routes/segments.ts';
import { serveSnapshots } from './routes/snapshots.ts';
import { serveStream } from './routes/stream.ts';
import { sendRefusal, type ServerApp, type ServerEnv } from './server-app.ts';
import type { Service } from './service.ts';

export interface AppSettings extends Pick<Service, 'database' | 'log' | 'now' | 'random'> {
  readonly leases?: Service['leases'];
  readonly limits?: Partial<Limits>;
  readonly operatorKey?: string | undefined;
  readonly proxies?: number;
  /** Aborted when the server is to stop. */
  readonly stopping?: AbortSignal;
}

/** The server as a function of requests, on a database whose tables are up to date. */
export function createApp(settings: AppSettings): ServerApp {
  const service = openService(settings);
  const app = new Hono<ServerEnv>();
  app.use(noteRequest(service));
  app.use(
    cors({
      // Any page may ask: what it may do depends on the token that it brings, never on a cookie.
      origin: '*',
      allowMethods: ['GET', 'POST', 'PUT'],
      allowHeaders: ['authorization', 'content-type', protocolHeader],
      exposeHeaders: ['retry-after', 'x-request-id'],
      maxAge: 7_200,
    }),
  );
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
      // Whoever puts TLS in front decides for the whole of that host.
      strictTransportSecurity: false,
      // The page for people has a policy of its own.
      overwrite: false,
    }),
  );
  app.use(async (context, next) => {
    await next();
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
  });
  for (const topic of topics) topic(app, service);
  app.notFound((context) => sendRefusal(context, refuse('not-found')));
  app.onError((error, context) => {
    if (isUnstorableText(error)) return sendRefusal(context, refuse('malformed'));
    const place = { err: error, request: context.get('requestId'), route: context.get('route') };
    service.log.error(place, error instanceof HTTPException ? error.message : 'a request failed');
    return sendRefusal(context, refuse('unavailable'));
  });
  return app;
}

const topics: readonly ((app: ServerApp, service: Service) => void)[] = [
  serveHealth,
  serveDocumentation,
  serveOrganisations,
  serveEnrolment,
  serveCodes,
  serveDevices,
  servePush,
  servePull,
  serveStream,
  serveSegments,
  serveSnapshots,
  serveLeases,
  serveParked,
  serveAlarms,
];

function openService(settings: AppSettings): Service {
  const { database, log, now, random, operatorKey, proxies = 0, leases = 'here' } = settings;
  const limits = { ...usualLimits, ...settings.limits };
  const news = openHeadNews({ database, log, followersPerDevice: limits.streamsPerDevice });
  const stopping = settings.stopping ?? new AbortController().signal;
  stopping.addEventListener('abort', () => {
    news.close().catch((error: unknown) => log.warn({ err: error }, 'the streams did not end in order'));
  });
  return {
    database,
    log,
    now,
    random,
    limits,
    operatorKey,
    proxies,
    leases,
    metrics: openMetrics(),
    news,
    wrongCodes: countAttempts({ each: limits.wrongCodesPerAddress, all: limits.wrongCodesInAll }),
    alarms: countAttempts({ each: limits.alarmsPerDevice }),
    stopping,
  };
}

/** PostgreSQL's text holds every character but U+0000, which nobody types. */
function isUnstorableText(error: Error): boolean {
  return 'code' in error && error.code === '22021';
}
