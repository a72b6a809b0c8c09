/** A form with a file in one piece (multipart/form-data), as browsers without scripts send it. */
import { platformProblem, RefusedRequest } from './problem.ts';

export interface MultipartForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, { readonly name: string; readonly bytes: Uint8Array }>>;
}

/** Throws RefusedRequest where the body is not such a form. */
export async function readMultipartForm(request: {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}): Promise<MultipartForm> {
  const type = request.headers['content-type'] ?? '';
  if (!type.toLowerCase().startsWith('multipart/form-data')) {
    throw new RefusedRequest(platformProblem('media-type-not-supported'));
  }
  const form = await parse(type, request.body);
  const fields: Record<string, string> = Object.create(null);
  const files: Record<string, { name: string; bytes: Uint8Array }> = Object.create(null);
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') fields[name] ??= value.replace(/\r\n?/g, '\n');
    else files[name] ??= { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) };
  }
  return { fields, files };
}

async function parse(type: string, body: Uint8Array): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    throw new RefusedRequest(platformProblem('body-not-readable'));
  }
}
