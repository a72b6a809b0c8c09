import type { Choice } from './form-definition.ts';

/** The label is also the value: it is what is shown, exported and searched for. */
export function named(...labels: readonly string[]): readonly Choice[] {
  return labels.map((label) => ({ value: label, label }));
}
