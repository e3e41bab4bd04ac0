import { expose } from 'comlink';
import { openSyncService } from './sync-service.ts';

expose(openSyncService());
