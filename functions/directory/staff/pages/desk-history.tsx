/** Version after version: who said so and when, from which answer or correction, and what changed by it. */
import { roleLabels } from '../../../../shared/access/role.ts';
import { wareki } from '../../../../shared/calendar/wareki.ts';
import {
  type DeskDifference,
  deskDifferences,
  deskLabels,
  type FieldChange,
} from '../../../../shared/directory/desk-differences.ts';
import type { DesksSource, OrganisationDesks } from '../../../../shared/directory/organisation-desks.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import { Table } from '../../../ui/components/table.tsx';

export function DeskHistory({ history }: { readonly history: readonly OrganisationDesks[] }) {
  const versions = history.map((entry, place) => ({ entry, differences: deskDifferences(history[place + 1], entry) }));
  return (
    <Table
      id="history"
      caption="受理した回答と訂正による変更"
      columns={[
        { header: '版', cell: ({ entry }) => `第${entry.version}版`, namesRow: true },
        { header: '確認日', cell: ({ entry }) => wareki(entry.confirmedOn) },
        { header: 'もとになったもの', cell: ({ entry }) => sourceText(entry.source) },
        { header: '回答した部署', cell: ({ entry }) => entry.source.section ?? '記録なし' },
        { header: '受理した日と人', cell: ({ entry }) => acceptanceText(entry.source) },
        { header: '変更の内容', cell: ({ differences }) => <Differences differences={differences} /> },
      ]}
      rows={versions}
      rowKey={({ entry }) => String(entry.version)}
    />
  );
}

function sourceText(source: DesksSource): string {
  switch (source.kind) {
    case 'answer':
      return `回答 ${source.referenceNumber}`;
    case 'correction':
      return '訂正の依頼';
  }
}

/** The role, never a person's name. */
function acceptanceText({ acceptedAt, acceptedBy }: DesksSource): string {
  const role = Object.entries(roleLabels).find(([name]) => name === acceptedBy)?.[1];
  return `${wareki(jstDateOf(acceptedAt))}${role === undefined ? '' : ` ${role}`}`;
}

const words = { added: '追加', removed: '掲載をやめた', ended: '廃止' } as const;

/** What differs between two states of the desks; nothing that differs is a confirmation, and said so. */
export function Differences({ differences }: { readonly differences: readonly DeskDifference[] }) {
  if (differences.length === 0) return <>変更なし（内容を確認）</>;
  return (
    <ul>
      {differences.map((difference) => (
        <li key={difference.deskId}>
          {difference.name}：
          {difference.kind === 'changed' ? difference.changes.map(changeText).join('、') : words[difference.kind]}
        </li>
      ))}
    </ul>
  );
}

function changeText({ field, before, after }: FieldChange): string {
  return `${deskLabels[field]}「${before ?? 'なし'}」→「${after ?? 'なし'}」`;
}
