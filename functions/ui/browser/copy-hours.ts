/**
 * [data-copy-hours]: holds a button that puts the first field of its set into the four after it, where these are empty.
 * It is hidden without scripts; the fields are then filled one by one.
 */
export {};

const followingDays = 4;

for (const part of document.querySelectorAll<HTMLElement>('[data-copy-hours]')) {
  part.hidden = false;
  part.addEventListener('click', () => {
    const fields = part.closest('fieldset')?.querySelectorAll<HTMLInputElement>('input[type=text]') ?? [];
    const [first, ...days] = fields;
    if (first === undefined || first.value === '') return first?.focus();
    for (const day of days.slice(0, followingDays)) day.value ||= first.value;
    first.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
