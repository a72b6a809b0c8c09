/** Who changed a field last: 最終更新：こども家庭課（令和8年6月10日(水) 10:23） */
import type { JSX } from 'preact';
import type { Field } from '../../../../shared/programmes/form-definition.ts';
import { isOfWeek } from '../../../../shared/programmes/weekly-hours.ts';
import type { Attribution } from '../../../../shared/surveys/attribution.ts';
import { momentText } from '../words.ts';

interface LastAuthorProps {
  readonly authors: Attribution | undefined;
  readonly field: Field;
  /** Those beside it: the fields of a week are one row. */
  readonly fields: readonly Field[];
}

export function LastAuthor({ authors, field, fields }: LastAuthorProps): JSX.Element | null {
  if (authors === undefined) return null;
  const { question } = field;
  const row =
    question.type === 'day-hours' ? fields.filter((each) => isOfWeek(each.question, question.week.id)) : [field];
  const [last] = row.flatMap(({ name }) => authors[name] ?? []).toSorted((one, other) => (one.at < other.at ? 1 : -1));
  if (last === undefined) return null;
  return (
    <p class="dads-support-text">
      最終更新：{last.section ?? '取りまとめ担当'}（{momentText(last.at)}）
    </p>
  );
}
