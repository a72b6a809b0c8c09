import type { Caller } from '../../../../shared/access/policy.ts';
import type { CollationRequest, DoneCollation } from '../../../../shared/surveys/collation-request.ts';
import type { Round } from '../../../../shared/surveys/round.ts';
import { ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { momentText } from '../../public/words.ts';
import { bodies, crumbsOf, roundHref, roundsPart } from './round-parts.tsx';

export interface CollationPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly round: Round;
  readonly collation: CollationRequest;
}

export function renderCollationPage({ caller, guard, round, collation }: CollationPage): string {
  return renderConsolePage({
    title: `回答の取りまとめ（${round.title}）`,
    caller,
    guard,
    part: roundsPart,
    breadcrumb: crumbsOf(round, '回答の取りまとめ'),
    children: (
      <>
        <Heading level={1} shoulder={round.title}>
          回答の取りまとめ
        </Heading>
        {collation.status === 'done' ? (
          <Files round={round} collation={collation} />
        ) : (
          <Waiting round={round} collation={collation} />
        )}
      </>
    ),
  });
}

interface Props<Collation> {
  readonly round: Round;
  readonly collation: Collation;
}

function Waiting({ round, collation }: Props<CollationRequest>) {
  return (
    <NotificationBanner kind="info" heading="ファイルを作成しています" announce>
      <p>
        {momentText(collation.requestedAt)}
        に作成を始めました。通常は1分ほどで終わります。この画面を閉じても作成は続きます。
      </p>
      <ButtonGroup>
        <ButtonLink weight="outline" size="md" href={roundHref(round, `/collations/${collation.collationId}`)}>
          最新の状況を見る
        </ButtonLink>
      </ButtonGroup>
    </NotificationBanner>
  );
}

function Files({ round, collation }: Props<DoneCollation>) {
  const hrefOf = (file: string) => roundHref(round, `/collations/${collation.collationId}/files/${file}`);
  const { organisations, answered, rows, doneAt } = collation;
  return (
    <>
      <DescriptionList
        items={[
          { term: '作成日時', description: momentText(doneAt) },
          { term: '対象', description: bodies(organisations) },
          { term: '回答した団体', description: bodies(answered) },
          { term: '未回答・差戻し中', description: `${bodies(organisations - answered)}（回答の欄は空欄）` },
          { term: '行数', description: `${rows.toLocaleString('ja-JP')}行（窓口ごとに1行）` },
        ]}
      />
      <Section id="files" heading="ファイルの保存">
        <p>個人情報を含む場合があります。取扱いに注意してください。保存した人と日時を記録します。</p>
        <ul class="app-downloads">
          <li>
            <ButtonLink href={hrefOf('answers.xlsx')}>Excel（XLSX）を保存する</ButtonLink>
            <p class="dads-support-text">団体コードの先頭の0が残ります。通常はこちらを使ってください。</p>
          </li>
          <li>
            <ButtonLink weight="outline" href={hrefOf('answers.csv')}>
              CSV（UTF-8）を保存する
            </ButtonLink>
            <p class="dads-support-text">ほかのシステムに取り込むときに使います。</p>
          </li>
          <li>
            <ButtonLink weight="outline" href={hrefOf('answers-cp932.csv')}>
              CSV（Shift_JIS）を保存する
            </ButtonLink>
            <p class="dads-support-text">
              UTF-8を読めないシステムのためのファイルです。表せない文字は「〓」になります。
            </p>
          </li>
        </ul>
      </Section>
      <Unencodable collation={collation} />
    </>
  );
}

function Unencodable({ collation }: { readonly collation: DoneCollation }) {
  if (collation.unencodable.length === 0) {
    return <p>Shift_JISで表せない文字はありませんでした。</p>;
  }
  return (
    <Section id="unencodable" heading="Shift_JISで表せなかった文字">
      <p>次の文字は、CSV（Shift_JIS）だけで「〓」に置き換えました。ほかのファイルには、元の文字のまま入っています。</p>
      <Table
        id="unencodable-characters"
        caption="置き換えた文字"
        columns={[
          { header: '文字', namesRow: true, cell: ({ character }) => character },
          { header: 'Unicode', cell: ({ character }) => codePointOf(character) },
          { header: '件数', kind: 'number', cell: ({ count }) => count },
        ]}
        rows={collation.unencodable}
        rowKey={({ character }) => character}
      />
    </Section>
  );
}

function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
