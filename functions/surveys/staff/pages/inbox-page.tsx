/** 確認待ちの回答: what waits for a reviewer, the longest waiting first. */
import type { Caller } from '../../../../shared/access/policy.ts';
import type { Instant } from '../../../../shared/kernel/time.ts';
import type { SubmittedInvitation } from '../../../../shared/surveys/invitation.ts';
import { openDaysWaiting } from '../../../../shared/surveys/review-queue.ts';
import type { Round } from '../../../../shared/surveys/round.ts';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { StatusTag } from '../../../ui/components/status-tag.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { momentText } from '../../public/words.ts';
import { bodies, crumbsOf, roundHref, roundsPart } from './round-parts.tsx';

export interface InboxPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly now: Instant;
  readonly round: Round;
  readonly waiting: readonly SubmittedInvitation[];
}

export function renderInboxPage({ caller, guard, now, round, waiting }: InboxPage): string {
  const unread = waiting.filter(({ openedForReviewAt }) => openedForReviewAt === undefined).length;
  return renderConsolePage({
    title: `確認待ちの回答（${round.title}）`,
    caller,
    guard,
    part: roundsPart,
    breadcrumb: crumbsOf(round, '確認待ちの回答'),
    children: (
      <>
        <Heading level={1} shoulder={round.title}>
          確認待ちの回答
        </Heading>
        <p>
          {`${bodies(waiting.length)}の回答が、確認を待っています。うち未読は${bodies(unread)}です。待っている期間の長いものから並べています。`}
        </p>
        <p class="dads-support-text">
          回答を開くと、その団体は回答を引き戻せなくなります。開くのは、確認を始めるときにしてください。
        </p>
        <Table
          id="inbox"
          caption="確認待ちの回答（提出の早い順）"
          columns={[
            {
              header: '団体',
              namesRow: true,
              cell: ({ organisationId, organisationName }) => (
                <Link href={roundHref(round, `/organisations/${organisationId}`)}>{organisationName}</Link>
              ),
            },
            { header: '状態', cell: (each) => <ReadState invitation={each} /> },
            { header: '提出日時', cell: ({ submittedAt }) => momentText(submittedAt) },
            { header: '待っている期間', cell: (each) => `${openDaysWaiting(each, now)}開庁日` },
          ]}
          rows={waiting}
          rowKey={({ organisationId }) => organisationId}
          emptyText="確認を待っている回答はありません。"
        />
      </>
    ),
  });
}

function ReadState({ invitation }: { readonly invitation: SubmittedInvitation }) {
  return (
    <>
      {invitation.openedForReviewAt === undefined ? (
        <StatusTag tone="progress">未読</StatusTag>
      ) : (
        <StatusTag tone="neutral">確認中</StatusTag>
      )}
      {invitation.lastReturn === undefined ? null : '（再提出）'}
    </>
  );
}
