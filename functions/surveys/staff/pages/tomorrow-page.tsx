/** 次の送信: all open surveys of a programme on one page, with who gets what on the next open day. */
import { type Caller, may } from '../../../../shared/access/policy.ts';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import type { JstDate } from '../../../../shared/kernel/time.ts';
import type { RemindersPreview } from '../../../../shared/surveys/preview-reminders.ts';
import type { ReminderKind } from '../../../../shared/surveys/reminded-organisations.ts';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { bodies, roundHref, roundsPart } from './round-parts.tsx';

export const tomorrowPath = '/console/surveys/reminders';
export const tomorrowTitle = '次に送るリマインドメール';

export interface TomorrowPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  /** The open day that it is about. */
  readonly on: JstDate;
  /** Of every open round. */
  readonly previews: readonly RemindersPreview[];
}

export function renderTomorrowPage({ caller, guard, on, previews }: TomorrowPage): string {
  const total = previews.reduce((sum, { organisations }) => sum + organisations.length, 0);
  return renderConsolePage({
    title: tomorrowTitle,
    caller,
    guard,
    part: roundsPart,
    breadcrumb: [{ label: 'ホーム', href: '/console' }, { label: '調査', href: roundsPart }, { label: tomorrowTitle }],
    children: (
      <>
        <Heading level={1}>{tomorrowTitle}</Heading>
        {previews.length === 0 ? (
          <EmptyState heading="実施中の調査はありません">
            調査を開始すると、次に送るメールがここに表示されます。
          </EmptyState>
        ) : (
          <>
            <p>
              {warekiWithWeekday(on)} 午前9時に
              {total === 0
                ? '送るリマインドメールはありません。'
                : `、${bodies(total)}に送ります。それまでに提出した団体と、メールが届かない団体には送りません。`}
            </p>
            <Previews previews={previews} mayStop={may(caller.role, 'rounds:send')} />
          </>
        )}
      </>
    ),
  });
}

function Previews({ previews, mayStop }: Pick<TomorrowPage, 'previews'> & { readonly mayStop: boolean }) {
  const countOf =
    (kind: ReminderKind) =>
    ({ organisations }: RemindersPreview) =>
      bodies(organisations.filter((each) => each.kind === kind).length);
  return (
    <Table
      id="tomorrow"
      caption="実施中の調査ごとの送信先の数"
      columns={[
        {
          header: '調査の名称',
          namesRow: true,
          cell: ({ round }) => <Link href={roundHref(round)}>{round.title}</Link>,
        },
        { header: '送る回', cell: ({ step, isPaused }) => sentAs(step, isPaused) },
        { header: '未着手', kind: 'number', cell: countOf('not-started') },
        { header: '入力途中', kind: 'number', cell: countOf('half-done') },
        { header: '差戻し中', kind: 'number', cell: countOf('returned') },
        {
          header: mayStop ? '送信先と停止' : '送信先',
          cell: ({ round, isPaused }) => (
            <Link href={roundHref(round, '/reminders')}>
              {isPaused ? '止めている理由を見る' : '送信先を見る'}
              {mayStop ? (isPaused ? '・再開する' : '・止める') : ''}
              <span class="dads-visually-hidden">：{round.title}</span>
            </Link>
          ),
        },
      ]}
      rows={previews}
      rowKey={({ round }) => round.roundId}
    />
  );
}

function sentAs(step: number | undefined, isPaused: boolean): string {
  if (isPaused) return '停止中';
  return step === undefined ? '送りません' : `${step}回目`;
}
