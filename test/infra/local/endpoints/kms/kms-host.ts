/** The KMS stand-in over a store, and the real SDK client in front of it. */
import { KMSClient } from '@aws-sdk/client-kms';
import { createKmsEndpoint } from '../../../../../infra/local/endpoints/kms/kms-endpoint.ts';
import type { KeyModel } from '../../../../../infra/local/model.ts';
import { openStore } from '../../../../../infra/local/store.ts';
import { serveEndpoint } from '../../../../support/endpoint-server.ts';
import { fixedClock } from '../../../../support/fakes/fixed-clock.ts';

const key = (id: string, spec: string, usage: string, aliases: readonly string[] = []): KeyModel => ({
  id,
  arn: `arn:aws:kms:ap-northeast-1:123456789012:key/${id}`,
  spec,
  usage,
  aliases,
});

export const keys = {
  data: key('data-key', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', ['alias/mikata/data']),
  cases: key('cases-key', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT'),
  mac: key('mac-key', 'HMAC_256', 'GENERATE_VERIFY_MAC', ['mikata/mac']),
  signing: key('signing-key', 'ECC_NIST_P256', 'SIGN_VERIFY'),
} as const;

export type KmsHost = Awaited<ReturnType<typeof startKmsHost>>;

export async function startKmsHost(file = ':memory:') {
  const store = openStore(file);
  const clock = fixedClock('2026-06-01T00:00:00Z');
  const server = await serveEndpoint(createKmsEndpoint({ keys: Object.values(keys), store, clock }));
  const client = new KMSClient({
    endpoint: server.url,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    client,
    server,
    async stop() {
      client.destroy();
      await server.close();
      store.close();
    },
  };
}
