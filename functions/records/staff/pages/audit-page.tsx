import type { Caller } from '../../../../shared/access/policy.ts';
import { Role, roleLabels } from '../../../../shared/access/role.ts';
import { wareki } from '../../../../shared/calendar/wareki.ts';
import { addDays, type Instant, type JstDate, jstTimeOf } from '../../../../shared/kernel/time.ts';
import type { AuditEntry } from '../../../../shared/records/audit-entry.ts';
import { Button } from '../../../ui/components/button.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { actionLabel } from './action-labels.ts';

export interface AuditPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly day: JstDate;
  readonly entries: readonly AuditEntry[];
  readonly next?: string;
}

export function renderAuditPage({ caller, guard, day, entries, next }: AuditPage): string {
  return renderConsolePage({
    title: '操作の記録',
    caller,
    guard,
    part: '/console/records/audit',
    children: (
      <>
        <Heading level={1}>操作の記録</Heading>
        <p>いつ、誰が、何をしたかの記録です。記録は書き足すことしかできません。</p>
        <form class="app-filter" method="get" action="/console/records/audit">
          <TextField name="day" label="日付" kind="date" width="sm" need="unmarked" value={day} />
          <Button weight="outline" size="md">
            この日の記録を表示する
          </Button>
        </form>
        <Table
          id="audit"
          caption={`${wareki(day)}の記録`}
          columns={[
            { header: '時刻', cell: ({ at }) => timeOf(at), namesRow: true },
            { header: '操作した人', cell: ({ actor }) => whoIs(actor) },
            { header: '操作', cell: ({ action }) => actionLabel(action) },
            { header: '対象', cell: ({ target }) => <code class="app-digest">{target}</code> },
            { header: '内容', cell: ({ detail }) => wordsOf(detail) },
          ]}
          rows={entries}
          rowKey={({ id }) => id}
          emptyText="この日の記録はありません。"
        />
        {next === undefined ? null : (
          <p>
            <a class="dads-link" href={`?day=${day}&after=${encodeURIComponent(next)}`}>
              続きを表示する
            </a>
          </p>
        )}
        <nav class="app-day-links" aria-label="日付の移動">
          <a class="dads-link" href={`?day=${addDays(day, -1)}`}>
            前の日の記録
          </a>
          <a class="dads-link" href={`?day=${addDays(day, 1)}`}>
            次の日の記録
          </a>
        </nav>
      </>
    ),
  });
}

function timeOf(at: Instant): string {
  const { hour, minute } = jstTimeOf(at);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:${at.slice(17, 19)}`;
}

function whoIs(actor: AuditEntry['actor']): string {
  switch (actor.kind) {
    case 'account':
      return `${roleOf(actor.role)}（${actor.accountId.slice(0, 8)}）`;
    case 'organisation':
      return `団体 ${actor.organisationId}`;
    case 'system':
      return 'システム';
    case 'visitor':
      return '閲覧者';
  }
}

function roleOf(role: string): string {
  const known = Role.safeParse(role);
  return known.success ? roleLabels[known.data] : role;
}

function wordsOf(detail: AuditEntry['detail']): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${value}`)
    .join('、');
}
