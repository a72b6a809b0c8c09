import type { Caller } from '../../../../shared/access/policy.ts';
import { wareki } from '../../../../shared/calendar/wareki.ts';
import type { Unclaimed } from '../../../../shared/surveys/list-unclaimed.ts';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { bodies, crumbsOf, roundHref, roundsPart } from './round-parts.tsx';

export interface UnclaimedPage extends Unclaimed {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
}

const heading = '未引継ぎ・未着手の団体';

export function renderUnclaimedPage({ caller, guard, round, since, invitations }: UnclaimedPage): string {
  return renderConsolePage({
    ...{ title: heading, caller, guard, part: roundsPart, breadcrumb: crumbsOf(round, heading) },
    children: (
      <>
        <Heading level={1} shoulder={round.title}>
          {heading}
        </Heading>
        {since === undefined ? (
          <p>4月1日の人事異動のあと、4月10日から表示します。4月10日までに始まった、回答受付中の調査が対象です。</p>
        ) : (
          <>
            <p>
              {wareki(since)}
              以降、入力、分担、引継ぎのいずれも行われていない団体です。担当が変わり、依頼が引き継がれていないことがあります。電話などで確かめ、必要な場合は団体の画面からリンクを再発行してください。リンクを開いただけでは、着手とみなしません。
            </p>
            <Table
              id="unclaimed"
              caption={`${heading}（${bodies(invitations.length)}）`}
              columns={[
                {
                  header: '団体',
                  namesRow: true,
                  cell: ({ organisationId, organisationName }) => (
                    <Link href={roundHref(round, `/organisations/${organisationId}`)}>{organisationName}</Link>
                  ),
                },
                { header: '団体コード', cell: ({ organisationId }) => organisationId },
                {
                  header: '最後のリマインド',
                  cell: ({ lastReminder }) => (lastReminder === undefined ? '' : wareki(lastReminder.on)),
                },
              ]}
              rows={invitations}
              rowKey={({ organisationId }) => organisationId}
              emptyText="該当する団体はありません。"
            />
          </>
        )}
      </>
    ),
  });
}
