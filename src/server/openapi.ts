import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { operationSchema } from '../shared/operation.ts';
import { logHeadSchema, PROTOCOL_VERSION, protocolHeader, routes, segmentPath, streamPath } from '../shared/wire.ts';
import { errorReplySchema } from '../shared/wire-error.ts';
import type { JsonRoute } from './answer.ts';
import { createOrganisationRoute } from './routes/organisations.ts';

export type RouteName = keyof typeof routes;

/** What each route is for. */
const routeWords = {
  enrol: 'Turns a code into a laptop’s membership and token.',
  push: 'Sends operations that a laptop has recorded. The answer names every one; sent again, they change nothing.',
  recover: 'Sends what another laptop had saved before it was wiped. For organisers and owners.',
  pull: 'Rows of the log after a place: query after=<position>&chain=<hash>.',
  snapshot: 'What an event’s guest list consists of, to be fetched by hash.',
  missingSegments: 'Which parts of guest lists the server has not got.',
  lease: 'Sets credits aside that the laptop may spend offline.',
  membership: 'What the laptop is to the organisation.',
  renewDevice: 'Gives a copied laptop a name and a token of its own.',
  signOut: 'Ends the laptop’s membership.',
  createCode: 'Makes a code that enrols one laptop. For organisers and owners.',
  devices: 'The organisation’s laptops. For organisers and owners.',
  revokeDevice: 'Signs a laptop out. For organisers and owners.',
  parked: 'Operations that were kept without having been applied. For organisers and owners.',
  retryParked: 'Tries such an operation again. For organisers and owners.',
  alarm: 'Says that a laptop’s balance is another than the server’s.',
} as const satisfies Record<RouteName, string>;

/** One thing that can be asked of the server. */
export interface Endpoint {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly words: string;
  /** Who may ask: anybody, a laptop with its token, or the operator. */
  readonly bearer: 'none' | 'device' | 'operator';
  /** JSON schemas; undefined where nothing is sent, or no JSON comes back. */
  readonly request: object | undefined;
  readonly reply: object | undefined;
}

/** Everything that can be asked of the server. */
export function describeEndpoints(): readonly Endpoint[] {
  const names = Object.keys(routes) as RouteName[];
  return [
    ...names.map((name) => describeRoute(name, routes[name], routeWords[name], name === 'enrol' ? 'none' : 'device')),
    plain(
      'stream',
      'GET',
      streamPath,
      'Server-sent events “head”: where the log ends, whenever it has grown.',
      logHeadSchema,
    ),
    plain(
      'putSegment',
      'PUT',
      segmentPath,
      'Takes a part of a guest list: gzipped JSON under the SHA-256 of its bytes.',
    ),
    plain('getSegment', 'GET', segmentPath, 'A part of a guest list.'),
    describeRoute(
      'createOrganisation',
      createOrganisationRoute,
      'Makes an organisation and the code for its first owner. Only where the server has an operator’s key.',
      'operator',
    ),
  ];
}

function describeRoute(name: string, route: JsonRoute, words: string, bearer: Endpoint['bearer']): Endpoint {
  const { method, path, request, reply } = route;
  return { name, method, path, words, bearer, request: request && jsonSchema(request), reply: jsonSchema(reply) };
}

function plain(name: string, method: string, path: string, words: string, reply?: v.GenericSchema): Endpoint {
  return { name, method, path, words, bearer: 'device', request: undefined, reply: reply && jsonSchema(reply) };
}

/** What goes over the line; rules that JSON schema has no words for are left out. */
function jsonSchema(schema: v.GenericSchema): object {
  const { $schema: _, ...rest } = toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' });
  return rest;
}

/** The OpenAPI 3.1 description of the server, made from the schemas by which it reads and writes. */
export function describeApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of describeEndpoints()) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: describeOperation(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Admit sync server',
      version: String(PROTOCOL_VERSION),
      description: `Requests carry the version that they speak in the header ${protocolHeader}.`,
    },
    paths,
    components: {
      securitySchemes: {
        device: { type: 'http', scheme: 'bearer', description: 'The token that enrolling has brought.' },
        operator: { type: 'http', scheme: 'bearer', description: 'The key of whoever runs the server.' },
      },
      schemas: { Error: jsonSchema(errorReplySchema), Operation: jsonSchema(operationSchema) },
    },
  };
}

function describeOperation({ name, path, words, bearer, request, reply }: Endpoint): object {
  const parameters = [...path.matchAll(/:(\w+)/g)].map(([, parameter]) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    operationId: name,
    summary: words,
    ...(bearer === 'none' ? {} : { security: [{ [bearer]: [] }] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(request === undefined ? {} : { requestBody: { required: true, content: asContent(request) } }),
    responses: {
      200: { description: 'Done.', ...(reply === undefined ? {} : { content: asContent(reply) }) },
      default: { description: 'Not done.', content: asContent({ $ref: '#/components/schemas/Error' }) },
    },
  };
}

function asContent(schema: object): object {
  return { 'application/json': { schema } };
}
