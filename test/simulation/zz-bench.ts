const { openInProcessDatabase } = await import('./in-process-database.ts');
const db = await openInProcessDatabase();
const org='018f4e5a-0000-7000-8000-000000000001';
await db.query('insert into organisations (id,name,created_at,private_key,public_key) values ($1,$2,$3,$4,$5)',[org,'n',1,'a','b']);
async function time(name:string,n:number,f:(i:number)=>Promise<unknown>){const c0=process.cpuUsage();const t=performance.now(); for(let i=0;i<n;i++) await f(i); const c=process.cpuUsage(c0);console.log(name.padEnd(30),((performance.now()-t)/n).toFixed(3),((c.user+c.system)/1000/n).toFixed(3))}
for (let k=0;k<3;k++){
await time('select org',1000,()=>db.query('select position, chain, account from organisations where id = $1',[org]));
await time('auth',1000,()=>db.query(`select d.id, d.name, d.role, d.events::text[] as events, d.former::text[] as former, d.seen_at, d.revoked_at, d.wipe,
            o.name as organisation_name, o.public_key
     from devices d join organisations o on o.id = d.organisation_id
     where d.organisation_id = $1 and d.token_hash = $2`,[org,'x']));
await time('tx empty',500,()=>db.transaction(async()=>1));
await time('tx lock',500,()=>db.transaction(async(t)=>t.query('select position, chain, account from organisations where id = $1 for no key update',[org])));
await time('tx update',500,()=>db.transaction(async(t)=>t.query('update organisations set position=position+1, account=$2 where id = $1',[org,'x'.repeat(3000)])));
await time('tx insert1',500,(i)=>db.transaction(async(t)=>t.query(`insert into operations (organisation_id, position,id,device_id,device_seq,kind,operation,entries,chain) select $1::uuid, * from unnest($2::bigint[],$3::uuid[],$4::uuid[],$5::bigint[],$6::text[],$7::text[],$8::text[],$9::text[])`,[org,[k*10000+i],[crypto.randomUUID()],[org],[1],['checkIn'],['{}'.repeat(200)],['[]'],['x']])));
}
process.exit(0)
