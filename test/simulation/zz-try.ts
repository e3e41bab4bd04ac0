import 'fake-indexeddb/auto';
process.on('uncaughtException', (e) => { console.log('UNCAUGHT', String(e?.stack ?? e).slice(0,3000)); process.exit(1); });
const { openInProcessDatabase } = await import('./in-process-database.ts');
const { openBackups } = await import('./server-storage.ts');
const { openWorld } = await import('./open-world.ts');
const { setUp } = await import('./set-up.ts');
let t=performance.now();
const inner = await openInProcessDatabase();
let n=0; const kinds=new Map();
const note=(s)=>{n++; kinds.set(s.slice(0,60).replace(/\s+/g,' '),(kinds.get(s.slice(0,60).replace(/\s+/g,' '))??0)+1)};
const database={...inner, query:(s,p)=>{note(s);return inner.query(s,p)}, transaction:(w)=>{note('begin');return inner.transaction(tr=>w({query:(s,p)=>{note(s);return tr.query(s,p)}}))}};
const backups = await openBackups(database);
console.log('db', performance.now()-t);
const N=Number(process.argv[2]??10);
for (let i=0;i<N;i++){ t=performance.now(); const c0=process.cpuUsage(); n=0;kinds.clear();
await backups.empty(); const e=performance.now()-t;
const world = await openWorld({seed: 1+i, database, backups, bugs: {}});
await setUp(world, 5);
const c=process.cpuUsage(c0);
console.log(world.failure(), e|0, performance.now()-t|0, (c.user+c.system)/1000|0, world.counters.counts().requests, n, world.traceHash().slice(0,8));}
console.log([...kinds].sort((a,b)=>b[1]-a[1]).map(([k,c])=>c+' '+k).join('\n'))
process.exit(0)
