/** The form of whoever holds the session, and the part of it that they answer. */
import type { FormDefinition } from '../../../shared/programmes/form-definition.ts';
import { formWithin } from '../../../shared/surveys/delegation.ts';
import { type OpenedForm, openForm } from '../../../shared/surveys/open-form.ts';
import type { Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { sessionMissing, sessionRefused } from '../public/session-reply.ts';
import type { SurveyHolder } from '../public/survey-capability.ts';
import type { SurveyFilesDeps } from './files-deps.ts';

export interface HeldForm {
  readonly who: SurveyHolder;
  readonly opened: OpenedForm;
  /** A colleague's sections alone. */
  readonly form: FormDefinition;
}

export type HeldRequest<Input = unknown> = RouteRequest<SurveyHolder | undefined, Input>;

export async function holdForm(
  deps: Pick<SurveyFilesDeps, 'invitations' | 'programmes'>,
  { who, at }: HeldRequest,
): Promise<HeldForm | { readonly reply: Reply }> {
  if (who === undefined) return { reply: sessionMissing() };
  const opened = await openForm(deps, who, at);
  if (!opened.ok) return { reply: sessionRefused(deps, who, opened.refusal) };
  return { who, opened: opened.value, form: formWithin(opened.value.form, who.delegation?.formSections) };
}
