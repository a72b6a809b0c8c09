/** All stand-ins of AWS services, made from the model, by the name that stands in a signature's scope. */
import { join } from 'node:path';
import type { MovableClock } from './clock.ts';
import type { Dispatcher } from './dispatch/dispatcher.ts';
import type { Database } from './dynamodb/database.ts';
import { createDynamoDbEndpoint } from './dynamodb/dynamodb-endpoint.ts';
import { createCloudFrontEndpoint } from './endpoints/cloudfront/cloudfront-endpoint.ts';
import { type CognitoEndpoint, createCognitoEndpoint } from './endpoints/cognito/cognito-endpoint.ts';
import { createKmsEndpoint } from './endpoints/kms/kms-endpoint.ts';
import { findClamscan } from './endpoints/malware-scan/clamscan.ts';
import { createMalwareScanner, type MalwareScanner } from './endpoints/malware-scan/malware-scanner.ts';
import { createS3Endpoint, type S3Endpoint } from './endpoints/s3/s3-endpoint.ts';
import { createSesEndpoint, type SesEndpoint } from './endpoints/ses/ses-endpoint.ts';
import type { SystemModel } from './model.ts';
import type { Endpoint, Store } from './ports.ts';
import type { DurableWorkBoard } from './work-board.ts';

export interface Endpoints {
  readonly byService: ReadonlyMap<string, Endpoint>;
  readonly s3: S3Endpoint;
  readonly ses: SesEndpoint;
  readonly cognito: CognitoEndpoint;
  readonly scanner: MalwareScanner;
  readonly mailFolder: string;
}

export interface EndpointsOptions {
  readonly model: SystemModel;
  readonly store: Store;
  readonly clock: MovableClock;
  readonly board: DurableWorkBoard;
  readonly database: Database;
  readonly dispatcher: Dispatcher;
  readonly dataFolder: string;
  readonly secret: string;
}

export async function createEndpoints(options: EndpointsOptions): Promise<Endpoints> {
  const { model, store, clock, board, database, dispatcher, dataFolder, secret } = options;
  const { region, account, buckets, mail, keys, distributions } = model;
  const { events } = dispatcher;
  const callers = new Set(model.functions.map(({ id }) => id));
  const secretOf = (functionId: string) => (callers.has(functionId) ? secret : undefined);
  const shared = { store, clock, events, board, region, account };

  const s3 = createS3Endpoint({ ...shared, buckets, folder: join(dataFolder, 'objects'), secretOf });
  const mailFolder = join(dataFolder, 'mail');
  const ses = createSesEndpoint({ ...shared, mail, folder: mailFolder });
  const cognito = createCognitoEndpoint({ pools: model.userPools, region, store, clock });
  const scanner = createMalwareScanner({ ...shared, objects: s3, clamscan: findClamscan() });
  const dynamodb = await createDynamoDbEndpoint({
    ...{ database, model, clock },
    onWritten: (tableNames) => {
      for (const name of tableNames) dispatcher.notifyWrite(name);
    },
  });
  const others = [
    createKmsEndpoint({ keys, store, clock }),
    createCloudFrontEndpoint({ distributions, account, store, clock }),
    ...dispatcher.endpoints,
  ];
  const all: readonly Endpoint[] = [s3, ses, cognito, dynamodb, ...others];
  const byService = new Map(all.map((endpoint) => [endpoint.service, endpoint]));
  return { byService, s3, ses, cognito, scanner, mailFolder };
}
