/** 庁内回覧用紙: the form on A4, with room to write, to be passed around and typed in once. */
import type { JSX } from 'preact';
import { wareki, warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import { type Instant, JstDate, jstDateOf } from '../../../../shared/kernel/time.ts';
import {
  choicesOf,
  type Field,
  type FormDefinition,
  fieldsOfBlock,
  fieldsOfItem,
  isGroup,
  type QuestionGroup,
} from '../../../../shared/programmes/form-definition.ts';
import { blocksOf, type Draft } from '../../../../shared/programmes/form-draft.ts';
import type { Invitation } from '../../../../shared/surveys/invitation.ts';
import type { QrCode } from '../../../platform/export/qr-code.ts';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { renderSurveyPage, type SurveyHead } from '../../public/pages/survey-frame.tsx';
import { howToFill } from '../how-to-fill.ts';

export interface SheetPage {
  readonly head: SurveyHead;
  readonly form: FormDefinition;
  /** What is saved so far; printed, so that only the rest has to be written. */
  readonly answers: Draft;
  readonly invitation: Pick<Invitation, 'organisationId' | 'organisationName' | 'dueOn' | 'closesOn'>;
  readonly dueReason?: string;
  readonly printedAt: Instant;
  readonly entry: { readonly address: string; readonly qr: QrCode; readonly code: string | undefined };
}

export function renderSheetPage(page: SheetPage): string {
  const { head, form } = page;
  return renderSurveyPage({
    ...{ title: '庁内回覧用紙', head },
    children: (
      <div class="app-sheet">
        <Heading level={1}>庁内回覧用紙</Heading>
        <p class="app-screen-only">
          ブラウザーの印刷（A4・縦）で印刷してください。<Link href="/s/files">戻る</Link>
        </p>
        <Facts {...page} />
        <Entry {...page} />
        <p>{form.introduction}</p>
        {form.sections.map((section) => (
          <Section key={section.id} id={section.id} heading={section.title}>
            {section.hint === undefined ? null : <p>{section.hint}</p>}
            {section.items.map((item) =>
              isGroup(item) ? (
                <Blocks key={item.id} group={item} {...page} />
              ) : (
                <Boxes key={item.id} fields={fieldsOfItem(item, {})} {...page} />
              ),
            )}
          </Section>
        ))}
      </div>
    ),
  });
}

function Facts({ form, invitation, dueReason, printedAt }: SheetPage) {
  const { organisationName, organisationId, dueOn, closesOn } = invitation;
  const referenceDay = JstDate.safeParse(form.referenceDay).data;
  return (
    <DescriptionList
      items={[
        { term: '団体', description: `${organisationName}（団体コード ${organisationId}）` },
        {
          term: '提出期限',
          description: (
            <>
              {warekiWithWeekday(dueOn)}
              {dueReason === undefined ? null : <span class="dads-support-text">　{dueReason}</span>}
            </>
          ),
        },
        { term: '受付終了', description: warekiWithWeekday(closesOn) },
        ...(referenceDay === undefined ? [] : [{ term: '基準日', description: wareki(referenceDay) }]),
        { term: '調査票', description: `${form.title}（第${form.version}版）` },
        {
          term: '印刷した日',
          description: `${wareki(jstDateOf(printedAt))}（この日までに保存した下書きを印字しています）`,
        },
      ]}
    />
  );
}

/** How the paper leads to the form. The square holds the address alone: the code is typed. */
function Entry({ entry: { address, qr, code }, invitation }: SheetPage) {
  return (
    <section class="app-sheet__entry" aria-labelledby="entry-heading">
      <svg
        class="app-sheet__qr"
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label={`${address} の二次元コード`}
      >
        <path d={qr.path} />
      </svg>
      <div>
        <h2 class="app-sheet__entry-heading" id="entry-heading">
          入力するところ
        </h2>
        <p>
          {address}
          （二次元コードも同じアドレスです）
        </p>
        {code === undefined ? (
          <p>ご自分に届いたメールのリンクから入力してください。</p>
        ) : (
          <>
            <p>
              団体コード <strong class="app-sheet__code">{invitation.organisationId}</strong>　回答用コード{' '}
              <strong class="app-sheet__code">{code}</strong>
            </p>
            <NotificationBanner
              kind="warning"
              heading="この用紙を持つ方は、この団体の回答を入力・提出できます"
              headingLevel={3}
            >
              <p>
                庁外に渡さず、入力が終わったら廃棄してください。なくしたときは、下のお問い合わせ先に連絡してください。
              </p>
            </NotificationBanner>
          </>
        )}
      </div>
    </section>
  );
}

type Written = Pick<SheetPage, 'form' | 'answers'>;

function Blocks({ group, form, answers }: Written & { readonly group: QuestionGroup }): JSX.Element {
  const shown = Math.max(blocksOf(form, answers)[group.id] ?? 0, group.min, 1);
  return (
    <>
      <p>
        {group.hint} {group.label}が{shown}件より多いときは、この部分をコピーして使ってください（{group.max}件まで）。
      </p>
      {Array.from({ length: shown }, (_, index) => (
        <div key={fieldsOfBlock(group, index)[0]?.name} class="app-sheet__block">
          <Heading level={3}>{`${group.label}${index + 1}`}</Heading>
          <Boxes fields={fieldsOfBlock(group, index)} form={form} answers={answers} />
        </div>
      ))}
    </>
  );
}

function Boxes({ fields, form, answers }: Written & { readonly fields: readonly Field[] }): JSX.Element {
  return (
    <>
      {fields.map((field) => (
        <div key={field.name} class="app-sheet__question">
          <p class="app-sheet__label">
            {field.question.label}
            {field.question.required ? '【必須】' : ''}
          </p>
          <p class="dads-support-text">{howToFill(form, field.question, field.block).join(' ')}</p>
          <Box field={field} answer={answers[field.name]} />
        </div>
      ))}
    </>
  );
}

function Box({ field: { question }, answer }: { readonly field: Field; readonly answer: Draft[string] | undefined }) {
  const choices = choicesOf(question);
  const given = [answer ?? []].flat();
  if (choices.length > 0) {
    return (
      <p class="app-sheet__choices">
        {choices.map(({ value, label }) => (
          <span key={value}>{`${given.includes(value) ? '☑' : '☐'} ${label}`}</span>
        ))}
      </p>
    );
  }
  return (
    <p class="app-sheet__box" data-size={question.type === 'long-text' ? 'large' : undefined}>
      {given.join('\n')}
      {question.type === 'number' ? <span class="app-sheet__unit">{question.unit}</span> : null}
    </p>
  );
}
