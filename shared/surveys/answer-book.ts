/**
 * A form as an Excel book (調査票のファイル) for one organisation: one sheet for the questions, one for the blocks of each
 * group, a row a block. Here stands where each answer has its cell; how a file is written and read stands elsewhere.
 *
 * Nuances: of several choices each has a cell of its own that is marked with ○, so that no separator has to be agreed
 * on. Every answer cell has a label that says whose it is; a cell whose label is not where it was is not believed.
 */
import { columnLetters } from '../kernel/column-letters.ts';
import {
  type Choice,
  choicesOf,
  type Field,
  type FormDefinition,
  fieldsOfBlock,
  isGroup,
  type Question,
  type QuestionGroup,
} from '../programmes/form-definition.ts';
import type { Draft } from '../programmes/form-draft.ts';

/** From 0, as a place in rows of cells. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface AnswerSlot extends Place {
  readonly sheet: string;
  readonly field: Field;
  /** The choice that is marked in this cell; absent where the cell holds the whole answer. */
  readonly choice?: Choice;
  /** What stands beside or above it. */
  readonly label: Place & { readonly text: string };
}

export const questionsSheet = '質問';
export const factsSheet = '確認用';
export const choicesSheet = '選択肢';
/** 番号, 分野, 質問, 区分, 書き方, 回答. */
const questionColumns = { label: 2, answer: 5 } as const;
/** Above the blocks: the labels, and how each is filled in. */
export const groupHeadingRows = 2;
export const circle = '○';
const longestSheetName = 31;

/** A question as a person sees it in the book: a row, or a column of a group's sheet. */
export interface AskedCell {
  readonly question: Question;
  readonly choice?: Choice;
  readonly label: string;
}

/** Of several choices, one cell each. */
function cellsOf(question: Question): readonly AskedCell[] {
  if (question.type !== 'multiple-choice') return [{ question, label: question.label }];
  return question.choices.map((choice) => ({ question, choice, label: `${question.label}：${choice.label}` }));
}

/** The questions outside of groups, in the order of the form, with the title of their section. */
export function askedAlone(form: FormDefinition): readonly (AskedCell & { readonly section: string })[] {
  return form.sections.flatMap(({ title, items }) =>
    items.flatMap((item) => (isGroup(item) ? [] : cellsOf(item).map((cell) => ({ ...cell, section: title })))),
  );
}

export interface GroupSheet {
  readonly name: string;
  readonly group: QuestionGroup;
  readonly cells: readonly AskedCell[];
}

export function groupSheets(form: FormDefinition): readonly GroupSheet[] {
  const groups = form.sections.flatMap(({ items }) => items.filter(isGroup));
  return groups.map((group, place) => ({
    name: sheetName(group.label, place + 1),
    group,
    cells: group.questions.flatMap(cellsOf),
  }));
}

/** Unique by its number, and without what Excel does not allow in names. */
function sheetName(label: string, number: number): string {
  const plain = label.replace(/[[\]:*?/\\']/g, ' ').trim();
  return `${number} ${[...plain].slice(0, longestSheetName - 4).join('')}`;
}

/** Every answer cell of the book. */
export function slotsOf(form: FormDefinition): readonly AnswerSlot[] {
  return [
    ...askedAlone(form).map(({ question, choice, label }, place) => ({
      ...{ sheet: questionsSheet, row: place + 1, column: questionColumns.answer },
      field: { name: question.id, label: question.label, question },
      ...(choice === undefined ? {} : { choice }),
      label: { row: place + 1, column: questionColumns.label, text: label },
    })),
    ...groupSheets(form).flatMap(slotsOfGroup),
  ];
}

function slotsOfGroup({ name, group, cells }: GroupSheet): readonly AnswerSlot[] {
  return Array.from({ length: group.max }, (_, index) => index).flatMap((index) => {
    const fields = new Map(fieldsOfBlock(group, index).map((field) => [field.question.id, field]));
    return cells.flatMap(({ question, choice, label }, place) => {
      const field = fields.get(question.id);
      if (field === undefined) return [];
      return [
        {
          ...{ sheet: name, row: index + groupHeadingRows, column: place + 1, field },
          ...(choice === undefined ? {} : { choice }),
          label: { row: 0, column: place + 1, text: label },
        },
      ];
    });
  });
}

/** What stands in the cell for these answers: labels instead of values, words as typed. */
export function cellText({ field, choice }: Pick<AnswerSlot, 'field' | 'choice'>, answers: Draft): string {
  const answer = answers[field.name];
  if (answer === undefined) return '';
  if (choice !== undefined) return [answer].flat().includes(choice.value) ? circle : '';
  const text = typeof answer === 'string' ? answer : answer.join('\n');
  return choicesOf(field.question).find(({ value }) => value === text)?.label ?? text;
}

/** A cell by the name that Excel gives it: F12. */
export function cellName({ row, column }: Place): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** Whose book it is, as it stands on the sheet that is not shown. */
export interface BookFacts {
  readonly organisationId: string;
  readonly programmeId: string;
  readonly roundId: string;
  readonly formId: string;
  readonly formVersion: number;
  /** What the book was filled with, field by field and in short. */
  readonly seen: string;
}

export const factLabels = {
  organisationId: '団体コード',
  programmeId: '事業',
  roundId: '調査の回',
  formId: '調査票',
  formVersion: '調査票の版',
  seen: '書き出した内容',
} as const satisfies Record<keyof BookFacts, string>;
