import * as z from 'zod';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import { randomIds } from '../../platform/clock.ts';
import { readConfig } from '../../platform/config.ts';
import { createChangeSaver } from '../../platform/dynamodb/change.ts';
import { createDocumentClient } from '../../platform/dynamodb/document-client.ts';
import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { createSiteBucket } from '../../platform/s3/site-bucket.ts';
import { staticFiles } from '../../ui/static-files.ts';
import { createAreaDesksRepository } from '../dynamodb-area-desks-repository.ts';
import { onPagesOutdated } from './handler.ts';

const config = readConfig([
  'CONTENT_TABLE',
  'OUTBOX_TABLE',
  'AUDIT_TABLE',
  'SITE_BUCKET',
  'DISTRIBUTIONS',
  'APP_ORIGIN',
]);
const client = createDocumentClient();
const tables = { own: config.CONTENT_TABLE, outbox: config.OUTBOX_TABLE, audit: config.AUDIT_TABLE };
const changes = createChangeSaver(client, tables, randomIds);
const distributions = z.record(z.string(), z.string()).parse(JSON.parse(config.DISTRIBUTIONS));

export const handler = eventSubscriber([
  onPagesOutdated(
    {
      areas: createAreaDesksRepository({ client, table: config.CONTENT_TABLE, changes }),
      site: createSiteBucket({ bucket: config.SITE_BUCKET, distributions }),
      places: localGovernments,
      staticFiles: staticFiles.map(({ path, contentType, body }) => ({
        path: path.slice(1),
        contentType,
        body,
        maxAgeSeconds: 31_536_000,
      })),
    },
    config.APP_ORIGIN,
  ),
]);
