/**
 * form[data-submit-once]: a second click while the form is on its way does nothing, and the button says what is going
 * on (`data-busy-text`). The button stays enabled, or its name and value would not be sent. The server recognises a
 * repeat by the command id in any case; this only spares the person the doubt.
 */
export {};

interface Sending {
  readonly button: HTMLElement | null;
  readonly words: readonly ChildNode[];
}

const sending = new Map<HTMLFormElement, Sending>();

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset['submitOnce'] === undefined) return;
  if (sending.has(form)) {
    event.preventDefault();
    return;
  }
  // The form's own listeners have run by now; one of them may send it in another way.
  if (!event.defaultPrevented) markSending(form, event.submitter);
});

/** A page that comes back from the back-forward cache is as it was left: make it usable again. */
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  for (const [form, { button, words }] of sending) {
    form.removeAttribute('aria-busy');
    button?.removeAttribute('aria-disabled');
    button?.replaceChildren(...words);
  }
  sending.clear();
});

function markSending(form: HTMLFormElement, button: HTMLElement | null): void {
  sending.set(form, { button, words: [...(button?.childNodes ?? [])] });
  form.setAttribute('aria-busy', 'true');
  button?.setAttribute('aria-disabled', 'true');
  const busyText = button?.dataset['busyText'];
  if (busyText !== undefined) button?.replaceChildren(busyText);
}
