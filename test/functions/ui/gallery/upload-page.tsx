import { Heading } from '../../../../functions/ui/components/heading.tsx';
import { UploadForm } from '../../../../functions/ui/components/upload-form.tsx';
import { renderPage } from '../../../../functions/ui/document.tsx';
import { ConsoleShell } from '../../../../functions/ui/shells/console-shell.tsx';
import { guard } from './console-page.tsx';

export function uploadPage(): string {
  return renderPage({
    title: '動画の登録',
    styles: ['app.css'],
    scripts: ['upload.js', 'submit-once.js'],
    body: (
      <ConsoleShell programmeName="女性支援プラットフォーム" homeHref="/console" navigation={{ items: [] }}>
        <Heading level={1}>動画を登録する</Heading>
        <UploadForm
          startUrl="/start"
          action="/upload"
          file={{ name: 'file', label: '動画ファイル', need: 'required', accept: 'video/mp4' }}
          {...guard}
        />
      </ConsoleShell>
    ),
  });
}
