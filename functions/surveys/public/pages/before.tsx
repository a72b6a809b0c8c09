/** 前回の回答: what was answered last time, beside what stands now, and 前回と同じ for each part. */
import type { ComponentChildren, JSX } from 'preact';
import { wareki } from '../../../../shared/calendar/wareki.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import { displayAnswer } from '../../../../shared/programmes/check-answer.ts';
import type { QuestionGroup } from '../../../../shared/programmes/form-definition.ts';
import { isOfWeek, weekInWords } from '../../../../shared/programmes/weekly-hours.ts';
import {
  type ComparedField,
  type ComparedPart,
  type Comparison,
  isLocked,
  partOfField,
  stateOf,
} from '../../../../shared/surveys/compare-with-before.ts';
import type { Delegation } from '../../../../shared/surveys/delegation.ts';
import type { FieldChanges } from '../../../../shared/surveys/saved-draft.ts';
import { Button } from '../../../ui/components/button.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { StatusTag } from '../../../ui/components/status-tag.tsx';

export interface Before {
  readonly comparison: Comparison;
  /** What was looked over, by its part from before. */
  readonly confirmed: FieldChanges;
  readonly delegations: readonly Delegation[];
  /** The part of which the person is asked whether its input is to be replaced. */
  readonly asks?: string | undefined;
}

const none = '（未回答）';

function inWords(field: ComparedField): string {
  return field.earlier === undefined ? none : displayAnswer(field.question, field.earlier);
}

/** Under a field's label; a difference is said in words and marked. A week is told in one line. */
export function earlierAnswer(before: Before | undefined, name: string): JSX.Element | null {
  const part = before && partOfField(before.comparison, name);
  const field = part?.fields.find((each) => each.name === name);
  if (part?.before === undefined || field === undefined || field.question.personal !== false) return null;
  const { words, isChanged } = told(part, field);
  return (
    <span class="app-before" data-changed={isChanged ? 'true' : undefined}>
      {isChanged ? '前回と異なります。' : ''}前回の回答：{words}
    </span>
  );
}

/** What it was before, where it is no longer so. */
export function changeInWords(before: Before | undefined, name: string): string | undefined {
  const part = before && partOfField(before.comparison, name);
  const field = part?.fields.find((each) => each.name === name);
  if (part?.before === undefined || field === undefined) return undefined;
  const { words, isChanged } = told(part, field);
  return isChanged ? words : undefined;
}

function told({ fields }: ComparedPart, field: ComparedField): { readonly words: string; readonly isChanged: boolean } {
  const { question } = field;
  if (question.type !== 'day-hours') return { words: inWords(field), isChanged: field.isChanged };
  const days = fields.filter((each) => isOfWeek(each.question, question.week.id));
  const earlierOf = new Map(days.map((day) => [day.question.id, day.earlier]));
  const week = days.map((day) => day.question).filter((day) => day.type === 'day-hours');
  const words = weekInWords(week, ({ id }) => earlierOf.get(id));
  return {
    words: words === undefined ? none : `${words.days} ${words.hours}`,
    isChanged: days.some(({ isChanged }) => isChanged),
  };
}

/** A locked answer is shown and sent back as it was. */
export function lockedField(before: Before | undefined, name: string): ComparedField | undefined {
  const field = before && partOfField(before.comparison, name)?.fields.find((each) => each.name === name);
  return field !== undefined && isLocked(field) ? field : undefined;
}

export function LockedAnswer({ field }: { readonly field: ComparedField }): JSX.Element {
  const { name, question, earlier = '' } = field;
  return (
    <div class="dads-field" id={name}>
      <p class="dads-label">{question.label}</p>
      <p class="app-answer">{inWords(field)}</p>
      <p class="dads-support-text">変更できません：{question.locked?.reason}</p>
      {(typeof earlier === 'string' ? [earlier] : earlier).map((value) => (
        <input key={value} type="hidden" name={name} value={value} />
      ))}
    </div>
  );
}

interface PartProps {
  readonly before: Before | undefined;
  readonly id: string;
}

