/**
 * 前回と同じ: takes one part over as it was, and records that it was looked over today. Where something else stands in
 * it, what was typed is saved and the person is asked first. One read, one transaction.
 */
import { compareWithBefore, stateOf, withEarlier } from '../../../shared/surveys/compare-with-before.ts';
import { blockQuery, shownBlocks, typedAnswers } from './form-post.ts';
import { type Plan, postForm } from './post-form.tsx';
import type { PublicSurveysDeps } from './public-deps.ts';

export const createSameAsBefore = (deps: PublicSurveysDeps) => postForm(deps, takeOver(deps, false));

/** After the person was asked. */
export const createReplaceWithBefore = (deps: PublicSurveysDeps) => postForm(deps, takeOver(deps, true));

function takeOver(deps: Pick<PublicSurveysDeps, 'invitations'>, replaces: boolean): Plan {
  return async (form, post, who) => {
    const answers = typedAnswers(form, post);
    const opened = await deps.invitations.open(who.key);
    const part = compareWithBefore(form, answers, opened?.known)?.parts.find(({ id }) => id === post['part']);
    const at = (query: string, id = '') => {
      const blocks = blockQuery(shownBlocks(form, answers, post));
      return `/s/form?${[blocks, query].filter((each) => each !== '').join('&')}${id === '' ? '' : `#${id}`}`;
    };
    if (part?.before === undefined) return { answers, next: at('') };
    const isFilled = part.fields.some(({ name }) => answers[name] !== undefined);
    if (stateOf(part) === 'changed' && isFilled && !replaces) return { answers, next: at(`asks=${part.id}`, part.id) };
    return { answers: withEarlier(answers, part), confirms: part.before, next: at('', part.id) };
  };
}
