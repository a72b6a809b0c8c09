/** The description of the API: whole, well formed, and with examples that the checks accept. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { buildOpenApi } from '../../infra/open-api.ts';

const Schema = z.record(z.string(), z.unknown());
const Media = z.object({ schema: Schema, example: z.unknown().optional() });
const Operation = z.object({
  operationId: z.string().regex(/^[a-z][A-Za-z0-9]+$/),
  summary: z.string().regex(/[ぁ-んァ-ヶ一-龠]/),
  tags: z.array(z.string()).min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  'x-permission': z.string().optional(),
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.enum(['path', 'query', 'header']),
      required: z.boolean(),
      schema: Schema,
      example: z.unknown().optional(),
    }),
  ),
  requestBody: z.object({ required: z.literal(true), content: z.object({ 'application/json': Media }) }).optional(),
  responses: z.record(
    z.string().regex(/^[2-5]\d\d$/),
    z.object({ description: z.string(), content: z.record(z.string(), Media.partial()).optional() }),
  ),
});
const Document = z.object({
  openapi: z.literal('3.1.0'),
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(
    z.string().startsWith('/api/'),
    z.record(z.enum(['get', 'post', 'put', 'patch', 'delete']).or(z.string()), Operation),
  ),
  components: z.object({ securitySchemes: Schema, schemas: Schema }),
});
type Described = z.infer<typeof Operation> & { readonly path: string; readonly method: string };

const ajv = formats.default(new Ajv2020({ strict: false }));
let text: string;
let operations: readonly Described[];
beforeAll(async () => {
  text = await buildOpenApi();
  const { paths } = Document.parse(JSON.parse(text));
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method })),
  );
}, 60_000);

const isChanging = ({ method }: Described) => method !== 'get';

describe('the OpenAPI document', () => {
  it('names every operation once', () => {
    expect(operations.length).toBeGreaterThan(12);
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
  });

  it('describes every parameter of a path, and no other path parameter', () => {
    for (const { path, parameters } of operations) {
      const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(inPath.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
      expect(parameters.filter((parameter) => parameter.in === 'path' && !parameter.required)).toEqual([]);
    }
  });

  it('demands the key of repetition from every changing operation, sessions and links apart', () => {
    const without = operations
      .filter(isChanging)
      .filter(({ parameters }) => !parameters.some(({ name }) => name === 'Idempotency-Key'));
    expect(without.map(({ operationId }) => operationId).sort()).toEqual(['createSession', 'linkForPart']);
    for (const { parameters } of operations.filter((operation) => !isChanging(operation))) {
      expect(parameters.map(({ name }) => name)).not.toContain('Idempotency-Key');
    }
  });

  it('says for every guarded operation which permission it asks for, and what a refusal looks like', () => {
    for (const operation of operations) {
      const guarded = operation.security.length > 0;
      expect([operation.operationId, operation['x-permission'] !== undefined]).toEqual([
        operation.operationId,
        guarded,
      ]);
      const statuses = Object.keys(operation.responses);
      expect(statuses).toEqual(
        expect.arrayContaining(['400', '404', '413', '415', '500', ...(guarded ? ['401', '403'] : [])]),
      );
      expect(statuses.filter((status) => status.startsWith('2'))).toHaveLength(1);
    }
  });

  it('gives for every body and every required parameter an example that its own schema accepts', () => {
    for (const { operationId, requestBody, parameters } of operations) {
      const media = requestBody?.content['application/json'];
      if (media !== undefined)
        expect([operationId, problemsOf(media.schema, media.example)]).toEqual([operationId, null]);
      for (const { name, required, schema, example } of parameters) {
        if (required) expect([operationId, name, example]).not.toContain(undefined);
        if (example !== undefined)
          expect([operationId, name, problemsOf(schema, example)]).toEqual([operationId, name, null]);
      }
    }
  });

  it('refers to nothing that is not there', () => {
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
    expect(new Set(references)).toEqual(new Set(['#/components/schemas/Problem']));
  });
});

function problemsOf(schema: object, example: unknown) {
  const check = ajv.compile(schema);
  check(example);
  return check.errors ?? null;
}
