/** AWS Query: one form per call, the operation in `Action`, answers and errors as XML. */
import { randomUUID } from 'node:crypto';
import type { GateResponse } from '../../ports.ts';
import { notKept, ServiceError } from '../service-error.ts';
import { escapeXml } from '../xml.ts';

const namespace = 'http://ses.amazonaws.com/doc/2010-12-01/';

/** The fields of a form, each read at most once; `refuseRest` then finds what nobody asked for. */
export interface QueryForm {
  readonly action: string;
  text(name: string): string | undefined;
  /** `<name>.member.1`, `.2`, ... without gaps. */
  list(name: string): readonly string[];
  /** `<name>.member.1.<field>`, ... as pairs; a missing half is empty. */
  pairs(name: string, first: string, second: string): readonly (readonly [string, string])[];
  refuseRest(): void;
}

export function readForm(body: Buffer): QueryForm {
  const fields = new Map(new URLSearchParams(body.toString('latin1')));
  const take = (name: string) => {
    const value = fields.get(name);
    fields.delete(name);
    return value;
  };
  const action = take('Action') ?? '';
  take('Version');
  return {
    action,
    text: take,
    list(name) {
      const values: string[] = [];
      for (let n = 1; fields.has(`${name}.member.${n}`); n += 1) values.push(take(`${name}.member.${n}`) ?? '');
      return values;
    },
    pairs(name, first, second) {
      const values: [string, string][] = [];
      for (let n = 1; ; n += 1) {
        const a = take(`${name}.member.${n}.${first}`);
        const b = take(`${name}.member.${n}.${second}`);
        if (a === undefined && b === undefined) return values;
        values.push([a ?? '', b ?? '']);
      }
    },
    refuseRest() {
      const rest = [...fields].filter(([, value]) => value !== '').map(([name]) => name);
      if (rest.length > 0) throw notKept(`the field ${rest.join(', ')}`);
    },
  };
}

/** Element names are this code's own; the values are escaped. */
export function xmlAnswer(action: string, result: Readonly<Record<string, string>>): GateResponse {
  const inner = Object.entries(result)
    .map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`)
    .join('');
  const requestId = randomUUID();
  return xml(
    200,
    requestId,
    `<${action}Response xmlns="${namespace}"><${action}Result>${inner}</${action}Result>` +
      `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`,
  );
}

export function xmlRefusal(code: string, message: string, status: number): GateResponse {
  const requestId = randomUUID();
  const type = status < 500 ? 'Sender' : 'Receiver';
  return xml(
    status,
    requestId,
    `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${escapeXml(code)}</Code>` +
      `<Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  );
}

/** Runs a call; a refusal of the service becomes its XML error. */
export async function answerXml(run: () => Promise<GateResponse>): Promise<GateResponse> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ServiceError) return xmlRefusal(error.code, error.message, error.status);
    throw error;
  }
}

function xml(status: number, requestId: string, body: string): GateResponse {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}
