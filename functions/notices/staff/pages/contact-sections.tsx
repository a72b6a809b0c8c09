import { wareki } from '../../../../shared/calendar/wareki.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import type { ContactImport } from '../../../../shared/notices/contact-import.ts';
import type { Correction } from '../../../../shared/notices/correction.ts';
import { fullName, type LocalGovernment } from '../../../../shared/programmes/local-governments.ts';
import { Details } from '../../../ui/components/details.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { StatusTag } from '../../../ui/components/status-tag.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { momentText } from '../../texts/letter-parts.ts';
import { importLabels } from '../../texts/status-labels.ts';
import { organisationName } from './contacts-page.tsx';

/** The organisations that are asked and stand in no list: they stay in the denominator. */
export function MissingDetails({ id, missing }: { readonly id: string; readonly missing: readonly LocalGovernment[] }) {
  if (missing.length === 0) return <p>対象のすべての団体の連絡先があります。</p>;
  return (
    <Details summary={`連絡先のない団体：${missing.length.toLocaleString('ja-JP')}団体`}>
      <ul id={id}>
        {missing.map((each) => (
          <li key={each.code}>
            {each.code}　{fullName(each)}
          </li>
        ))}
      </ul>
    </Details>
  );
}

const correctionReasons = {
  bounced: 'メールが届きませんでした（宛先不明）',
  'no-address': 'アドレスがないため、送信できませんでした',
  excluded: '取り込みのときに除外されました',
} as const satisfies Record<Correction['reason'], string>;

export function CorrectionsSection(props: {
  readonly corrections: readonly Correction[];
  readonly mayCorrect: boolean;
}) {
  const { corrections, mayCorrect } = props;
  return (
    <Section id="corrections" heading="修正が必要な連絡先">
      <p>
        連絡先を直すか、使えるようになったことを登録するか、正しいアドレスを入れたファイルを取り込むと、この一覧から消えます。団体は調査の対象のままです。
      </p>
      <Table
        id="corrections-table"
        caption={`修正が必要な連絡先（${corrections.length}件）`}
        columns={[
          { header: '団体', namesRow: true, cell: ({ organisationId }) => organisationName(organisationId) },
          {
            header: '理由',
            cell: ({ reason, detail }) =>
              `${correctionReasons[reason]}${reason === 'excluded' ? `（${detail ?? ''}）` : ''}`,
          },
          { header: 'アドレス', cell: ({ mail }) => mail ?? '' },
          { header: '分かった日', cell: ({ notedAt }) => wareki(jstDateOf(notedAt)) },
          ...(mayCorrect ? [{ header: '操作', cell: correctionLink }] : []),
        ]}
        rows={corrections}
        rowKey={({ organisationId, mail }) => `${organisationId} ${mail ?? ''}`}
        emptyText="修正が必要な連絡先はありません。"
      />
    </Section>
  );
}

/** Where there is no contact, there is none to put right: it comes with a file. */
function correctionLink({ organisationId, reason }: Correction) {
  if (reason === 'no-address') return 'ファイルで取り込んでください。';
  return (
    <Link href={`/console/notices/contacts/${organisationId}/edit`}>
      {`${organisationName(organisationId)}の連絡先を直す`}
    </Link>
  );
}

export function ImportsSection({ imports }: { readonly imports: readonly ContactImport[] }) {
  if (imports.length === 0) return null;
  return (
    <Section id="imports" heading="最近の取り込み">
      <Table
        id="imports-table"
        caption="最近の取り込み（新しい順）"
        columns={[
          {
            header: '取り込んだ日時',
            namesRow: true,
            cell: ({ importId, requestedAt }) => (
              <Link href={`/console/notices/imports/${importId}`}>{momentText(requestedAt)}</Link>
            ),
          },
          { header: '状態', cell: ({ status }) => <ImportState status={status} /> },
          {
            header: '団体数',
            kind: 'number',
            cell: (each) => (each.status === 'has-errors' ? '' : each.organisations.toLocaleString('ja-JP')),
          },
        ]}
        rows={imports}
        rowKey={({ importId }) => importId}
      />
    </Section>
  );
}

export function ImportState({ status }: Pick<ContactImport, 'status'>) {
  const { text, tone } = importLabels[status];
  return <StatusTag tone={tone}>{text}</StatusTag>;
}
