/**
 * [data-asked-with]: a part of a form that is asked only where the field of that name has one of the values in
 * `data-asked-when` (JSON). It is hidden while that is not so and nothing stands in it: what was typed stays in sight,
 * and hidden fields are sent like all others.
 */
export {};

for (const form of document.querySelectorAll('form')) {
  const parts = form.querySelectorAll<HTMLElement>('[data-asked-with]');
  if (parts.length === 0) continue;
  const show = () => {
    const given = new FormData(form);
    for (const part of parts) part.hidden = !isAsked(part, given) && !isFilled(part);
  };
  form.addEventListener('input', show);
  // A back button fills the form in after the scripts have run.
  addEventListener('pageshow', show);
  show();
}

function isAsked(part: HTMLElement, given: FormData): boolean {
  const wanted: unknown = JSON.parse(part.dataset['askedWhen'] ?? '[]');
  const answers = given.getAll(part.dataset['askedWith'] ?? '');
  return Array.isArray(wanted) && answers.some((answer) => wanted.includes(answer));
}

function isFilled(part: HTMLElement): boolean {
  const fields = part.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input:not([type=hidden]), textarea');
  return [...fields].some((field) =>
    field instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(field.type) ? field.checked : field.value !== '',
  );
}
