/** What several pages of a round share: its state, its place in the console, its figures. */
import type { ComponentChildren, JSX } from 'preact';
import type { InvitationStatus } from '../../../../shared/surveys/invitation.ts';
import { invitationStatusLabels } from '../../../../shared/surveys/invitation.ts';
import type { Round } from '../../../../shared/surveys/round.ts';
import type { Crumb } from '../../../ui/components/breadcrumb.tsx';
import { StatusTag, type StatusTone } from '../../../ui/components/status-tag.tsx';

const roundStates = {
  draft: { tone: 'neutral', label: '開始前' },
  cancelled: { tone: 'neutral', label: '取りやめ' },
  opening: { tone: 'progress', label: '送信の準備中' },
  open: { tone: 'success', label: '開始済み' },
  closed: { tone: 'neutral', label: '終了' },
} as const satisfies Record<Round['status'], { tone: StatusTone; label: string }>;

export function RoundState({ round }: { readonly round: Round }): JSX.Element {
  const { tone, label } = roundStates[round.status];
  return <StatusTag tone={tone}>{label}</StatusTag>;
}

const tones = {
  invited: 'neutral',
  drafting: 'neutral',
  submitted: 'progress',
  returned: 'error',
  accepted: 'success',
  exempt: 'neutral',
} as const satisfies Record<InvitationStatus, StatusTone>;

/** 未着手 and 入力途中 both say 未回答 first: whether somebody has begun is no answer yet. */
export function InvitationState({ status }: { readonly status: InvitationStatus | undefined }): JSX.Element {
  if (status === undefined) return <StatusTag tone="neutral">未回答（依頼の準備中）</StatusTag>;
  return <StatusTag tone={tones[status]}>{statusLabel(status)}</StatusTag>;
}

export function statusLabel(status: InvitationStatus): string {
  const label = invitationStatusLabels[status];
  return status === 'invited' || status === 'drafting' ? `未回答（${label}）` : label;
}

export const roundsPart = '/console/surveys/rounds';

export function roundHref({ roundId }: Pick<Round, 'roundId'>, rest = ''): string {
  return `${roundsPart}/${roundId}${rest}`;
}

/** ホーム › 調査 › the round › this page. */
export function crumbsOf(round: Round, here?: string): readonly Crumb[] {
  const trunk = [
    { label: 'ホーム', href: '/console' },
    { label: '調査', href: roundsPart },
  ];
  return here === undefined
    ? [...trunk, { label: round.title }]
    : [...trunk, { label: round.title, href: roundHref(round) }, { label: here }];
}

/** 1,788団体 */
export function bodies(count: number): string {
  return `${count.toLocaleString('ja-JP')}団体`;
}

export interface Figure {
  readonly term: string;
  readonly value: ComponentChildren;
  readonly note?: string;
}

/** A few figures side by side, the most important first. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }): JSX.Element {
  return (
    <dl class="app-figures">
      {figures.map(({ term, value, note }) => (
        <div class="app-figures__one" key={term}>
          <dt>{term}</dt>
          <dd>
            <span class="app-figures__value">{value}</span>
            {note === undefined ? null : <span class="app-figures__note">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
