/**
 * 施策に関する調査票, second version: who leaves the number of consultations blank says why, so that what is not counted
 * can be told from what was overlooked.
 * @source 令和8年度 実施要綱 第3の1(1), 第3の2(2)
 */
import { type FormDefinition, isGroup, type Question, type QuestionGroup } from '../../form-definition.ts';
import { named } from '../../named-choices.ts';
import { orReason } from '../../or-reason.ts';
import { womensMeasures } from './measures.v1.ts';

const reasons = named('集計していない', '集計中', '相談を受け付けていない', 'その他');

export const womensMeasuresV2: FormDefinition = {
  ...womensMeasures,
  version: 2,
  sections: womensMeasures.sections.map((section) => ({
    ...section,
    items: section.items.flatMap((item): readonly (Question | QuestionGroup)[] => {
      if (isGroup(item) || item.id !== 'consultations') return [item];
      return orReason({ ...item, hint: '令和7年度の延べ件数です。' }, reasons);
    }),
  })),
};
