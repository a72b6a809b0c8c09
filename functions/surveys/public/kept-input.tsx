/** The form page again, with everything that was typed, and why it could not be saved. */
import type { FormDefinition } from '../../../shared/programmes/form-definition.ts';
import { newQuestions } from '../../../shared/surveys/additional-questions.ts';
import type { OpenedInvitation } from '../../../shared/surveys/invitation-repository.ts';
import { standingAnswers } from '../../../shared/surveys/known-answers.ts';
import type { SaveDraftRefusal } from '../../../shared/surveys/save-draft.ts';
import { fieldsThatDiffer } from '../../../shared/surveys/saved-draft.ts';
import { formOf } from '../../../shared/surveys/survey-session.ts';
import { html, type Reply } from '../../platform/http/reply.ts';
import { NotificationBanner } from '../../ui/components/notification-banner.tsx';
import { publicProblems } from '../problems.ts';
import { type FormPost, type KnownPage, shownBlocks, typedAnswers } from './form-post.ts';
import { ConflictNotice, SessionEndedNotice } from './pages/form-notices.tsx';
import { type FormPage, renderFormPage } from './pages/form-page.tsx';
import type { FormRequest } from './post-form.tsx';
import { headOf, type PublicSurveysDeps } from './public-deps.ts';
import { seenMark } from './seen-answers.ts';

export interface PostedForm {
  readonly form: FormDefinition;
  readonly known: KnownPage;
  readonly post: FormPost;
}

/** @param refusal absent where there was no session, or it was another organisation's */
export function keptInput(
  deps: PublicSurveysDeps,
  request: FormRequest,
  { form, known, post }: PostedForm,
  refusal?: Exclude<SaveDraftRefusal, { kind: 'already-submitted' }>,
): Reply {
  const answers = typedAnswers(form, post);
  const page: FormPage = {
    head: { surveyTitle: form.title, contact: deps.programmes.contactOf(known.programme) },
    ...{ programmeId: known.programme, form, answers, blocks: shownBlocks(form, answers, post) },
    // The posted token again: it is bound to the link, so it is right once the link has been opened anew.
    guard: { csrf: String(post['csrf'] ?? ''), commandId: request.guard.commandId },
    ...{ draftVersion: known.draftVersion, seen: known.seen, saveLabel: 'もう一度保存する', autosaves: false },
    sharing: { notice: null, own: known.own, hidesOthers: true },
  };
  const status = publicProblems[refusal?.kind ?? 'session-ended'].status;
  return html(status, renderFormPage({ ...page, ...changesFor(deps, page, refusal) }));
}

type Kept = Exclude<SaveDraftRefusal, { kind: 'already-submitted' }> | undefined;

function changesFor(deps: PublicSurveysDeps, page: FormPage, refusal: Kept): Partial<FormPage> {
  switch (refusal?.kind) {
    case undefined:
      return { notice: <SessionEndedNotice /> };
    case 'draft-changed-meanwhile':
      // Based on what stands there now: saving this page is then a decision, not an accident.
      return {
        head: headOf(deps, refusal.opened.invitation),
        notice: <ConflictNotice form={page.form} stored={refusal.opened.draft} {...refusal} />,
        ...{ answers: refusal.typed, blocks: shownBlocks(page.form, refusal.typed, page.blocks) },
        draftVersion: refusal.opened.draft?.version ?? 0,
        seen: seenMark(page.form, standingAnswers(page.form, refusal.opened)),
        saveLabel: 'この画面の内容で保存する',
      };
    case 'form-upgraded':
      return upgraded(deps, page, refusal.opened);
    case 'draft-too-large':
    case 'field-not-yours':
      return { errors: refusal.problems };
    case 'closed':
      return { head: headOf(deps, refusal.opened.invitation), notice: <NotSaved kind={refusal.kind} /> };
    case 'link-not-valid':
    case 'link-revoked':
    case 'not-yet-open':
    case 'form-not-known':
    case 'not-asked':
      return { notice: <NotSaved kind={refusal.kind} /> };
  }
}

/** The newer version with everything that was typed on the older one; what somebody else saved meanwhile is shown too. */
function upgraded(deps: PublicSurveysDeps, page: FormPage, opened: OpenedInvitation): Partial<FormPage> {
  const form = formOf(deps.programmes, opened);
  const standing = standingAnswers(form, opened);
  const isSomebodyElses = (opened.draft?.version ?? 0) !== page.draftVersion;
  const fields = isSomebodyElses ? fieldsThatDiffer(standing, page.answers) : [];
  return {
    ...{ head: headOf(deps, opened.invitation), form, blocks: shownBlocks(form, page.answers, page.blocks) },
    ...{ draftVersion: opened.draft?.version ?? 0, seen: seenMark(form, standing) },
    news: newQuestions(deps.programmes, opened, form, page.answers),
    notice: (
      <>
        <NotSaved kind="form-upgraded" />
        {fields.length === 0 ? null : (
          <ConflictNotice form={form} stored={opened.draft} typed={page.answers} fields={fields} />
        )}
      </>
    ),
  };
}

function NotSaved({ kind }: { readonly kind: keyof typeof publicProblems }) {
  return (
    <NotificationBanner kind="error" heading="保存できません。入力した内容はこの画面に残っています" announce>
      <p>{publicProblems[kind].sentence}</p>
    </NotificationBanner>
  );
}
