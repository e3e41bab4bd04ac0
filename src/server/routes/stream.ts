import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { type LogHead, streamPath } from '../../shared/wire.ts';
import { demandEnrolled, senderOf, serve } from '../answer.ts';
import { latestOnly } from '../latest-only.ts';
import { refuse } from '../refusal.ts';
import { sendRefusal, type ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';

/** Tells a laptop, for as long as it listens, where the log ends: at once, and whenever it has grown. */
export function serveStream(app: ServerApp, service: Service): void {
  const { news, metrics, limits, stopping } = service;
  serve(app, service, { method: 'GET', path: streamPath }, [demandEnrolled(service)], async (context) => {
    if (stopping.aborted) return sendRefusal(context, refuse('unavailable'));
    const { organisation, device } = senderOf(context);
    // Proxies that collect an answer before they pass it on would make it useless.
    context.header('x-accel-buffering', 'no');
    return streamSSE(context, async (stream) => {
      const heads = latestOnly<LogHead>();
      const leave = news.follow({
        organisation,
        device,
        onHead: heads.put,
        // Also ends a line that nobody reads at the other end.
        onEnd: () => stream.abort(),
      });
      stream.onAbort(heads.end);
      metrics.streams.inc();
      const heartbeat = beat(stream, limits.heartbeatMs);
      try {
        for await (const head of heads) await stream.writeSSE({ event: 'head', data: JSON.stringify(head) });
      } finally {
        clearInterval(heartbeat);
        leave();
        metrics.streams.dec();
      }
    });
  });
}

/** Says now and then that the line is up, and ends one that has not taken the time before. */
function beat(stream: SSEStreamingApi, everyMs: number): ReturnType<typeof setInterval> {
  let isTaken = true;
  return setInterval(() => {
    if (!isTaken) return stream.abort();
    isTaken = false;
    void stream.write(': here\n\n').then(() => (isTaken = true));
  }, everyMs);
}
