/** What CloudFront refuses, with its codes and statuses. */
import type { GateResponse } from '../../ports.ts';
import { xml, xmlDocument } from '../xml.ts';

const refusals = {
  BatchTooLarge: [413, 'Invalidation batch specified is too large.'],
  InconsistentQuantities: [400, 'The value of Quantity and the size of Items do not match.'],
  InvalidArgument: [400, 'An argument is invalid.'],
  InvalidationBatchAlreadyExists: [409, 'The caller reference was used for an invalidation of other paths.'],
  MalformedXML: [400, 'The XML document is malformed.'],
  MissingBody: [400, 'This operation requires a body.'],
  NoSuchDistribution: [404, 'The specified distribution does not exist.'],
  NoSuchInvalidation: [404, 'The specified invalidation does not exist.'],
  NotImplemented: [501, 'The stand-in for CloudFront implements CreateInvalidation and GetInvalidation only.'],
} as const satisfies Record<string, readonly [number, string]>;

/** Thrown inside the endpoint; becomes the error document in one place. */
export class CloudFrontRefusal extends Error {
  readonly code: keyof typeof refusals;
  readonly status: number;

  constructor(code: keyof typeof refusals, message?: string) {
    const [status, usual] = refusals[code];
    super(message ?? usual);
    this.code = code;
    this.status = status;
  }
}

export function refusalDocument(code: string, message: string, status: number): GateResponse {
  const error = xml('Error', [
    xml('Type', status < 500 ? 'Sender' : 'Receiver'),
    xml('Code', code),
    xml('Message', message),
  ]);
  return { status, headers: { 'content-type': 'text/xml' }, body: xmlDocument('ErrorResponse', [error]) };
}
