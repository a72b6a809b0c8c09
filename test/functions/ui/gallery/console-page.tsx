import { Button, ButtonGroup, ButtonLink } from '../../../../functions/ui/components/button.tsx';
import { DescriptionList } from '../../../../functions/ui/components/description-list.tsx';
import { Details } from '../../../../functions/ui/components/details.tsx';
import { EmptyState } from '../../../../functions/ui/components/empty-state.tsx';
import { Heading } from '../../../../functions/ui/components/heading.tsx';
import { Link } from '../../../../functions/ui/components/link.tsx';
import { NotificationBanner } from '../../../../functions/ui/components/notification-banner.tsx';
import { Pagination } from '../../../../functions/ui/components/pagination.tsx';
import { ProgressBar } from '../../../../functions/ui/components/progress-bar.tsx';
import { StatusTag, type StatusTone } from '../../../../functions/ui/components/status-tag.tsx';
import { Table } from '../../../../functions/ui/components/table.tsx';
import { renderPage } from '../../../../functions/ui/document.tsx';
import { ConsoleShell } from '../../../../functions/ui/shells/console-shell.tsx';
import { ja } from '../../../../functions/ui/texts/ja.ts';

interface Row {
  readonly code: string;
  readonly name: string;
  readonly tone: StatusTone;
  readonly state: string;
  readonly desks: number;
  readonly day: string;
}

const rows: readonly Row[] = [
  { code: '011002', name: '北海道札幌市', tone: 'success', state: '提出済み', desks: 12, day: '令和8年7月3日' },
  { code: '011011', name: '北海道函館市', tone: 'progress', state: '入力中', desks: 3, day: '令和8年7月2日' },
  { code: '121002', name: '千葉県千葉市', tone: 'warning', state: '差戻し', desks: 8, day: '令和8年7月1日' },
  { code: '122033', name: '千葉県市川市', tone: 'error', state: 'メール不達', desks: 0, day: '－' },
  { code: '473821', name: '沖縄県八重山郡与那国町', tone: 'neutral', state: '未着手', desks: 0, day: '－' },
];

export const guard = { csrf: 'csrf-token', commandId: 'command-0001' };

export function consolePage(): string {
  return renderPage({
    title: '調査の状況｜女性支援プラットフォーム',
    styles: ['app.css'],
    scripts: ['submit-once.js'],
    robots: 'noindex',
    body: (
      <ConsoleShell
        programmeName="女性支援プラットフォーム"
        homeHref="/console"
        person={{ name: '山田 花子', role: '実施団体 担当者', logOutAction: '/console/logout', guard }}
        navigation={{
          currentHref: '/console/surveys',
          items: [
            { label: 'ホーム', href: '/console' },
            { label: '調査', href: '/console/surveys' },
            { label: '相談窓口', href: '/console/desks' },
            { label: '連絡先名簿', href: '/console/contacts' },
            { label: 'メール送信', href: '/console/notices' },
            { label: '監査記録', href: '/console/records' },
          ],
        }}
        breadcrumb={[
          { label: 'ホーム', href: '/console' },
          { label: '調査', href: '/console/surveys' },
          { label: '令和8年度 相談窓口調査' },
        ]}
      >
        <Heading level={1} shoulder="令和8年度 第1回">
          相談窓口調査の回答状況
        </Heading>
        <NotificationBanner kind="success" heading="回答依頼を1,788団体に送信しました" announce>
          <p>送信できなかった団体は、連絡先名簿で確認できます。</p>
        </NotificationBanner>
        <ProgressBar id="answered" label="提出した団体" done={1243} total={1788} />
        <ButtonGroup>
          <ButtonLink href="/console/surveys/1/reminder">督促の予定を確認する</ButtonLink>
          <ButtonLink href="/console/surveys/1.xlsx" weight="outline" download="kaitou.xlsx">
            回答を{ja.actions.download}
          </ButtonLink>
          <Button weight="text" danger>
            受付を終了する
          </Button>
        </ButtonGroup>
        <Heading level={2}>団体ごとの状況</Heading>
        <Table
          id="organisations"
          caption="回答状況（団体コード順）"
          rows={rows}
          rowKey={(row) => row.code}
          columns={[
            { header: '団体コード', cell: (row) => row.code },
            {
              header: '団体名',
              namesRow: true,
              cell: (row) => <Link href={`/console/${row.code}`}>{row.name}</Link>,
            },
            { header: '状況', cell: (row) => <StatusTag tone={row.tone}>{row.state}</StatusTag> },
            { header: '窓口数', kind: 'number', cell: (row) => row.desks },
            { header: '最終更新日', cell: (row) => row.day },
          ]}
        />
        <Pagination summary={ja.pagination.range(1, 50, 1788)} nextHref="?after=50" />
        <Heading level={2}>調査の内容</Heading>
        <DescriptionList
          items={[
            { term: '対象', description: '都道府県47団体、市区町村1,741団体' },
            {
              term: '提出期限',
              description: '令和8年7月31日（金）',
              action: <Link href="/edit">提出期限を変更する</Link>,
            },
            {
              term: '根拠',
              description: (
                <Link href="https://example.jp/" newTab>
                  実施要綱 第3条第1項
                </Link>
              ),
            },
          ]}
        />
        <NotificationBanner kind="warning" heading="メールが届いていない団体が3団体あります">
          <p>正しい宛先を確認し、連絡先名簿を修正してください。</p>
        </NotificationBanner>
        <NotificationBanner kind="info" heading="次の督促は8月3日（月）9時に送信します" />
        <NotificationBanner kind="error" heading="取り込みに失敗しました">
          <p>3行目の団体コードの検査数字が正しくありません。</p>
        </NotificationBanner>
        <Details summary="督促の対象になる条件">
          <p>提出期限の5開庁日前に、未着手または入力中の団体へ送信します。</p>
        </Details>
        <EmptyState
          heading="差戻し中の回答はありません"
          action={
            <ButtonLink href="/all" weight="outline" size="md">
              すべての回答を見る
            </ButtonLink>
          }
        >
          回答を差し戻すと、ここに団体名と理由が表示されます。
        </EmptyState>
      </ConsoleShell>
    ),
  });
}
