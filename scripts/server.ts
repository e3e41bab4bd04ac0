// `npm run server`: the sync server, for the laptops of an event or of many organisations.
import { runServer } from '../src/server/main.ts';
import { runScript } from './problem.ts';

await runScript(() => runServer(process.argv.slice(2), process.env));
