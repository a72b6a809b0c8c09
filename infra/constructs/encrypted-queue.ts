import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** A queue under our key that takes calls over TLS alone. */
export function encryptedQueue(scope: Construct, id: string, key: IKey, props: QueueProps): Queue {
  return new Queue(scope, id, {
    ...props,
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
  });
}
