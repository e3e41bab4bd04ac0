import { Counter, Gauge, Histogram, Registry } from 'prom-client';
/** What is counted for whoever runs the server. Nothing of it tells one organisation from another. */
export type Metrics = ReturnType<typeof openMetrics>;
export declare function openMetrics(): {
    registry: Registry<"text/plain; version=0.0.4; charset=utf-8">;
    requests: Counter<"route" | "status">;
    durations: Histogram<"route">;
    operations: Counter<"outcome">;
    streams: Gauge<string>;
    wrongCodes: Counter<string>;
    alarms: Counter<string>;
};
