import { type Caller, may } from '../../../../shared/access/policy.ts';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import type { Instant } from '../../../../shared/kernel/time.ts';
import { draftFrom } from '../../../../shared/programmes/form-submission.ts';
import { compareWithBefore } from '../../../../shared/surveys/compare-with-before.ts';
import type { Invitation } from '../../../../shared/surveys/invitation.ts';
import { isLate } from '../../../../shared/surveys/invitation.ts';
import type { ReadResponse } from '../../../../shared/surveys/read-response.ts';
import type { Response } from '../../../../shared/surveys/response.ts';
import type { Neighbours } from '../../../../shared/surveys/review-queue.ts';
import type { Round } from '../../../../shared/surveys/round.ts';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { StatusTag } from '../../../ui/components/status-tag.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { AnswerList } from '../../public/pages/answer-list.tsx';
import { type Before, GoneBlocks } from '../../public/pages/before.tsx';
import { momentText } from '../../public/words.ts';
import { LinkSection } from './link-section.tsx';
import { ReviewSection } from './review-section.tsx';
import { crumbsOf, InvitationState, roundHref, roundsPart } from './round-parts.tsx';
import { SinceReturnSection } from './since-return-section.tsx';
import { type TermsForm, TermsSection } from './terms-section.tsx';

export interface OrganisationPage extends ReadResponse {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly now: Instant;
  readonly round: Round;
  /** Before and after it among the answers that wait for a reviewer. */
  readonly neighbours: Neighbours;
  /** What was typed about its terms, and refused. */
  readonly terms: TermsForm | undefined;
}

export function renderOrganisationPage(page: OrganisationPage): string {
  const { caller, guard, now, round, invitation, form, response, terms } = page;
  const before = beforeOf(page);
  const awaitsReview = invitation.status === 'submitted' && may(caller.role, 'responses:review');
  return renderConsolePage({
    title: `${invitation.organisationName}の回答`,
    caller,
    guard,
    part: roundsPart,
    hasErrors: terms !== undefined,
    breadcrumb: crumbsOf(round, invitation.organisationName),
    children: (
      <>
        <ErrorSummary errors={terms?.errors ?? []} />
        <Heading level={1} shoulder={round.title}>
          {invitation.organisationName}の回答
        </Heading>
        <DescriptionList items={factsOf(invitation, now)} />
        {awaitsReview ? (
          <p>
            <Link href="#review">受理・差戻しへ進む</Link>
          </p>
        ) : null}
        {may(caller.role, 'notices:read') ? (
          <p>
            <Link href={`/console/notices/organisations/${invitation.organisationId}`}>この団体へのメールを見る</Link>
          </p>
        ) : null}
        <SinceReturnSection {...page} />
        {response === undefined ? (
          <p>提出された回答は、まだありません。</p>
        ) : (
          <>
            <GoneBlocks before={before} />
            <AnswerList
              form={form}
              answers={draftFrom(form, response.submission)}
              authors={isShared(response) ? response.changes : undefined}
              before={before}
              editable={false}
            />
          </>
        )}
        {awaitsReview ? <ReviewSection guard={guard} invitation={invitation} /> : null}
        <QueueLinks {...page} />
        {may(caller.role, 'rounds:open') ? <TermsSection guard={guard} invitation={invitation} terms={terms} /> : null}
        {round.status === 'open' && may(caller.role, 'rounds:send') ? (
          <LinkSection guard={guard} invitation={invitation} />
        ) : null}
      </>
    ),
  });
}

/** Against what was accepted last, so that the reviewer looks at what is new. */
function beforeOf({ form, response, known, delegations = [] }: OrganisationPage): Before | undefined {
  const comparison = response && compareWithBefore(form, draftFrom(form, response.submission), known);
  return comparison && { comparison, confirmed: response.confirmed ?? {}, delegations };
}

function QueueLinks({ round, neighbours: { previous, next } }: OrganisationPage) {
  if (previous === undefined && next === undefined) return null;
  return (
    <nav aria-label="確認待ちの回答">
      <ul class="app-plain-list">
        {previous === undefined ? null : (
          <li>
            前の確認待ち：
            <Link href={roundHref(round, `/organisations/${previous.organisationId}`)}>
              {previous.organisationName}
            </Link>
          </li>
        )}
        {next === undefined ? null : (
          <li>
            次の確認待ち：
            <Link href={roundHref(round, `/organisations/${next.organisationId}`)}>{next.organisationName}</Link>
          </li>
        )}
      </ul>
    </nav>
  );
}

/** More than one section worked on it: then it is worth knowing who did what. */
function isShared({ changes = {} }: Response): boolean {
  return Object.values(changes).some(({ section }) => section !== undefined);
}

function factsOf(invitation: Invitation, now: Instant) {
  const { organisationId, dueOn, lastReminder } = invitation;
  return [
    { term: '団体コード', description: organisationId },
    { term: '回答の状況', description: <InvitationState status={invitation.status} /> },
    {
      term: '提出期限',
      description: (
        <>
          {warekiWithWeekday(dueOn)} {isLate(invitation, now) ? <StatusTag tone="error">期限後</StatusTag> : null}
        </>
      ),
    },
    ...('submittedAt' in invitation
      ? [
          { term: '提出日時', description: momentText(invitation.submittedAt) },
          { term: '受付番号', description: invitation.referenceNumber },
        ]
      : []),
    ...(invitation.status === 'returned'
      ? [
          { term: '差戻し日時', description: momentText(invitation.returnedAt) },
          { term: '差戻しの理由', description: <span class="app-answer">{invitation.reason}</span> },
          ...invitation.comments.map(({ label, text }) => ({
            term: `${label}へのコメント`,
            description: <span class="app-answer">{text}</span>,
          })),
        ]
      : []),
    ...(invitation.status === 'accepted' ? [{ term: '受理日時', description: momentText(invitation.acceptedAt) }] : []),
    ...(lastReminder === undefined
      ? []
      : [
          {
            term: '最後のリマインド',
            description: `${warekiWithWeekday(lastReminder.on)}（${lastReminder.step}回目）`,
          },
        ]),
  ];
}
