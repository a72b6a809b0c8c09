/**
 * A programme's definition as a page in Japanese, so that those who know the document can check what the system made of
 * it. Every line names its clause.
 */

import { roleLabels, roles } from '../shared/access/role.ts';
import { wareki } from '../shared/calendar/wareki.ts';
import { JstDate } from '../shared/kernel/time.ts';
import { askedBefore } from '../shared/programmes/condition.ts';
import {
  type Condition,
  choicesOf,
  comparedQuestions,
  type FormDefinition,
  isGroup,
  type Question,
  type QuestionGroup,
} from '../shared/programmes/form-definition.ts';
import { type ProgrammeDefinition, telephoneNotAssigned } from '../shared/programmes/programme-definition.ts';
import { isHoliday } from '../shared/programmes/weekly-hours.ts';
import { dueInWords, periodInWords } from './due-in-words.ts';

export function programmeDocument(programme: ProgrammeDefinition): string {
  const { identity } = programme;
  return `${[
    `# ${identity.title}`,
    'この文書は `shared/programmes/` の定義から作成しています。直接編集しないでください（`npm run documents` で作り直します）。',
    '誤りを見つけた方は、箇所と正しい内容を事務局に知らせてください。',
    identitySection(programme),
    partiesSection(programme),
    rolesSection(programme),
    portalSection(programme),
    ...programme.surveys.map(surveySection),
    dutiesSection(programme),
    prescribedFormsSection(programme),
    incidentSection(programme),
    retentionSection(programme),
  ].join('\n\n')}\n`;
}

function identitySection({ identity, mail }: ProgrammeDefinition): string {
  const { document, period } = identity;
  return section('事業', [
    table(
      ['項目', '内容', '根拠'],
      [
        ['事業ID', `\`${identity.id}\``, ''],
        ['略称', identity.shortName, ''],
        ['年度', `${identity.fiscalYear}年度`, ''],
        ['根拠文書', `${document.title}（${document.kind}、${document.issuer}）`, ''],
        ['事業期間', `${wareki(period.from)}から${wareki(period.to)}まで`, period.source],
        ['メールの差出人', mail.senderName, ''],
        ['問合せ先', `${mail.contactSection}　電話 ${mail.phone === telephoneNotAssigned ? '未定' : mail.phone}`, ''],
      ],
    ),
  ]);
}

function partiesSection({ parties }: ProgrammeDefinition): string {
  const { implementingBody, receiver, others } = parties;
  return section('関係者', [
    table(
      ['関係者', '役割', '根拠'],
      [
        [implementingBody.name, '事業を実施し、報告する', implementingBody.source],
        [`${receiver.name} ${receiver.organ}`, '報告を受ける', receiver.source],
        ...others.map(({ name, part, source }) => [name, part, source]),
      ],
    ),
  ]);
}

function rolesSection({ roles: named, rolesSource }: ProgrammeDefinition): string {
  const present = roles.filter((role) => named[role] !== undefined);
  return section('利用者の区分', [
    table(
      ['この事業での呼び方', 'システムでの区分', '根拠'],
      present.map((role) => [named[role] ?? '', roleLabels[role], rolesSource]),
    ),
  ]);
}

function portalSection({ portal }: ProgrammeDefinition): string {
  if (portal === undefined) return section('ポータルサイト', ['この事業では設けません。']);
  return section('ポータルサイト', [
    table(
      ['項目', '内容'],
      [
        ['名称', portal.title],
        ['閲覧履歴などに残る名称', portal.neutralName],
        ['根拠', portal.source],
      ],
    ),
  ]);
}

const recipientNames = { 'local-governments': '地方公共団体', 'national-organisations': '全国団体' } as const;

function surveySection({ form, title, recipients, source }: ProgrammeDefinition['surveys'][number]): string {
  return section(`調査：${title}`, [
    `対象：${recipients.map((each) => recipientNames[each]).join('、')}（${source}）`,
    formTables(form),
  ]);
}

function formTables(form: FormDefinition): string {
  const head = `調査票 \`${form.id}\` 第${form.version}版（${form.source}）\n\n> ${form.introduction}`;
  return [head, ...form.sections.map((each) => formSection(each, form)), ...comparisonTable(form)].join('\n\n');
}

function comparisonTable(form: FormDefinition): readonly string[] {
  const compared = comparedQuestions(form);
  if (compared.length === 0) return [];
  const day = form.referenceDay === undefined ? '' : wareki(JstDate.parse(form.referenceDay));
  const rows = compared.map(({ label, comparison }) => [label, comparison.definition]);
  return ['### 地方公共団体の間で比較する項目', `基準日：${day}`, table(['項目', '定義'], rows)];
}

