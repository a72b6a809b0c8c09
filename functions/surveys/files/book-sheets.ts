/** The book of an organisation as it is drawn: how to fill it in, the questions, the blocks, and whose it is. */
import { warekiWithWeekday } from '../../../shared/calendar/wareki.ts';
import { choicesOf, type FormDefinition, type Question } from '../../../shared/programmes/form-definition.ts';
import type { Draft } from '../../../shared/programmes/form-draft.ts';
import {
  type AskedCell,
  askedAlone,
  type BookFacts,
  cellText,
  circle,
  factLabels,
  factsSheet,
  type GroupSheet,
  groupSheets,
  questionsSheet,
  slotsOf,
} from '../../../shared/surveys/answer-book.ts';
import type { Invitation } from '../../../shared/surveys/invitation.ts';
import type { FormCell, FormSheet } from '../../platform/export/form-workbook.ts';
import { howToFill } from './how-to-fill.ts';

export interface BookContent {
  readonly form: FormDefinition;
  readonly answers: Draft;
  readonly invitation: Pick<Invitation, 'surveyTitle' | 'organisationName' | 'organisationId' | 'dueOn' | 'closesOn'>;
  readonly facts: BookFacts;
}

export function bookSheets(content: BookContent): readonly FormSheet[] {
  return [
    guideSheet(content),
    questionSheet(content),
    ...groupSheets(content.form).map((sheet) => groupSheet(content, sheet)),
    factSheet(content.facts),
  ];
}

const words = (text: string): FormCell => ({ text, look: 'words' });
const note = (text: string): FormCell => ({ text, look: 'note' });
const heading = (text: string): FormCell => ({ text, look: 'heading' });

function guideSheet({ form, invitation }: BookContent): FormSheet {
  const { surveyTitle, organisationName, organisationId, dueOn, closesOn } = invitation;
  const groups = groupSheets(form).map(({ name }) => `「${name}」`);
  const steps = [
    '黄色のセルに入力してください。ほかのセルは変更できません。',
    `「${questionsSheet}」のシートに回答を入力してください。`,
    ...(groups.length === 0 ? [] : [`${groups.join('')}のシートは、1行に1件ずつ入力してください。`]),
    `選択肢ごとに行や列が分かれている質問は、あてはまるものに「${circle}」を入力してください。`,
    'セルを結合しないでください。数式を使わないでください（計算結果は読み取りません）。シートの名前や行・列を変えないでください。',
    '入力が終わったら、回答ページの「Excel・回覧用紙・カレンダー」から、このファイルを読み込んでください。読み込んだだけでは提出になりません。',
    'このファイルは、この団体のこの調査だけに使えます。',
  ];
  return {
    ...{ name: '説明', widths: [18, 90], frozen: { rows: 0, columns: 0 } },
    rows: [
      [{ text: surveyTitle, look: 'title' }],
      [],
      [heading('団体'), words(`${organisationName}（団体コード ${organisationId}）`)],
      [heading('提出期限'), words(`${warekiWithWeekday(dueOn)}（受付終了 ${warekiWithWeekday(closesOn)}）`)],
      [heading('調査票'), words(`${form.title}（第${form.version}版）`)],
      ...(form.referenceDay === undefined ? [] : [[heading('基準日'), words(form.referenceDay)]]),
      [],
      ...steps.map((step, place) => [note(`${place + 1}`), note(step)]),
    ],
  };
}

function questionSheet({ form, answers }: BookContent): FormSheet {
  const slots = slotsOf(form).filter(({ sheet }) => sheet === questionsSheet);
  const asked = askedAlone(form);
  return {
    ...{ name: questionsSheet, widths: [6, 22, 40, 8, 50, 50], frozen: { rows: 1, columns: 0 } },
    rows: [
      ['番号', '分野', '質問', '区分', '書き方', '回答'].map(heading),
      ...slots.map((slot, place) => {
        const cell = asked[place];
        const { question } = slot.field;
        return [
          words(String(place + 1)),
          words(cell?.section ?? ''),
          words(slot.label.text),
          words(question.required ? '必須' : '任意'),
          words(howTo(form, question, cell)),
          answerCell(slot, answers),
        ];
      }),
    ],
  };
}

function groupSheet({ form, answers }: BookContent, { name, group, cells }: GroupSheet): FormSheet {
  const slots = Map.groupBy(
    slotsOf(form).filter(({ sheet }) => sheet === name),
    ({ row }) => row,
  );
  return {
    ...{ name, widths: [16, ...cells.map(widthOf)], frozen: { rows: 2, columns: 1 } },
    rows: [
      [heading(group.label), ...cells.map(({ label }) => heading(label))],
      [
        note(group.hint ?? `${group.max}件まで`),
        ...cells.map((cell) =>
          note(`${cell.question.required ? '【必須】' : ''}${howTo(form, cell.question, cell, { group, index: 0 })}`),
        ),
      ],
      ...[...slots.values()].map((row, index) => [
        words(`${group.label}${index + 1}`),
        ...row.map((slot) => answerCell(slot, answers)),
      ]),
    ],
  };
}

function widthOf({ question, choice }: AskedCell): number {
  if (choice !== undefined) return 14;
  return question.type === 'long-text' || question.type === 'postal-address' ? 40 : 24;
}

/** Said once for several choices, at the first of them. */
function howTo(
  form: FormDefinition,
  question: Question,
  cell: AskedCell | undefined,
  block?: Parameters<typeof howToFill>[2],
): string {
  const isFurther = cell?.choice !== undefined && choicesOf(question)[0] !== cell.choice;
  return isFurther ? '' : howToFill(form, question, block).join('\n');
}

function answerCell(slot: ReturnType<typeof slotsOf>[number], answers: Draft): FormCell {
  const text = cellText(slot, answers);
  if (slot.choice !== undefined) return { text, look: 'answer', choices: [circle] };
  const choices = choicesOf(slot.field.question).map(({ label }) => label);
  return { text, look: 'answer', ...(choices.length === 0 ? {} : { choices }) };
}

function factSheet(facts: BookFacts): FormSheet {
  const rows: readonly (readonly [string, string])[] = [
    [factLabels.organisationId, facts.organisationId],
    [factLabels.programmeId, facts.programmeId],
    [factLabels.roundId, facts.roundId],
    [factLabels.formId, facts.formId],
    [factLabels.formVersion, String(facts.formVersion)],
    [factLabels.seen, facts.seen],
  ];
  return {
    ...{ name: factsSheet, widths: [20, 60], frozen: { rows: 0, columns: 0 }, isHidden: true },
    rows: rows.map(([label, text]) => [words(label), words(text)]),
  };
}
