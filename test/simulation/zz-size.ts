import 'fake-indexeddb/auto';
process.on('uncaughtException', (e) => { console.log('UNCAUGHT', String(e?.stack ?? e).slice(0,3000)); process.exit(1); });
process.on('unhandledRejection', (e: any) => { console.log('UNHANDLED', String(e?.stack ?? e).slice(0,3000)); process.exit(1); });
const { openInProcessDatabase } = await import('./in-process-database.ts');
const { openBackups } = await import('./server-storage.ts');
const { runSchedule } = await import('./run-schedule.ts');
const { addCounts, countsTable, noCounts } = await import('./counters.ts');
const inner = await openInProcessDatabase();
const kinds2=new Map(); let calls=0;
const note=(s:string)=>{calls++; const k=s.slice(0,90).replace(/\s+/g,' '); kinds2.set(k,(kinds2.get(k)??0)+1)};
const stats=process.argv[4]==='stats';
const database: any=!stats?inner:{...inner, query:(s,p)=>{note(s);return inner.query(s,p)}, transaction:(w)=>{note('begin');return inner.transaction(tr=>w({query:(s,p)=>{note(s);return tr.query(s,p)}}))}};
const backups = await openBackups(inner);
const from=Number(process.argv[2]??1), to=Number(process.argv[3]??from);
let all=noCounts; let cpu=0; let failed=0; const kinds=new Map();const routes=new Map();
for (let seed=from;seed<=to;seed++){ const t=performance.now(); const c0=process.cpuUsage();
const r = await runSchedule({seed, devices:3, operations:40},{database, backups, ...(process.argv[4]==='trace'?{onTrace:(l)=>console.log(l.slice(0,1500))}:stats?{onTrace:(l)=>{const m=/ (server \S+ \d+|server \S+ crashed)/.exec(l); if(m) routes.set(m[1].replace(/[0-9a-f]{64}/,'H'),(routes.get(m[1].replace(/[0-9a-f]{64}/,'H'))??0)+1)}}:{})});
const c=process.cpuUsage(c0); cpu+=(c.user+c.system)/1000;
all=addCounts(all,r.counts);
if (r.failure!==undefined){failed++; console.log(seed, r.failure.slice(0,700));const k=r.failure.replace(/[0-9a-f-]{36}/g,'ID').replace(/\d+/g,'N').slice(0,60);kinds.set(k,[...(kinds.get(k)??[]),seed])}
if(process.argv[4]==='each')console.log(seed, performance.now()-t|0, r.counts.requests, r.traceHash.slice(0,8));
}
console.log(countsTable(all)); console.log('failed',failed,'of',to-from+1,'cpu per schedule',cpu/(to-from+1));
for(const [k,s] of kinds)console.log(s.length,k,s.slice(0,8).join());
if(stats){const n=to-from+1;console.log([...routes].sort((a,b)=>b[1]-a[1]).map(([k,c])=>(c/n).toFixed(1)+' '+k).join('\n'));console.log([...kinds2].sort((a,b)=>b[1]-a[1]).slice(0,30).map(([k,c])=>(c/n).toFixed(1)+' '+k).join('\n'),calls/n);}
process.exit(0)
