import { describe, expect, it } from 'vitest';
import { compileRoutes } from '../../../../infra/local/front-door/api-routes.ts';

const routes = compileRoutes(
  [
    ['ANY', '/s'],
    ['ANY', '/s/{token}'],
    ['GET', '/s/form'],
    ['ANY', '/s/{token}/{proxy+}'],
    ['ANY', '/{proxy+}'],
    ['POST', '/api/v1/sessions'],
    ['ANY', '/api/v1/{proxy+}'],
  ].map(([method = '', path = '']) => ({ method, path, functionArn: `${method} ${path}` })),
);

describe('a REST API', () => {
  it.each([
    ['GET', '/s', 'ANY /s', {}],
    ['GET', '/s/', 'ANY /s', {}],
    ['GET', '/s/form', 'GET /s/form', {}],
    ['GET', '/s/abc', 'ANY /s/{token}', { token: 'abc' }],
    ['GET', '/s/abc/page/2', 'ANY /s/{token}/{proxy+}', { token: 'abc', proxy: 'page/2' }],
    ['POST', '/api/v1/sessions', 'POST /api/v1/sessions', {}],
    ['GET', '/api/v1/desks/%E7%9B%B8', 'ANY /api/v1/{proxy+}', { proxy: 'desks/相' }],
    ['GET', '/other', 'ANY /{proxy+}', { proxy: 'other' }],
  ])('%s %s meets %s', (method, path, expected, parameters) => {
    expect(routes.find(method, path)).toMatchObject({ functionArn: expected, parameters });
  });

  it.each([
    ['POST', '/s/form'],
    ['GET', '/'],
    ['GET', '/api/v1/sessions'],
  ])('%s %s meets nothing, although another method or a deeper path would', (method, path) => {
    expect(routes.find(method, path)).toBeUndefined();
  });
});
