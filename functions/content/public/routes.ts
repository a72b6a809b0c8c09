import * as z from 'zod';
import { open } from '../../platform/http/open-access.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { exit } from './exit.ts';
import { showOpenApi } from './show-open-api.ts';
import { showStaticFile } from './show-static-file.ts';

export function createRoutes(): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/static/{name}',
      access: open,
      input: z.object({ name: z.string().max(80) }),
      handler: showStaticFile,
    }),
    route({
      method: 'GET',
      path: '/api/openapi.json',
      access: open,
      input: z.object({}),
      handler: showOpenApi,
      describe: {
        operationId: 'getOpenApiDocument',
        summary: 'このAPIの記述（OpenAPI 3.1）を得る',
        replies: { 200: z.looseObject({ openapi: z.string() }) },
        refusals: [],
      },
    }),
    route({ method: 'GET', path: '/exit', access: open, input: z.object({}), handler: exit }),
  ];
}
