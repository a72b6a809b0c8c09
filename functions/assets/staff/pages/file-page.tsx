import type { Caller } from '../../../../shared/access/policy.ts';
import { hasBrokenOff, isScanOverdue, type UploadedFile } from '../../../../shared/assets/file.ts';
import { wareki } from '../../../../shared/calendar/wareki.ts';
import { type Instant, jstDateOf } from '../../../../shared/kernel/time.ts';
import { ButtonLink } from '../../../ui/components/button.tsx';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { FileState, refusedBecause, sizeOf } from './file-states.tsx';

export interface FilePage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly now: Instant;
  readonly file: UploadedFile;
}

export function renderFilePage({ caller, guard, now, file }: FilePage): string {
  return renderConsolePage({
    title: 'ファイルの状態',
    caller,
    guard,
    part: '/console/assets/files',
    breadcrumb: [
      { label: 'ホーム', href: '/console' },
      { label: 'ファイル', href: '/console/assets/files' },
      { label: 'ファイルの状態' },
    ],
    children: (
      <>
        <Heading level={1}>ファイルの状態</Heading>
        <DescriptionList
          items={[
            { term: 'ファイル名', description: file.fileName },
            { term: '状態', description: <FileState file={file} now={now} /> },
            { term: '大きさ', description: sizeOf(file.sizeBytes) },
            { term: '受付日', description: wareki(jstDateOf(file.requestedAt)) },
            ...(file.status === 'clean'
              ? [{ term: 'SHA-256', description: <code class="app-digest">{file.sha256}</code> }]
              : []),
          ]}
        />
        <NextStep file={file} now={now} />
      </>
    ),
  });
}

function NextStep({ file, now }: { readonly file: UploadedFile; readonly now: Instant }) {
  if (hasBrokenOff(file, now)) return <Refused text="アップロードが途中で止まっています。もう一度送ってください。" />;
  if (isScanOverdue(file, now)) return <Refused text={refusedBecause['not-scannable']} />;
  switch (file.status) {
    case 'uploading':
    case 'scanning':
      return (
        <>
          <p>ウイルス検査が終わると、取り込みの確認へ進めます。ふつうは1分ほどで終わります。</p>
          <ButtonLink href={`/console/assets/files/${file.fileId}`} weight="outline">
            状態を更新する
          </ButtonLink>
        </>
      );
    case 'clean':
      return <ButtonLink href={`/console/notices/imports/${file.fileId}`}>取り込みの確認へ進む</ButtonLink>;
    case 'refused':
      return <Refused text={refusedBecause[file.reason]} />;
  }
}

function Refused({ text }: { readonly text: string }) {
  return (
    <>
      <NotificationBanner kind="error" heading="このファイルは取り込めません">
        <p>{text}</p>
      </NotificationBanner>
      <p>
        <a class="dads-link" href="/console/notices/contacts">
          連絡先の画面へ
        </a>
      </p>
    </>
  );
}
