/**
 * form[data-autosave]: saves what was changed, within three seconds, and says so in words.
 *
 * Request: POST to `data-autosave-url`, `application/x-www-form-urlencoded`, the fields of the form as they stand
 * (guard fields too, files not), `Accept: application/json`.
 * Answer: 200 with JSON `{ "savedAt": "14:05", "fields"?: { "version": "4" } }`. `savedAt` is the server's time to
 * show; each of `fields` is put into the hidden field of that name (version, next command id). 401 and 403 mean that
 * the session has ended, 409 and 412 that another screen saved in between, other 4xx that the fields are refused:
 * then nothing more is sent until the person changes something. 5xx and no answer are tried again. While something could
 * not be saved, the words begin with how many fields are not sent (未送信).
 *
 * Each save renews the session. Ten minutes before `data-session-seconds` have passed without one, the part
 * `data-session-warning` is shown with its button, which saves once more.
 */
export {};

const saveAfterMs = 2000;
const firstRetryMs = 5000;
const lastRetryMs = 60_000;
const warnBeforeMs = 10 * 60_000;
/** Characters; the Fetch standard allows 64 KiB for all such requests together. */
const keepaliveLimit = 60_000;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) watch(form);

function watch(form: HTMLFormElement): void {
  const status = form.querySelector<HTMLElement>('[data-autosave-status]');
  const url = form.dataset['autosaveUrl'];
  if (status === null || url === undefined) return;
  const unsent = new Set<string>();
  const say = (state: string, time = '') => {
    status.dataset['state'] = state;
    const count = isUnsent(state) ? (status.dataset['unsent'] ?? '').replace('{count}', String(unsent.size)) : '';
    status.textContent = `${count}${status.dataset[state] ?? ''}${time === '' ? '' : ` ${time}`}`;
  };
  const sessionRenewed = watchSession(form, () => {
    changes += 1;
    void save();
  });
  let changes = 0;
  let savedChanges = 0;
  let timer = 0;
  let isSaving = false;
  let retryMs = firstRetryMs;

  const later = (ms: number) => {
    timer ||= window.setTimeout(save, ms);
  };
  async function save(): Promise<void> {
    clearTimeout(timer);
    timer = 0;
    if (isSaving || changes === savedChanges) return;
    isSaving = true;
    const sent = changes;
    const sentFields = [...unsent];
    const before = status?.dataset['state'] ?? '';
    unsent.clear();
    if (!isUnsent(before)) say('saving');
    const answer = await post(form, url ?? '');
    isSaving = false;
    if (answer.state === 'saved') {
      savedChanges = sent;
      retryMs = firstRetryMs;
      sessionRenewed();
    } else for (const field of sentFields) unsent.add(field);
    say(answer.state, answer.time);
    if (answer.state === 'failed') {
      later(retryMs);
      retryMs = Math.min(retryMs * 2, lastRetryMs);
    } else if (changes !== sent) later(saveAfterMs);
  }

  status.hidden = false;
  form.addEventListener('input', ({ target }) => {
    changes += 1;
    const counted = unsent.size;
    unsent.add(nameOf(target));
    const state = status.dataset['state'] ?? '';
    if (isUnsent(state) && unsent.size !== counted) say(state);
    later(saveAfterMs);
  });
  form.addEventListener('submit', () => {
    // From here on the form itself carries the input; an answer that keeps it comes back as a new page.
    savedChanges = changes;
    clearTimeout(timer);
    timer = 0;
  });
  addEventListener('online', () => void save());
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void save();
  });
  addEventListener('beforeunload', (event) => {
    if (changes !== savedChanges) event.preventDefault();
  });
}

function isUnsent(state: string): boolean {
  return ['failed', 'changed', 'ended', 'refused'].includes(state);
}

function nameOf(target: EventTarget | null): string {
  return target instanceof Element ? (target.getAttribute('name') ?? '') : '';
}

/** Answers what is to be called whenever the session was renewed. */
function watchSession(form: HTMLFormElement, extend: () => void): () => void {
  const warning = form.querySelector<HTMLElement>('[data-session-warning]');
  const seconds = Number(form.dataset['sessionSeconds']);
  if (warning === null || !(seconds > 0)) return () => undefined;
  let timer = 0;
  const renewed = () => {
    clearTimeout(timer);
    warning.hidden = true;
    timer = window.setTimeout(
      () => {
        warning.hidden = false;
      },
      seconds * 1000 - warnBeforeMs,
    );
  };
  warning.querySelector('button')?.addEventListener('click', extend);
  renewed();
  return renewed;
}

interface SavedAnswer {
  readonly savedAt: string;
  readonly fields?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly state: 'saved' | 'failed' | 'changed' | 'ended' | 'refused';
  readonly time?: string;
}

async function post(form: HTMLFormElement, url: string): Promise<Answer> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  const headers = { accept: 'application/json' };
  // Lets the last save outlive the page; browsers refuse it for larger bodies.
  const keepalive = document.hidden && body.toString().length < keepaliveLimit;
  try {
    const response = await fetch(url, { method: 'POST', body, headers, keepalive });
    if (!response.ok) return { state: stateOf(response.status) };
    const { savedAt, fields }: SavedAnswer = await response.json();
    for (const [name, value] of Object.entries(fields ?? {})) {
      const input = form.elements.namedItem(name);
      if (input instanceof HTMLInputElement && input.type === 'hidden') input.value = value;
    }
    return { state: 'saved', time: savedAt };
  } catch {
    return { state: 'failed' };
  }
}

function stateOf(status: number): Answer['state'] {
  if (status === 401 || status === 403) return 'ended';
  if (status === 409 || status === 412) return 'changed';
  return status < 500 && status !== 408 && status !== 429 ? 'refused' : 'failed';
}
