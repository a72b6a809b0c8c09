import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFrontClient, CreateInvalidationCommand, GetInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCloudFrontEndpoint } from '../../../../../infra/local/endpoints/cloudfront/cloudfront-endpoint.ts';
import { openStore } from '../../../../../infra/local/store.ts';
import { serveEndpoint } from '../../../../support/endpoint-server.ts';
import { fixedClock } from '../../../../support/fakes/fixed-clock.ts';

const DistributionId = 'E1PORTAL';
let folder: string;
let host: Awaited<ReturnType<typeof start>>;

async function start() {
  const clock = fixedClock('2026-06-01T00:00:00Z');
  const store = openStore(join(folder, 'state.db'));
  const distributions = [{ id: DistributionId }];
  const endpoint = createCloudFrontEndpoint({ distributions, account: '123456789012', store, clock });
  const server = await serveEndpoint(endpoint);
  const credentials = { accessKeyId: 'Test-Function', secretAccessKey: 'x' };
  const client = new CloudFrontClient({ endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 });
  const stop = async () => {
    client.destroy();
    await server.close();
    store.close();
  };
  return { clock, endpoint, server, client, stop };
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mikata-cloudfront-'));
  host = await start();
});
afterEach(async () => {
  await host.stop();
  rmSync(folder, { recursive: true });
});

const invalidate = (CallerReference: string, Items: string[], more = {}) =>
  host.client.send(
    new CreateInvalidationCommand({
      DistributionId,
      InvalidationBatch: { CallerReference, Paths: { Quantity: Items.length, Items } },
      ...more,
    }),
  );

test('an invalidation is recorded, and completed a little later', async () => {
  const { Invalidation, Location } = await invalidate('first', ['/', '/news/*', '/%E5%AE%B6?a=1&b=2']);
  expect(Invalidation).toMatchObject({
    Status: 'InProgress',
    CreateTime: new Date(host.clock.now()),
    InvalidationBatch: {
      CallerReference: 'first',
      Paths: { Quantity: 3, Items: ['/', '/news/*', '/%E5%AE%B6?a=1&b=2'] },
    },
  });
  expect(Location).toContain(`/distribution/${DistributionId}/invalidation/${Invalidation?.Id}`);
  host.clock.set(host.clock.now() + 1_000);
  const read = await host.client.send(new GetInvalidationCommand({ DistributionId, Id: Invalidation?.Id }));
  expect(read.Invalidation).toMatchObject({ Id: Invalidation?.Id, Status: 'Completed' });
  expect(host.server.calls[0]).toMatchObject({
    operation: 'CreateInvalidation',
    needs: [
      {
        action: 'cloudfront:CreateInvalidation',
        resource: `arn:aws:cloudfront::123456789012:distribution/${DistributionId}`,
      },
    ],
  });
});

test('the same reference is the same invalidation, over a restart, and cannot name other paths', async () => {
  const first = await invalidate('event-1', ['/a', '/b']);
  await host.stop();
  host = await start();
  const again = await invalidate('event-1', ['/b', '/a']);
  expect(again.Invalidation?.Id).toBe(first.Invalidation?.Id);
  await expect(invalidate('event-1', ['/c'])).rejects.toMatchObject({ name: 'InvalidationBatchAlreadyExists' });
  expect(host.endpoint.invalidations(DistributionId).map(({ paths }) => paths)).toEqual([['/a', '/b']]);
});

test.each([
  ['without paths', [], 'InvalidArgument'],
  ['of a path that does not start with a slash', ['news'], 'InvalidArgument'],
  ['of a path that is not encoded', ['/家'], 'InvalidArgument'],
  ['of a star before the end', ['/*/a'], 'InvalidArgument'],
  ['of more than 3,000 paths', Array.from({ length: 3001 }, (_, n) => `/${n}`), 'BatchTooLarge'],
])('an invalidation %s is refused and not recorded', async (_, paths, name) => {
  await expect(invalidate('refused', paths)).rejects.toMatchObject({ name });
  expect(host.endpoint.invalidations(DistributionId)).toEqual([]);
});

test('a count that does not match is refused', async () => {
  const InvalidationBatch = { CallerReference: 'x', Paths: { Quantity: 2, Items: ['/a'] } };
  const sent = host.client.send(new CreateInvalidationCommand({ DistributionId, InvalidationBatch }));
  await expect(sent).rejects.toMatchObject({ name: 'InconsistentQuantities' });
});

test('what does not exist is said to be missing', async () => {
  await expect(invalidate('x', ['/a'], { DistributionId: 'E2OTHER' })).rejects.toMatchObject({
    name: 'NoSuchDistribution',
  });
  const read = host.client.send(new GetInvalidationCommand({ DistributionId, Id: 'INONE' }));
  await expect(read).rejects.toMatchObject({ name: 'NoSuchInvalidation' });
});

test('any other call answers 501', async () => {
  const response = await fetch(`${host.server.url}/2020-05-31/distribution/${DistributionId}/config`);
  expect(response.status).toBe(501);
  const listed = await fetch(`${host.server.url}/2020-05-31/distribution/${DistributionId}/invalidation`);
  expect(listed.status).toBe(501);
});

test.each(['', '<InvalidationBatch>', '<!DOCTYPE a><InvalidationBatch/>', '<Other/>'])(
  'the document %j is refused',
  async (body) => {
    const url = `${host.server.url}/2020-05-31/distribution/${DistributionId}/invalidation`;
    expect((await fetch(url, { method: 'POST', body })).status).toBe(400);
  },
);
