import { expose } from 'comlink';
import { syncDatabaseName } from './sync-store.ts';
import { openSyncService } from './sync-service.ts';

expose(openSyncService(syncDatabaseName));
