/** The bus on which everything that happens is told, encrypted under our key. */
import { CfnEventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

export interface EncryptedBusProps {
  readonly name: string;
  readonly key: IKey;
}

export class EncryptedBus extends Construct {
  readonly eventBusArn: string;
  readonly eventBusName: string;

  constructor(scope: Construct, id: string, { name, key }: EncryptedBusProps) {
    super(scope, id);
    const bus = new CfnEventBus(this, 'Bus', { name, kmsKeyIdentifier: key.keyArn });
    this.eventBusArn = bus.attrArn;
    this.eventBusName = bus.ref;
  }
}
