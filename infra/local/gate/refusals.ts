/** How each service words what the gate refuses, so that SDKs recognise it (and retry what may be retried). */
import type { SignatureFault } from './sigv4.ts';

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

type Dialect = 'json' | 's3' | 'query';

const dialects: Readonly<Record<string, Dialect>> = { s3: 's3', ses: 'query', cloudfront: 'query' };

function dialectOf(service: string): Dialect {
  return dialects[service] ?? 'json';
}

type Wording = Readonly<Record<Dialect, readonly [code: string, status: number]>>;

const signatureWordings: Readonly<Record<SignatureFault, { readonly wording: Wording; readonly message: string }>> = {
  'unknown-key': {
    wording: {
      json: ['UnrecognizedClientException', 400],
      s3: ['InvalidAccessKeyId', 403],
      query: ['InvalidClientTokenId', 403],
    },
    message: 'The access key is the id of no function of this system.',
  },
  mismatch: {
    wording: {
      json: ['InvalidSignatureException', 400],
      s3: ['SignatureDoesNotMatch', 403],
      query: ['SignatureDoesNotMatch', 403],
    },
    message: 'The request signature we calculated does not match the signature you provided.',
  },
  skewed: {
    wording: {
      json: ['InvalidSignatureException', 400],
      s3: ['RequestTimeTooSkewed', 403],
      query: ['RequestExpired', 400],
    },
    message: "The request was signed more than 15 minutes away from the system's clock.",
  },
  expired: {
    wording: { json: ['InvalidSignatureException', 400], s3: ['AccessDenied', 403], query: ['RequestExpired', 400] },
    message: 'Request has expired',
  },
  malformed: {
    wording: {
      json: ['IncompleteSignatureException', 400],
      s3: ['AuthorizationHeaderMalformed', 400],
      query: ['IncompleteSignature', 400],
    },
    message: 'The authorization of the request is malformed.',
  },
};

export function signatureRefusal(service: string, fault: SignatureFault): Refusal {
  const { wording, message } = signatureWordings[fault];
  const [code, status] = wording[dialectOf(service)];
  return { code, message, status };
}

/** No signature at all. */
export function unsignedRefusal(service: string): Refusal {
  const message = 'The request carries no signature.';
  return service === 's3'
    ? { code: 'AccessDenied', message, status: 403 }
    : { code: 'MissingAuthenticationToken', message, status: 403 };
}

export function bodyRefusal(service: string): Refusal {
  const message = 'The body is not the one that was signed.';
  return service === 's3'
    ? { code: 'XAmzContentSHA256Mismatch', message, status: 400 }
    : signatureRefusal(service, 'mismatch');
}

export function accessRefusal(service: string, message: string): Refusal {
  return dialectOf(service) === 'json'
    ? { code: 'AccessDeniedException', message, status: 400 }
    : { code: 'AccessDenied', message, status: 403 };
}

const throttles: Readonly<Record<string, readonly [code: string, status: number]>> = {
  'cognito-idp': ['TooManyRequestsException', 400],
  dynamodb: ['ProvisionedThroughputExceededException', 400],
  s3: ['SlowDown', 503],
  ses: ['Throttling', 400],
  cloudfront: ['Throttling', 400],
  sqs: ['RequestThrottled', 403],
};

export function throttleRefusal(service: string): Refusal {
  const [code, status] = throttles[service] ?? ['ThrottlingException', 400];
  return { code, status, message: 'Rate exceeded (injected)' };
}

export function internalRefusal(service: string, message: string): Refusal {
  const code = dialectOf(service) === 's3' ? 'InternalError' : 'InternalFailure';
  return { code: service === 'dynamodb' ? 'InternalServerError' : code, message, status: 500 };
}
