import type { Caller } from '../../../../shared/access/policy.ts';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { UploadForm } from '../../../ui/components/upload-form.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';

export interface UploadPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly errors: readonly FieldError[];
}

/** Shown again where a file was refused; the first time the form stands on the page that needs the file. */
export function renderUploadPage({ caller, guard, errors }: UploadPage): string {
  return renderConsolePage({
    title: '連絡先ファイルのアップロード',
    caller,
    guard,
    part: '/console/notices/contacts',
    hasErrors: errors.length > 0,
    scripts: ['upload.js'],
    children: (
      <>
        <ErrorSummary errors={errors} />
        <Heading level={1}>連絡先ファイルのアップロード</Heading>
        <UploadForm
          {...guard}
          startUrl="/console/assets/uploads"
          action="/console/assets/files"
          file={{
            name: 'file',
            label: '連絡先ファイル',
            support: 'CSV（UTF-8またはShift_JIS）かXLSXのファイルを選択してください。20MBまで送れます。',
            need: 'required',
            accept: '.csv,.xlsx',
            error: errors.find(({ field }) => field === 'file')?.message,
          }}
        />
      </>
    ),
  });
}
