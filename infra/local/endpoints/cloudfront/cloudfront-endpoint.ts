/**
 * CloudFront on one machine: CreateInvalidation and GetInvalidation. The front door keeps no copies, so an
 * invalidation is a durable record and nothing more; that it was asked for is what tests look at.
 * @source Amazon CloudFront API Reference, 2020-05-31
 */
import type { DistributionModel } from '../../model.ts';
import type { Endpoint, GateRequest, GateResponse, ParsedCall, Store, SystemClock } from '../../ports.ts';
import { readBody } from '../read-body.ts';
import { xml, xmlDocument } from '../xml.ts';
import { CloudFrontRefusal, refusalDocument } from './cloudfront-refusal.ts';
import { type InvalidationBatch, readBatch } from './invalidation-batch.ts';
import { type Invalidation, openInvalidationTable } from './invalidation-table.ts';

/** How long an invalidation is in progress, in milliseconds. */
const inProgressMs = 1_000;
const largestDocument = 1024 * 1024;
const namespace = 'http://cloudfront.amazonaws.com/doc/2020-05-31/';
const version = '2020-05-31';

export interface CloudFrontOptions {
  readonly distributions: readonly Pick<DistributionModel, 'id'>[];
  readonly account: string;
  readonly store: Store;
  readonly clock: SystemClock;
}

export interface CloudFrontEndpoint extends Endpoint {
  /** Oldest first. */
  invalidations(distributionId: string): readonly Invalidation[];
}

function document({ id, createdAt, callerReference, paths }: Invalidation, now: number): string {
  return xmlDocument(
    'Invalidation',
    [
      xml('Id', id),
      xml('Status', now - createdAt >= inProgressMs ? 'Completed' : 'InProgress'),
      xml('CreateTime', new Date(createdAt).toISOString()),
      xml('InvalidationBatch', [
        xml('Paths', [
          xml('Quantity', paths.length),
          xml(
            'Items',
            paths.map((path) => xml('Path', path)),
          ),
        ]),
        xml('CallerReference', callerReference),
      ]),
    ],
    namespace,
  );
}

export function createCloudFrontEndpoint({
  distributions,
  account,
  store,
  clock,
}: CloudFrontOptions): CloudFrontEndpoint {
  const table = openInvalidationTable(store);
  const known = new Set(distributions.map(({ id }) => id));
  const answer = (status: number, made: Invalidation, headers = {}): GateResponse => ({
    status,
    headers: { 'content-type': 'text/xml', ...headers },
    body: document(made, clock.now()),
  });

  function checkDistribution(id: string): void {
    if (!known.has(id)) throw new CloudFrontRefusal('NoSuchDistribution');
  }

  /** The same reference with the same paths is the same invalidation. */
  function create(distributionId: string, batch: InvalidationBatch): GateResponse {
    checkDistribution(distributionId);
    const made = store.transaction(() => {
      const present = table.byReference(distributionId, batch.callerReference);
      if (!present) return table.add({ ...batch, distributionId, createdAt: clock.now() });
      const isSame = JSON.stringify(present.paths.toSorted()) === JSON.stringify(batch.paths.toSorted());
      if (!isSame) throw new CloudFrontRefusal('InvalidationBatchAlreadyExists');
      return present;
    });
    const location = `https://cloudfront.amazonaws.com/${version}/distribution/${distributionId}/invalidation/${made.id}`;
    return answer(201, made, { location });
  }

  function get(distributionId: string, id: string): GateResponse {
    checkDistribution(distributionId);
    const made = table.byId(distributionId, id);
    if (!made) throw new CloudFrontRefusal('NoSuchInvalidation');
    return answer(200, made);
  }

  async function understand(
    request: GateRequest,
  ): Promise<{ operation: string; distributionId: string; run: () => GateResponse }> {
    const path = request.target.split('?')[0] ?? '';
    const match = /^\/2020-05-31\/distribution\/([A-Za-z0-9_-]+)\/invalidation(?:\/([A-Za-z0-9]+))?$/.exec(path);
    const [, distributionId = '', id] = match ?? [];
    if (match && request.method === 'POST' && id === undefined) {
      const body = await readBody(request.body, largestDocument);
      const batch = readBatch(body?.toString('utf8'));
      return { operation: 'CreateInvalidation', distributionId, run: () => create(distributionId, batch) };
    }
    if (match && request.method === 'GET' && id !== undefined) {
      return { operation: 'GetInvalidation', distributionId, run: () => get(distributionId, id) };
    }
    throw new CloudFrontRefusal('NotImplemented');
  }

  /** A refusal at this stage, too, is answered by `run`, so that it is recorded like any other answer. */
  async function parse(request: GateRequest): Promise<ParsedCall> {
    try {
      const { operation, distributionId, run } = await understand(request);
      const resource = `arn:aws:cloudfront::${account}:distribution/${distributionId}`;
      const needs = [{ action: `cloudfront:${operation}`, resource }];
      return { operation, needs, run: async () => guarded(run) };
    } catch (error) {
      return { operation: 'Refused', needs: [], run: async () => refused(error) };
    }
  }

  return {
    service: 'cloudfront',
    parse,
    refuse: refusalDocument,
    invalidations: (distributionId) => table.all(distributionId),
  };
}

function refused(error: unknown): GateResponse {
  if (!(error instanceof CloudFrontRefusal)) throw error;
  return refusalDocument(error.code, error.message, error.status);
}

function guarded(run: () => GateResponse): GateResponse {
  try {
    return run();
  } catch (error) {
    return refused(error);
  }
}
