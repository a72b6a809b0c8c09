/** Refusals of the local addresses: RFC 9457, with the field that is meant. */
import type { Answer } from '../front-door/visit.ts';

export class LocalRefusal extends Error {
  readonly status: number;
  readonly field: string | undefined;

  constructor(status: number, message: string, field?: string) {
    super(message);
    this.name = 'LocalRefusal';
    this.status = status;
    this.field = field;
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'The request is not as described',
  403: 'Not from another site',
  404: 'Nothing at this address',
  405: 'This address does not take this method',
  409: 'The clock does not go back',
  413: 'The request is too long',
};

export function problemAnswer({ status, message, field }: LocalRefusal): Answer {
  const title = titles[status] ?? 'Refused';
  const problem = { type: 'about:blank', title, status, detail: message, ...(field === undefined ? {} : { field }) };
  return { status, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(problem) };
}
