import type { ServerStep } from './server-app.ts';
import type { Service } from './service.ts';
/** Gives each request a name, logs what came of it, and counts it. */
export declare function noteRequest({ log, metrics, random }: Pick<Service, 'log' | 'metrics' | 'random'>): ServerStep;
