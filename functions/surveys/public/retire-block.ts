/** 廃止: a block of the form is marked as ended instead of being taken away; what is asked about its end comes next. */
import { fieldName, groupsOf } from '../../../shared/programmes/form-definition.ts';
import { blockOf, blockQuery, shownBlocks, typedAnswers } from './form-post.ts';
import { postForm } from './post-form.tsx';
import type { PublicSurveysDeps } from './public-deps.ts';

export const createRetireBlock = (deps: PublicSurveysDeps) =>
  postForm(deps, (form, post) => {
    const answers = typedAnswers(form, post);
    const blocks = shownBlocks(form, answers, post);
    const { groupId, place } = blockOf(post);
    const group = groupsOf(form).find(({ id }) => id === groupId);
    const ending = group?.retiredWhen;
    const state = group?.questions.find(({ id }) => id === ending?.question);
    const [ended] = ending?.isAnyOf ?? [];
    const isShown = place < (blocks[groupId] ?? 0);
    if (group === undefined || state === undefined || ended === undefined || !isShown)
      return { answers, next: '/s/form' };
    const asked = group.questions.find(({ showWhen }) => showWhen?.question === state.id) ?? state;
    return {
      answers: { ...answers, [fieldName(group, place, state)]: ended },
      next: `/s/form?${blockQuery(blocks)}#${fieldName(group, place, asked)}`,
    };
  });
