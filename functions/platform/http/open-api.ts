/**
 * The OpenAPI 3.1 document, made from the route tables: what is documented is what is checked. Runs when the code is
 * bundled, never in a request.
 */
import * as z from 'zod';
import type { AnyRoute, ApiDescription } from './route.ts';

type Json = Record<string, unknown>;

/** Refusals that the platform itself can answer, whatever the operation. */
const always = [400, 404, 413, 415, 500] as const;

export function openApiDocument(routes: readonly AnyRoute[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    if (route.describe === undefined) continue;
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route, route.describe) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mikata API',
      version: '1.0.0',
      description: '公的な支援事業の調査、連絡、公開、記録のためのAPIです。日付は日本時間の暦日、日時はUTCで表します。',
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: problemSchema },
    },
  };
}

function operation(route: AnyRoute, about: ApiDescription): Json {
  const changes = route.method !== 'GET';
  const schema = asJsonSchema(route.input, 'input');
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
  const { inPath, others } = split(schema, names);
  return {
    operationId: about.operationId,
    summary: about.summary,
    tags: [route.path.split('/')[3] ?? 'system'],
    ...(route.access.kind === 'staff'
      ? { security: [{ accessToken: [] }], 'x-permission': route.access.permission }
      : { security: [] }),
    parameters: [
      ...parametersOf(inPath, 'path', about.example),
      ...(changes ? [] : parametersOf(others, 'query', about.example)),
      ...(changes && about.repeatable !== false ? [idempotencyKey] : []),
    ],
    ...(changes && Object.keys(propertiesOf(others)).length > 0 ? { requestBody: bodyOf(others, names, about) } : {}),
    responses: responsesOf(route, about),
  };
}

function split(schema: Json, names: readonly string[]): { inPath: Json; others: Json } {
  const properties = propertiesOf(schema);
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const pick = (wanted: (name: string) => boolean): Json => ({
    ...schema,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => wanted(name))),
    required: required.filter((name) => typeof name === 'string' && wanted(name)),
  });
  return { inPath: pick((name) => names.includes(name)), others: pick((name) => !names.includes(name)) };
}

function propertiesOf(schema: Json): Json {
  const properties = schema['properties'];
  return typeof properties === 'object' && properties !== null ? Object.fromEntries(Object.entries(properties)) : {};
}

function parametersOf(schema: Json, place: 'path' | 'query', example: ApiDescription['example']): Json[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(propertiesOf(schema)).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
    ...(example?.[name] === undefined ? {} : { example: example[name] }),
  }));
}

function bodyOf(schema: Json, pathNames: readonly string[], about: ApiDescription): Json {
  const example = Object.fromEntries(Object.entries(about.example ?? {}).filter(([name]) => !pathNames.includes(name)));
  return {
    required: true,
    content: { 'application/json': { schema, ...(about.example === undefined ? {} : { example }) } },
  };
}

function responsesOf(route: AnyRoute, about: ApiDescription): Json {
  const answers = Object.entries(about.replies).map(([status, schema]) => [
    status,
    schema === null
      ? { description: '成功' }
      : { description: '成功', content: { 'application/json': { schema: asJsonSchema(schema, 'output') } } },
  ]);
  const guarded = route.access.kind === 'staff' ? [401, 403] : [];
  const reused = route.method !== 'GET' && about.repeatable !== false ? [409, 422] : [];
  const refusals = [...new Set([...always, ...guarded, ...reused, ...about.refusals])].sort();
  return Object.fromEntries([...answers, ...refusals.map((status) => [String(status), problemResponse])]);
}

const problemResponse = {
  description: '拒否または失敗',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: '同じ操作のくり返しを見分けるためのキーです。同じキーと同じ内容なら、最初の結果を返します（48時間）。',
  schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{8,64}$' },
  example: '5f0c9c1e-0a5b-4b43-8f7e-2f6f0a1b2c3d',
};

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'instance'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

function asJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  return json;
}
