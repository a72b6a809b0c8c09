import { compareWithBefore } from '../../../shared/surveys/compare-with-before.ts';
import type { OpenedForm } from '../../../shared/surveys/open-form.ts';
import type { Before } from './pages/before.tsx';

/** What the pages show beside the answers; `undefined` where nothing is known from before. */
export function beforeOf(
  { form, answers, known, draft, delegations = [] }: OpenedForm,
  asks?: string | undefined,
): Before | undefined {
  const comparison = compareWithBefore(form, answers, known);
  return comparison && { comparison, confirmed: draft?.confirmed ?? {}, delegations, asks };
}
