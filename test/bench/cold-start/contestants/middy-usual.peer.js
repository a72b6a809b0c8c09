// middy, zod, DynamoDB and Powertools as their own guides write them.
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import httpSecurityHeaders from '@middy/http-security-headers';
import validator from '@middy/validator';
import { transpileSchema } from '@middy/validator/transpile';
import { z } from 'zod';

const logger = new Logger({ serviceName: 'surveys' });
const metrics = new Metrics({ namespace: 'surveys', serviceName: 'surveys' });
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const Path = z.object({ id: z.string() });

export const handler = middy()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .use(httpHeaderNormalizer())
  .use(httpSecurityHeaders())
  .use(httpJsonBodyParser({ disableContentTypeError: true }))
  .use(validator({ eventSchema: transpileSchema({ type: 'object' }) }))
  .use(httpErrorHandler())
  .handler(async (event) => {
    const { id } = Path.parse(event.pathParameters);
    const { Item } = await client.send(new GetCommand({ TableName: 't', Key: { pk: id, sk: 'survey' } }));
    return { statusCode: 200, body: JSON.stringify(Item ?? null) };
  });
