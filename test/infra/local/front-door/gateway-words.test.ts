import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { gatewayWords } from '../../../../infra/local/front-door/gateway-words.ts';
import type { Visit } from '../../../../infra/local/front-door/visit.ts';
import type { ApiModel } from '../../../../infra/local/model.ts';

const worded: ApiModel = {
  ...{ id: 'api', stage: 'live', routes: [] },
  answers: [
    {
      ...{ type: 'DEFAULT_5XX', status: 503, headers: { 'retry-after': '60' } },
      templates: { 'application/json': '{"instance":"$context.requestId"}', 'text/html': '<h1>お待ちください</h1>' },
    },
  ],
};
const bare: ApiModel = { id: 'api', stage: 'live', routes: [] };

function visitWith(accept: string | undefined): Visit {
  const incoming = new IncomingMessage(new Socket());
  if (accept !== undefined) incoming.headers['accept'] = accept;
  const viewer = { address: '127.0.0.1', port: 1 };
  return { method: 'GET', path: '/', query: '', headers: [], viewer, incoming };
}

test('a person gets the page, a program the document with the request in it', () => {
  const page = gatewayWords(worded, 'INTEGRATION_TIMEOUT', visitWith('text/html,*/*;q=0.8'), 'id-1');
  expect(page).toMatchObject({ status: 503, body: '<h1>お待ちください</h1>' });
  expect(page.headers).toMatchObject({ 'content-type': 'text/html', 'retry-after': '60' });
  for (const accept of [undefined, '*/*', 'image/png']) {
    const document = gatewayWords(worded, 'INTEGRATION_FAILURE', visitWith(accept), 'id-2');
    expect(document).toMatchObject({ status: 503, body: '{"instance":"id-2"}' });
  }
});

test('what the template does not word is said as the gateway says it', () => {
  expect(gatewayWords(worded, 'REQUEST_TOO_LARGE', visitWith('text/html'), 'id')).toMatchObject({
    ...{ status: 413, body: '{"message":"Request Too Long"}' },
  });
  expect(gatewayWords(bare, 'MISSING_AUTHENTICATION_TOKEN', visitWith('text/html'), 'id')).toMatchObject({
    ...{ status: 403, body: '{"message":"Missing Authentication Token"}' },
  });
});
