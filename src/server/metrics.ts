import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What is counted for whoever runs the server. Nothing of it tells one organisation from another. */
export type Metrics = ReturnType<typeof openMetrics>;

export function openMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: 'admit_requests_total',
      help: 'Requests answered, by route and status.',
      labelNames: ['route', 'status'] as const,
      registers,
    }),
    durations: new Histogram({
      name: 'admit_request_seconds',
      help: 'How long answers took, by route.',
      labelNames: ['route'] as const,
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    operations: new Counter({
      name: 'admit_operations_total',
      help: 'Operations that laptops sent, by what became of them.',
      labelNames: ['outcome'] as const,
      registers,
    }),
    streams: new Gauge({ name: 'admit_streams_open', help: 'Laptops that are following live.', registers }),
    wrongCodes: new Counter({
      name: 'admit_wrong_codes_total',
      help: 'Attempts at enrolling with a code that is not valid.',
      registers,
    }),
    alarms: new Counter({
      name: 'admit_alarms_total',
      help: 'Laptops whose balance was another than the one here.',
      registers,
    }),
  };
}