function formSection({ title, hint, items }: FormDefinition['sections'][number], form: FormDefinition): string {
  const rows = items.flatMap((item) =>
    isGroup(item)
      ? item.questions.map((question) => questionRow(question, item, form))
      : [questionRow(item, undefined, form)],
  );
  const groups = items
    .filter(isGroup)
    .map(({ label, min, max, showWhen }) => `- ${label}：${min}件から${max}件まで${conditionInWords(showWhen, form)}`);
  const heading = ['質問', '入力の形式', '必須', '公開', '個人情報'];
  return [`### ${title}`, ...(hint === undefined ? [] : [hint]), ...groups, table(heading, rows)].join('\n\n');
}

function questionRow(question: Question, group: QuestionGroup | undefined, form: FormDefinition): readonly string[] {
  const { label, required, publish, personal } = question;
  return [
    group === undefined ? label : `${group.label}／${label}`,
    `${typeInWords(question)}${conditionInWords(question.showWhen, form, group)}`,
    required ? '必須' : '任意',
    publish ? '公開' : '非公開',
    personal === false ? '含まない' : `含む（目的：${personal.purpose}。保存：${personal.retention}）`,
  ];
}

/** In the words of the page, not in those of the stored answer. */
function conditionInWords(condition: Condition | undefined, form: FormDefinition, group?: QuestionGroup): string {
  if (condition === undefined) return '';
  const asked = askedBefore(form, condition, group && { group, index: 0 })?.question;
  if (asked === undefined) throw new Error(`no question ${condition.question} in ${form.id}`);
  if ('isBlank' in condition) return `（「${asked.label}」が空欄のとき）`;
  const chosen = choicesOf(asked).filter(({ value }) => condition.isAnyOf.includes(value));
  return `（「${asked.label}」が「${chosen.map(({ label }) => label).join('」「')}」のとき）`;
}

function typeInWords(question: Question): string {
  switch (question.type) {
    case 'text':
      return `文字（1行、${question.maxLength}字まで）`;
    case 'long-text':
      return `文章（${question.maxLength}字まで）`;
    case 'postal-address':
      return `住所（${question.maxLength}字まで）`;
    case 'phone':
      return '電話番号（#8778 などの短縮番号を含む）';
    case 'mail':
      return 'メールアドレス';
    case 'url':
      return 'ページのアドレス';
    case 'hours':
      return '時間帯（9:00-17:00）';
    case 'date':
      return '年月日';
    case 'day-hours':
      return isHoliday(question.day) ? '時間帯（9:00-17:00）、休み、曜日どおり' : '時間帯（9:00-17:00）、休み';
    case 'number':
      return `整数（${question.min}から${question.max}まで、単位 ${question.unit}）`;
    case 'multiple-choice':
      return `選択（複数）：${labelsOf(question)}`;
    case 'single-choice':
    case 'yes-no-undecided':
      return `選択（1つ）：${labelsOf(question)}`;
  }
}

function labelsOf(question: Question): string {
  return choicesOf(question)
    .map(({ label }) => label)
    .join('、');
}

function dutiesSection({ duties }: ProgrammeDefinition): string {
  if (duties.length === 0) return section('報告・提出の義務', ['まだ登録していません。']);
  return section('報告・提出の義務', [
    table(
      ['義務', '対象期間', '期限', '様式', '根拠'],
      duties.map(({ title, per, due, form, source }) => [
        title,
        periodInWords(per),
        dueInWords(due),
        form ?? '定めなし',
        source,
      ]),
    ),
  ]);
}

function prescribedFormsSection({ prescribedForms }: ProgrammeDefinition): string {
  if (prescribedForms.length === 0) return section('様式', ['まだ登録していません。']);
  return section(
    '様式',
    prescribedForms.map(({ name, form, source }) => `**${name}**（${source}）\n\n${formTables(form)}`),
  );
}

function incidentSection({ incidentClock }: ProgrammeDefinition): string {
  if (incidentClock.length === 0) return section('事案が発生したときの報告', ['まだ登録していません。']);
  return section('事案が発生したときの報告', [
    table(
      ['報告', '期限', '根拠'],
      incidentClock.map(({ title, within, source }) => [
        title,
        within === 'at-once' ? '直ちに（時間の定めなし）' : `${within.after}から${within.minutes}分以内`,
        source,
      ]),
    ),
  ]);
}

function retentionSection({ retention }: ProgrammeDefinition): string {
  if (retention.length === 0) return section('記録の保存', ['まだ登録していません。']);
  return section('記録の保存', [
    table(
      ['記録', '保存期間', '根拠'],
      retention.map(({ what, yearsAfterFiscalYearEnd, source }) => [
        what,
        `年度末から${yearsAfterFiscalYearEnd}年`,
        source,
      ]),
    ),
  ]);
}

function section(title: string, parts: readonly string[]): string {
  return [`## ${title}`, ...parts].join('\n\n');
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}
