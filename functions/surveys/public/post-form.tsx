/**
 * What the form page sends, whichever of its buttons was pressed: the answers are saved first, in one call, and then
 * the person goes on. Whatever keeps them from being saved, the page comes back with everything that was typed.
 */
import type { FormDefinition } from '../../../shared/programmes/form-definition.ts';
import { type Draft, removeBlock } from '../../../shared/programmes/form-draft.ts';
import { type DraftSaved, type SaveDraftRefusal, saveDraft } from '../../../shared/surveys/save-draft.ts';
import { causeOfOrganisation } from '../../../shared/surveys/survey-session.ts';
import { problemDocument, problemOf } from '../../platform/http/problem.ts';
import { json, type Reply, seeOther } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { publicProblems } from '../problems.ts';
import {
  blockOf,
  blockQuery,
  draftInput,
  type FormPost,
  type KnownPage,
  readKnown,
  shownBlocks,
  typedAnswers,
} from './form-post.ts';
import { keptInput } from './kept-input.tsx';
import type { PublicSurveysDeps } from './public-deps.ts';
import { seenAfter } from './seen-answers.ts';
import { sessionMissing } from './session-reply.ts';
import { holds, renewedSession, type SurveyHolder } from './survey-capability.ts';
import { timeText } from './words.ts';

export type FormRequest = RouteRequest<SurveyHolder | undefined, FormPost>;

/** What is saved of the post, and where the person goes on. */
interface Step {
  readonly answers: Draft;
  /** The part of the earlier answer that was looked over. */
  readonly confirms?: string;
  readonly next: string;
}

export type Plan = (form: FormDefinition, post: FormPost, who: SurveyHolder) => Step | Promise<Step>;

export const createSaveDraft = (deps: PublicSurveysDeps) =>
  postForm(deps, (form, post) => ({ answers: typedAnswers(form, post), next: '/s/form?saved=1' }));

export const createGoToCheck = (deps: PublicSurveysDeps) =>
  postForm(deps, (form, post) => ({ answers: typedAnswers(form, post), next: '/s/check' }));

/** One more block, with the focus on it. A group that the form does not have changes nothing. */
export const createAddBlock = (deps: PublicSurveysDeps) =>
  postForm(deps, (form, post) => {
    const answers = typedAnswers(form, post);
    const blocks = shownBlocks(form, answers, post);
    const group = String(post['group'] ?? '');
    const shown = Object.hasOwn(blocks, group) ? blocks[group] : undefined;
    if (shown === undefined) return { answers, next: '/s/form' };
    return { answers, next: `/s/form?${blockQuery({ ...blocks, [group]: shown + 1 })}#${group}.${shown}` };
  });

/** One block less, later ones move up. A block that the page did not show changes nothing. */
export const createRemoveBlock = (deps: PublicSurveysDeps) =>
  postForm(deps, (form, post) => {
    const answers = typedAnswers(form, post);
    const blocks = shownBlocks(form, answers, post);
    const { groupId, place } = blockOf(post);
    const shown = Object.hasOwn(blocks, groupId) ? (blocks[groupId] ?? 0) : 0;
    if (place >= shown) return { answers, next: '/s/form' };
    const next = `/s/form?${blockQuery({ ...blocks, [groupId]: shown - 1 })}#${groupId}`;
    return { answers: removeBlock(form, answers, groupId, place), next };
  });

export function postForm(deps: PublicSurveysDeps, plan: Plan) {
  return async (request: FormRequest): Promise<Reply> => {
    const { who, input: post } = request;
    const known = readKnown(post);
    const form = known && deps.programmes.findForm(known.programme, known.formId, known.formVersion);
    if (known === undefined || form === undefined) return sessionMissing();
    const wantsJson = request.http.headers['accept'] === 'application/json';
    if (!holds(who, post['csrf'])) {
      return wantsJson ? refusedJson('session-ended', request) : keptInput(deps, request, { form, known, post });
    }
    const { answers, confirms, next } = await plan(form, post, who);
    const input = { ...draftInput(form, known, answers), confirms };
    const saved = await saveDraft(deps, who, input, causeOfOrganisation(who, request));
    if (!saved.ok) {
      const { refusal } = saved;
      if (wantsJson) return refusedJson(refusal.kind, request);
      if (refusal.kind === 'already-submitted') return seeOther('/s/receipt');
      return keptInput(deps, request, { form, known, post }, refusal);
    }
    const cookies = renewedSession(request.http.cookies, deps.secureCookies);
    return wantsJson ? { ...savedJson(form, known, saved.value), cookies } : seeOther(next, cookies);
  };
}

/**
 * What the page is based on from now on. Where somebody else's changes stand beside, the page does not show them: it
 * stays on the version that it showed, so that the next save is compared field by field again.
 */
function savedJson(
  form: FormDefinition,
  known: KnownPage,
  { savedAt, version, answers, changed, isMerged }: DraftSaved,
) {
  const seen = seenAfter(form, known.seen ?? '', answers, changed);
  const note = isMerged ? '（ほかの方の変更もあります。画面を開き直すと表示されます）' : '';
  const fields = isMerged ? { seen } : { seen, draftVersion: String(version) };
  return json(200, { savedAt: `${timeText(savedAt)}${note}`, fields });
}

function refusedJson(kind: SaveDraftRefusal['kind'] | 'session-ended', { requestId }: FormRequest): Reply {
  return problemDocument(problemOf(publicProblems, { kind }), requestId);
}
