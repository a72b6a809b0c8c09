import type { KMSClient } from '@aws-sdk/client-kms';
import { createLinkSecrets, type LinkSecrets } from '../../../functions/platform/links/link-secrets.ts';

/** Derives links as the system does, from a secret that every test has. */
export function testLinkSecrets(): LinkSecrets {
  const send = async () => ({ Mac: new Uint8Array(32).fill(9) });
  return createLinkSecrets('key', { send } as unknown as Pick<KMSClient, 'send'>);
}
