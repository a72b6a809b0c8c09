/**
 * The closed language in which a form (調査票, 様式) is written as data, and the flat list of fields that it makes.
 *
 * Nuances: a published version of a form is never edited; a change is a new version beside it, and an answer keeps the
 * version it was given on. Whether an answer goes to the public and whether it is personal data must be said for every
 * question; a personal one states its purpose and how long it is kept.
 * @source 千葉県 仕様書 別記1 第3の1: only personal data that the purpose needs is collected
 */

/** Why a personal field is asked for and until when it is kept, both in Japanese as shown on the page. */
export interface PersonalData {
  readonly purpose: string;
  readonly retention: string;
}

/** Another question, standing before: in the same block where the block has one of that id, else at the top of the form. */
interface AboutAnother {
  readonly question: string;
}

/** The answer to the other one is among the values. */
export interface ChosenCondition extends AboutAnother {
  readonly isAnyOf: readonly string[];
}

/** The other one was left blank: so a form asks why. */
export interface BlankCondition extends AboutAnother {
  readonly isBlank: true;
}

/** When a question is asked. */
export type Condition = ChosenCondition | BlankCondition;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The answers are compared between local governments (M09), always beside what the figure means (定義). */
export interface Comparison {
  readonly definition: string;
}

interface QuestionBase {
  /** Stands in names of fields (`desks.0.phone`) and in stored answers: letters and digits only. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
  /** Whether the accepted answer goes to the public directory. */
  readonly publish: boolean;
  readonly personal: PersonalData | false;
  readonly comparison?: Comparison;
  /** The organisation must not change an answer that is known from before; the reason is shown. */
  readonly locked?: { readonly reason: string };
  readonly showWhen?: Condition;
}

export type WeekDay = '月' | '火' | '水' | '木' | '金' | '土' | '日' | '祝日' | '年末年始';

/** One of the nine fields of 曜日ごとの受付時間; `weeklyHours` makes them. */
export type DayHoursQuestion = QuestionBase & {
  readonly type: 'day-hours';
  readonly day: WeekDay;
  /** What the nine have in common; a required one is answered for at least one day of the week. */
  readonly week: { readonly id: string; readonly label: string; readonly required: boolean };
};

/** Lengths are in characters as people count them (code points). */
export type Question = DayHoursQuestion | (QuestionBase & PlainQuestion);

type PlainQuestion =
  | { readonly type: 'text' | 'long-text'; readonly maxLength: number }
  /** Short numbers such as #8008 included. */
  | { readonly type: 'phone' | 'mail' | 'url' }
  /** Hours of a day: `9:00-12:00, 13:00-17:00`. */
  | { readonly type: 'hours' }
  /** A calendar day, also as 令和8年3月31日. */
  | { readonly type: 'date' }
  | { readonly type: 'postal-address'; readonly maxLength: number }
  | { readonly type: 'single-choice' | 'multiple-choice'; readonly choices: readonly Choice[] }
  | { readonly type: 'yes-no-undecided' }
  /** Whole numbers; the unit is shown behind the field (人, 件, 回). */
  | { readonly type: 'number'; readonly unit: string; readonly min: number; readonly max: number };

/** Questions that are answered once for each of several things, e.g. for each desk. */
export interface QuestionGroup {
  readonly id: string;
  /** What one block is called; its number is put behind it: 相談窓口1. */
  readonly label: string;
  readonly hint?: string;
  /** How many blocks there must and may be where the group is asked for. */
  readonly min: number;
  readonly max: number;
  readonly showWhen?: ChosenCondition;
  /**
   * A block that says so of itself has ended (廃止): it stays in the answer and is not published. Only its first question
   * has to be answered, and what is asked because it has ended.
   */
  readonly retiredWhen?: ChosenCondition;
  /** Only blocks that say so of themselves go to the public, e.g. those that have the consent of whom they are about. */
  readonly publishWhen?: ChosenCondition;
  readonly questions: readonly Question[];
}

export interface FormSection {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly items: readonly (Question | QuestionGroup)[];
}

export interface FormDefinition {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly introduction: string;
  readonly source: string;
  /** 基準日 (`YYYY-MM-DD`): the day whose state is asked for; a form whose answers are compared has one. */
  readonly referenceDay?: string;
  readonly sections: readonly FormSection[];
  /** A complete answer, used in documents and tests. */
  readonly example: Readonly<Record<string, string | readonly string[]>>;
}

/** One field of the page, in the order of the form. */
export interface Field {
  /** The name in HTML and in drafts: `respondentSection`, `desks.0.phone`. */
  readonly name: string;
  /** Says which block it belongs to: 相談窓口1の電話番号. */
  readonly label: string;
  readonly question: Question;
  readonly block?: { readonly group: QuestionGroup; readonly index: number };
}

export function isGroup(item: Question | QuestionGroup): item is QuestionGroup {
  return 'questions' in item;
}

/** The questions whose answers are compared, in the order of the form; they stand outside groups. */
export function comparedQuestions(form: FormDefinition): readonly (Question & { readonly comparison: Comparison })[] {
  return form.sections.flatMap(({ items }) =>
    items.flatMap((item) =>
      isGroup(item) || item.comparison === undefined ? [] : [{ ...item, comparison: item.comparison }],
    ),
  );
}

export function groupsOf(form: FormDefinition): readonly QuestionGroup[] {
  return form.sections.flatMap((section) => section.items.filter(isGroup));
}

/**
 * Every field in the order of the form.
 * @param blocks how many blocks each group shows; a group that is not named shows as many as it must have, at least one
 */
export function fieldsOf(form: FormDefinition, blocks: Readonly<Record<string, number>> = {}): readonly Field[] {
  return form.sections.flatMap((section) => section.items.flatMap((item) => fieldsOfItem(item, blocks)));
}

/** The fields of one question or group, for a page that draws them section by section. */
export function fieldsOfItem(
  item: Question | QuestionGroup,
  blocks: Readonly<Record<string, number>>,
): readonly Field[] {
  if (!isGroup(item)) return [{ name: item.id, label: item.label, question: item }];
  const shown = Math.min(Math.max(blocks[item.id] ?? 0, item.min, 1), item.max);
  return Array.from({ length: shown }, (_, index) => fieldsOfBlock(item, index)).flat();
}

export function fieldsOfBlock(group: QuestionGroup, index: number): readonly Field[] {
  return group.questions.map((question) => ({
    name: fieldName(group, index, question),
    label: `${group.label}${index + 1}の${question.label}`,
    question,
    block: { group, index },
  }));
}

export function fieldName(group: QuestionGroup, index: number, question: Question): string {
  return `${group.id}.${index}.${question.id}`;
}

const yesNoUndecided: readonly Choice[] = [
  { value: 'yes', label: 'はい' },
  { value: 'no', label: 'いいえ' },
  { value: 'undecided', label: '未定' },
];

/** What may be chosen; empty for a question that is answered in words. */
export function choicesOf(question: Question): readonly Choice[] {
  if (question.type === 'yes-no-undecided') return yesNoUndecided;
  return 'choices' in question ? question.choices : [];
}
