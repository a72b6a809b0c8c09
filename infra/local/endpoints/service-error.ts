/**
 * A refusal of the real service, under the name that the SDK turns into an exception class. Thrown, because that is
 * what it becomes for the caller; each protocol catches it in one place.
 */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'ServiceError';
    this.code = code;
    this.status = status;
  }
}

/** The real service can do this, the stand-in does not: 501, so that nothing passes here that was never tried. */
export function notKept(what: string): ServiceError {
  return new ServiceError('NotImplemented', `The one-machine host does not keep ${what}`, 501);
}
