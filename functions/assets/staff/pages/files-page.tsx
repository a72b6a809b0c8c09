import type { Caller } from '../../../../shared/access/policy.ts';
import type { UploadedFile } from '../../../../shared/assets/file.ts';
import { wareki } from '../../../../shared/calendar/wareki.ts';
import { type Instant, jstDateOf } from '../../../../shared/kernel/time.ts';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { FileState, sizeOf } from './file-states.tsx';

export interface FilesPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly now: Instant;
  readonly files: readonly UploadedFile[];
}

export function renderFilesPage({ caller, guard, now, files }: FilesPage): string {
  return renderConsolePage({
    title: 'ファイル',
    caller,
    guard,
    part: '/console/assets/files',
    children: (
      <>
        <Heading level={1}>ファイル</Heading>
        <p>アップロードしたファイルは、ウイルス検査で安全と確認できたものだけを取り込みます。</p>
        <Table
          id="files"
          caption="アップロードしたファイル（新しい順、100件まで）"
          columns={[
            {
              header: 'ファイル名',
              namesRow: true,
              cell: ({ fileId, fileName }) => (
                <a class="dads-link" href={`/console/assets/files/${fileId}`}>
                  {fileName}
                </a>
              ),
            },
            { header: '状態', cell: (file) => <FileState file={file} now={now} /> },
            { header: '大きさ', cell: ({ sizeBytes }) => sizeOf(sizeBytes), kind: 'number' },
            { header: '受付日', cell: ({ requestedAt }) => wareki(jstDateOf(requestedAt)) },
          ]}
          rows={files}
          rowKey={({ fileId }) => fileId}
          emptyText="アップロードしたファイルはありません。"
        />
      </>
    ),
  });
}
