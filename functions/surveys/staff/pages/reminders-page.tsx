import { type Caller, may } from '../../../../shared/access/policy.ts';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import type { RemindedOrganisation, RemindersPreview } from '../../../../shared/surveys/preview-reminders.ts';
import type { ReminderKind } from '../../../../shared/surveys/reminded-organisations.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { momentText } from '../../public/words.ts';
import { bodies, crumbsOf, Figures, roundHref, roundsPart } from './round-parts.tsx';
import { Schedule } from './schedule.tsx';

export interface RemindersPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly preview: RemindersPreview;
  readonly pausing: { readonly reason: string; readonly until: string; readonly errors: readonly FieldError[] };
}

const reminderKindLabels = {
  'not-started': '回答のお願い（未着手の団体）',
  'half-done': '提出のお願い（入力途中の団体）',
  returned: '再提出のお願い（差戻し中の団体）',
} as const satisfies Record<ReminderKind, string>;

/** More rows than this are not drawn; the list of organisations has them all. */
const shownAtMost = 200;

export function renderRemindersPage(page: RemindersPage): string {
  const { caller, guard, preview, pausing } = page;
  const { round } = preview;
  return renderConsolePage({
    title: `リマインドメール（${round.title}）`,
    caller,
    guard,
    part: roundsPart,
    hasErrors: pausing.errors.length > 0,
    breadcrumb: crumbsOf(round, 'リマインドメール'),
    children: (
      <>
        <ErrorSummary errors={pausing.errors} />
        <Heading level={1} shoulder={round.title}>
          リマインドメール
        </Heading>
        {preview.isPaused ? <Paused preview={preview} /> : null}
        <Section id="next" heading={`${warekiWithWeekday(preview.on)} 午前9時からの送信`}>
          <Next preview={preview} />
        </Section>
        {round.status === 'open' && may(caller.role, 'rounds:send') ? <Pausing {...page} /> : null}
        <Section id="schedule" heading="日程">
          <Schedule round={round} />
        </Section>
      </>
    ),
  });
}

function Paused({ preview: { round } }: { readonly preview: RemindersPreview }) {
  const paused = round.remindersPaused;
  if (paused === undefined) return null;
  return (
    <NotificationBanner kind="warning" heading="リマインドメールを止めています">
      <p>
        {momentText(paused.at)}に止めました。
        {paused.until === undefined ? '再開するまで送りません。' : `${warekiWithWeekday(paused.until)}に再開します。`}
      </p>
      <p>理由：{paused.reason}</p>
    </NotificationBanner>
  );
}

function Next({ preview: { step, organisations, isPaused } }: { readonly preview: RemindersPreview }) {
  if (isPaused) return <p>止めているため、送りません。</p>;
  if (step === undefined) return <p>この日に送るリマインドメールはありません。</p>;
  const count = (kind: ReminderKind) => bodies(organisations.filter((each) => each.kind === kind).length);
  const overdue = organisations.filter(({ isOverdue }) => isOverdue).length;
  return (
    <>
      <p>
        {step}回目のリマインドメールです。今の回答の状況で、{bodies(organisations.length)}
        に送ります。それまでに提出した団体と、メールが届かない団体には送りません。
      </p>
      <Figures
        figures={[
          { term: '未着手', value: count('not-started') },
          { term: '入力途中', value: count('half-done') },
          { term: '差戻し中', value: count('returned') },
          { term: '期限後の文面', value: bodies(overdue) },
        ]}
      />
      <Organisations organisations={organisations} />
    </>
  );
}

function Organisations({ organisations }: { readonly organisations: readonly RemindedOrganisation[] }) {
  const isCut = organisations.length > shownAtMost;
  return (
    <Table
      id="reminded"
      caption={isCut ? `送る団体（${bodies(organisations.length)}のうち、はじめの${shownAtMost}団体）` : '送る団体'}
      columns={[
        { header: '団体コード', cell: ({ organisationId }) => organisationId },
        { header: '団体', namesRow: true, cell: ({ organisationName }) => organisationName },
        {
          header: '文面',
          cell: ({ kind, isOverdue }) => `${reminderKindLabels[kind]}${isOverdue ? '、提出期限の経過' : ''}`,
        },
      ]}
      rows={organisations.slice(0, shownAtMost)}
      rowKey={({ organisationId }) => organisationId}
      emptyText="送る団体はありません。"
    />
  );
}

function Pausing({ guard, preview: { round }, pausing }: RemindersPage) {
  const errorOf = (field: string) => pausing.errors.find((error) => error.field === field)?.message;
  if (round.remindersPaused !== undefined) {
    return (
      <Section id="resume" heading="送信の再開">
        <p>再開すると、次の開庁日の午前9時に、いちばん新しい回のリマインドメールだけを送ります。</p>
        <Form {...guard} action={roundHref(round, '/reminders/resume')}>
          <ButtonGroup>
            <Button>リマインドメールを再開する</Button>
          </ButtonGroup>
        </Form>
      </Section>
    );
  }
  return (
    <Section id="pause" heading="送信の停止">
      <p>災害などで送信を控えるときに使います。止めた人と日時を記録します。</p>
      <Form {...guard} action={roundHref(round, '/reminders/pause')}>
        <TextField
          name="reason"
          label="止める理由"
          need="required"
          value={pausing.reason}
          error={errorOf('reason')}
          maxLength={200}
        />
        <TextField
          name="until"
          label="再開する日"
          support="空欄の場合は、再開の操作をするまで止めます。"
          kind="date"
          width="sm"
          need="optional"
          value={pausing.until}
          error={errorOf('until')}
        />
        <ButtonGroup>
          <Button weight="outline">リマインドメールを止める</Button>
          <ButtonLink weight="outline" href={roundHref(round)}>
            調査の画面に戻る
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </Section>
  );
}
