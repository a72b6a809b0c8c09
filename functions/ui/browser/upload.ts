/**
 * form[data-upload]: one large file in parts, straight to storage, with progress; goes on where it stopped.
 *
 * All calls are POST with JSON in and out and the header `x-csrf-token` (the form's hidden field `csrf`):
 * 1. `data-start-url` `{ name, size, contentType, lastModified, commandId }` ->
 *    `{ partBytes, partsUrl, completeUrl, done: [{ partNumber, etag, sha256 }] }`. The same caller with the same name,
 *    size and lastModified gets the same unfinished upload back, with the parts that storage holds already in `done`.
 * 2. `partsUrl` `{ partNumber, sha256 }` -> `{ url }`: presigned PUT for this part with this SHA-256 (base64).
 * 3. PUT of the bytes to `url` with `x-amz-checksum-sha256`; the answer exposes `ETag` (CORS).
 * 4. `completeUrl` `{ parts: [{ partNumber, etag, sha256 }] }` -> `{ location }`: the page to show next.
 * Any 4xx is a refusal (told, not repeated); no answer and 5xx are tried three times, then offered to resume.
 */
export {};

interface Part {
  readonly partNumber: number;
  readonly etag: string;
  readonly sha256: string;
}

interface Upload {
  readonly partBytes: number;
  readonly partsUrl: string;
  readonly completeUrl: string;
  readonly done: readonly Part[];
}

class Refused extends Error {}

const tries = 3;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) watch(form);

function watch(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type=file]');
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]');
  const stopper = form.querySelector<HTMLElement>('[data-upload-stop]');
  let abort: AbortController | undefined;
  stopper?.addEventListener('click', () => abort?.abort());
  addEventListener('beforeunload', (event) => {
    if (abort !== undefined) event.preventDefault();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (abort !== undefined) return;
    const file = input?.files?.[0];
    if (file === undefined) return say(form, 'noFile');
    abort = new AbortController();
    if (stopper !== null) stopper.hidden = false;
    let next: string | undefined;
    try {
      next = await send(form, file, abort.signal);
    } catch (error) {
      say(form, abort.signal.aborted ? 'stopped' : error instanceof Refused ? 'refused' : 'failed');
      if (button !== null) button.textContent = form.dataset['resume'] ?? '';
    }
    abort = undefined;
    if (stopper !== null) stopper.hidden = true;
    if (next !== undefined) location.assign(next);
  });
}

async function send(form: HTMLFormElement, file: File, signal: AbortSignal): Promise<string> {
  const { name, size, type, lastModified } = file;
  const call = (url: string, body: object) => repeat(signal, () => postJson(form, url, body, signal));
  say(form, 'preparing');
  const commandId = form.querySelector<HTMLInputElement>('[name=commandId]')?.value;
  const startUrl = form.dataset['startUrl'] ?? '';
  const upload: Upload = await call(startUrl, { name, size, contentType: type, lastModified, commandId });
  const parts: Part[] = [...upload.done];
  const bytesOf = (partNumber: number) =>
    file.slice((partNumber - 1) * upload.partBytes, partNumber * upload.partBytes);
  let sent = parts.reduce((sum, { partNumber }) => sum + bytesOf(partNumber).size, 0);
  for (let partNumber = 1; partNumber === 1 || (partNumber - 1) * upload.partBytes < size; partNumber += 1) {
    progress(form, sent, size);
    if (parts.some((part) => part.partNumber === partNumber)) continue;
    const blob = bytesOf(partNumber);
    const sha256 = await digest(blob);
    const { url }: { readonly url: string } = await call(upload.partsUrl, { partNumber, sha256 });
    parts.push({ partNumber, sha256, etag: await repeat(signal, () => put(url, blob, sha256, signal)) });
    sent += blob.size;
  }
  progress(form, size, size);
  say(form, 'finishing');
  parts.sort((one, other) => one.partNumber - other.partNumber);
  const next: { readonly location: string } = await call(upload.completeUrl, { parts });
  say(form, 'done');
  return next.location;
}

async function postJson(form: HTMLFormElement, url: string, body: object, signal: AbortSignal) {
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    'x-csrf-token': form.querySelector<HTMLInputElement>('[name=csrf]')?.value ?? '',
  };
  return checked(await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal })).json();
}

async function put(url: string, body: Blob, sha256: string, signal: AbortSignal): Promise<string> {
  const headers = { 'x-amz-checksum-sha256': sha256 };
  return checked(await fetch(url, { method: 'PUT', headers, body, signal })).headers.get('etag') ?? '';
}

function checked(response: Response): Response {
  if (response.ok) return response;
  throw response.status < 500 ? new Refused() : new Error();
}

async function repeat<T>(signal: AbortSignal, attempt: () => Promise<T>, left = tries): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (signal.aborted || error instanceof Refused || left <= 1) throw error;
    await new Promise((resolve) => setTimeout(resolve, 1000 * 2 ** (tries - left)));
    return repeat(signal, attempt, left - 1);
  }
}

async function digest(blob: Blob): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}

function progress(form: HTMLFormElement, sent: number, size: number): void {
  const box = form.querySelector<HTMLElement>('[data-upload-progress]');
  const bar = box?.querySelector('progress');
  const percent = size === 0 ? 100 : Math.floor((sent / size) * 100);
  if (box) box.hidden = false;
  if (bar) bar.value = percent;
  say(form, 'sending', `${percent}%`);
}

function say(form: HTMLFormElement, state: string, more = ''): void {
  const status = form.querySelector<HTMLElement>('[data-upload-status]');
  if (status !== null) status.textContent = `${form.dataset[state] ?? ''} ${more}`.trim();
}