/** What the part is compared with, and the button that takes it over. */
export function SameAsBefore({
  before,
  id,
  title,
}: PartProps & {
  /** Of the section or block: several such buttons stand on one page. */
  readonly title: string;
}): JSX.Element | null {
  const part = before?.comparison.parts.find((each) => each.id === id);
  if (before === undefined || part === undefined) return null;
  if (part.before === undefined) return <PartState before={before} id={id} />;
  if (before.asks === id) return <AskBeforeReplacing part={part} />;
  return (
    <div class="app-same-as-before">
      <PartState before={before} id={id} />
      {confirmationOf(before, part) === undefined ? (
        <Button weight="outline" size="md" formAction="/s/form/same-as-before" name="part" value={id}>
          前回と同じ（変更なし）<span class="dads-visually-hidden">：{title}</span>
        </Button>
      ) : null}
    </div>
  );
}

function AskBeforeReplacing({ part }: { readonly part: ComparedPart }) {
  const changed = part.fields.filter(({ isChanged }) => isChanged);
  return (
    <NotificationBanner kind="warning" heading="前回と異なる入力があります" headingLevel={3} announce>
      <p>
        「前回の内容に置き換える」を押すと、次の項目の入力を前回の回答で置き換えます。今の入力は下書きに保存してあります。
      </p>
      <ul>
        {changed.map((field) => (
          <li key={field.name}>
            {field.question.label}（前回の回答：{inWords(field)}）
          </li>
        ))}
      </ul>
      <Button weight="outline" size="md" formAction="/s/form/replace-with-before" name="part" value={part.id}>
        前回の内容に置き換える
      </Button>
    </NotificationBanner>
  );
}

/** 変更あり, 変更なし, 今回追加, and by whom it was looked over. */
export function PartState({ before, id }: PartProps): JSX.Element | null {
  const part = before?.comparison.parts.find((each) => each.id === id);
  if (before === undefined || part === undefined) return null;
  switch (stateOf(part)) {
    case 'new':
      return <State tone="warning">前回の回答にない項目です（今回追加）</State>;
    case 'changed':
      return <State tone="warning">前回から変更あり</State>;
    case 'unchanged': {
      const confirmation = confirmationOf(before, part);
      return confirmation === undefined ? (
        <State tone="neutral">前回から変更なし（確認の記録なし）</State>
      ) : (
        <State tone="success">前回から変更なし（{confirmation}が確認）</State>
      );
    }
  }
}

function State({
  tone,
  children,
}: {
  readonly tone: 'warning' | 'neutral' | 'success';
  readonly children: ComponentChildren;
}) {
  return (
    <p class="app-part-state">
      <StatusTag tone={tone}>{children}</StatusTag>
    </p>
  );
}

/** 令和8年6月10日に福祉課 */
function confirmationOf({ confirmed, delegations }: Before, part: ComparedPart): string | undefined {
  const change = stateOf(part) === 'unchanged' && part.before !== undefined ? confirmed[part.before] : undefined;
  if (change === undefined) return undefined;
  const section = delegations.find(({ number }) => number === change.delegation)?.section ?? '取りまとめ担当';
  return `${wareki(jstDateOf(change.at))}に${section}`;
}

/** Blocks from before that the answers no longer have: nothing vanishes without a word. */
export function GoneBlocks({ before }: { readonly before: Before | undefined }): JSX.Element | null {
  const gone = before?.comparison.gone ?? [];
  if (gone.length === 0) return null;
  return (
    <NotificationBanner kind="warning" heading="前回の回答にあって、今回の回答にないもの" headingLevel={3}>
      <ul>
        {gone.map(({ group, title }) => (
          <li key={`${group.id}.${title}`}>
            {group.label}：{title}
          </li>
        ))}
      </ul>
      {gone.some(({ group }) => hasEnding(group)) ? (
        <p>廃止したものは、削除せずに「廃止した」を選び、廃止した日と理由を入力してください。</p>
      ) : null}
    </NotificationBanner>
  );
}

function hasEnding({ retiredWhen }: QuestionGroup): boolean {
  return retiredWhen !== undefined;
}

/** Said once, above the form, while it shows answers from before. */
export function BeforeNotice({ before }: { readonly before: Before | undefined }): JSX.Element | null {
  if (before === undefined) return null;
  return (
    <NotificationBanner kind="info" heading="前回の回答を表示しています">
      <p>
        {wareki(before.comparison.confirmedOn)}
        に提出された回答を、入力欄に入れてあります。変わった項目を直してください。変わっていないところで「前回と同じ（変更なし）」を押すと、確認した日を記録します。
      </p>
    </NotificationBanner>
  );
}
