import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeEndpoints } from '../../src/server/openapi.ts';
import type { Database } from '../../src/server/store/database.ts';
import { routes, segmentPath, streamPath } from '../../src/shared/wire.ts';
import { aCheckIn } from '../builders/facts.ts';
import { databases } from './databases.ts';
import { type EnrolledLaptop, type InjectedServer, openInjectedServer, startsAt } from './injected-server.ts';
import { push } from './sending.ts';

interface Described {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>>; readonly securitySchemes: object };
}

interface DescribedOperation {
  readonly operationId: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>> }>
  >;
}

interface JsonSchema {
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, object>>;
}

describe.each(databases)('what the server says of itself, on $name', ({ open }) => {
  let database: Database;
  let server: InjectedServer;
  let owner: EnrolledLaptop;

  beforeAll(async () => {
    database = await open();
    server = await openInjectedServer(database, { operatorKey: 'the-key-of-whoever-runs-it' });
    ({ owner } = await server.found('Gala'));
  });
  afterAll(() => database.close());

  const read = async <T>(path: string): Promise<T> => (await (await server.request('GET', path)).json()) as T;
  const asOpenApi = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

  it('describes every route that laptops use by the schemas that it reads and writes by', async () => {
    const { openapi, paths } = await read<Described>('/openapi.json');
    expect(openapi).toBe('3.1.0');
    for (const [name, { method, path, request, reply }] of Object.entries(routes)) {
      const operation = paths[asOpenApi(path)]?.[method.toLowerCase()];
      expect(operation?.operationId).toBe(name);
      const sent = operation?.requestBody?.content['application/json']?.schema;
      expect(Object.keys(sent?.properties ?? {}).sort()).toEqual(Object.keys(request?.entries ?? {}).sort());
      const answer = operation?.responses['200']?.content?.['application/json']?.schema;
      expect(Object.keys(answer?.properties ?? {}).sort()).toEqual(Object.keys(reply.entries).sort());
      expect(answer?.required).toContain('serverAt');
      expect(operation?.security).toEqual(name === 'enrol' ? undefined : [{ device: [] }]);
      const named = [...path.matchAll(/:(\w+)/g)].map(([, parameter]) => parameter);
      expect((operation?.parameters ?? []).map((parameter) => parameter.name)).toEqual(named);
    }
    const others = [streamPath, asOpenApi(segmentPath), '/v1/organisations'];
    expect(Object.keys(paths).sort()).toEqual(
      [...new Set([...Object.values(routes).map(({ path }) => asOpenApi(path)), ...others])].sort(),
    );
  });

  it('refers to nothing that is not there, and names each operation once', async () => {
    const description = await read<Described>('/openapi.json');
    const text = JSON.stringify(description);
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
      expect(Object.keys(description.components.schemas)).toContain(name);
    }
    const ids = Object.values(description.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(describeEndpoints().length);
  });

  it('tells people as well, without a script', async () => {
    const page = await server.request('GET', '/docs');
    const html = await page.text();
    expect(page.headers.get('content-type')).toContain('text/html');
    for (const { path } of Object.values(routes)) expect(html).toContain(`<code>${path}</code>`);
    expect(html).not.toMatch(/<script|javascript:|<[^>]*\son\w+=/i);
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page.headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}'`);
  });

  it('is healthy and ready, without saying so in the log of every minute', async () => {
    expect(await read('/health')).toEqual({ healthy: true });
    expect(await read('/ready')).toEqual({ ready: true });
    const noted = server.lines.filter(({ fields }) => fields['route'] === 'GET /ready');
    expect(noted.map(({ level }) => level)).toEqual(['debug']);
  });

  it('is not ready once it is to stop, nor without its tables', async () => {
    const stopping = await openInjectedServer(database, { secrets: 'stopping' });
    stopping.stopping.abort();
    expect((await stopping.request('GET', '/ready')).status).toBe(503);
    expect((await stopping.request('GET', '/health')).status).toBe(200);
    const broken = { ...database, query: () => Promise.reject(new Error('The database does not answer')) };
    const cutOff = await openInjectedServer(broken, { secrets: 'cut off' });
    expect((await cutOff.request('GET', '/ready')).status).toBe(503);
  });

  it('counts requests, operations, wrong codes and alarms, and tells nobody’s secrets', async () => {
    const { token } = owner;
    await push(server, owner, [aCheckIn({ id: 'a', ms: startsAt, device: 'Gala owner' }), { kind: 'teleport' }]);
    await push(server, owner, [aCheckIn({ id: 'a', ms: startsAt, device: 'Gala owner' })]);
    await server.askInVain(routes.enrol, { body: { code: 'ZZZZZZZZ', device: owner.device, formerDevices: [] } });
    const alarm = { position: 1, chain: '0'.repeat(64), here: { credit: 1 }, there: { credit: 2 } };
    await server.ask(routes.alarm, { token, body: alarm });
    await server.request('GET', '/v1/secret-name');
    const text = await (await server.request('GET', '/metrics')).text();
    for (const line of [
      'admit_operations_total{outcome="applied"} 1',
      'admit_operations_total{outcome="duplicate"} 1',
      'admit_operations_total{outcome="parked"} 1',
      'admit_requests_total{route="POST /v1/push",status="200"} 2',
      'admit_requests_total{route="none",status="404"} 1',
      'admit_wrong_codes_total 1',
      'admit_alarms_total 1',
      'admit_streams_open 0',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    for (const secret of [token, 'secret-name', owner.reply.organisation.id, 'ZZZZZZZZ'])
      expect(text).not.toContain(secret);
    const [kept] = await database.query<{ content: string }>('select content from alarms where organisation_id = $1', [
      owner.reply.organisation.id,
    ]);
    expect(JSON.parse(kept?.content ?? '')).toEqual(alarm);
  });

  it('a laptop that raises one alarm after the other has to wait', async () => {
    const strict = await openInjectedServer(database, {
      secrets: 'strict',
      limits: { alarmsPerDevice: { attempts: 2, seconds: 60 } },
    });
    const body = { position: 1, chain: '0'.repeat(64), here: {}, there: {} };
    await strict.ask(routes.alarm, { token: owner.token, body });
    await strict.ask(routes.alarm, { token: owner.token, body });
    expect(await strict.askInVain(routes.alarm, { token: owner.token, body })).toMatchObject({ status: 429 });
  });
});
