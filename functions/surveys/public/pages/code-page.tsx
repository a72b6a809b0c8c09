import { Button } from '../../../ui/components/button.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { mainId, SkipLink } from '../../../ui/components/skip-link.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { renderPage } from '../../../ui/document.tsx';
import { ja } from '../../../ui/texts/ja.ts';

export interface CodePage {
  readonly organisation: string;
  readonly code: string;
  readonly errors?: readonly FieldError[];
}

/** For those whose mail lost its link: two codes from the mail, typed. It names no survey and no organisation. */
export function renderCodePage({ organisation, code, errors = [] }: CodePage): string {
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return renderPage({
    title: `${errors.length > 0 ? ja.errorTitlePrefix : ''}回答用コードの入力｜${ja.siteName}`,
    styles: ['app.css'],
    scripts: ['submit-once.js'],
    robots: 'noindex',
    referrer: 'same-origin',
    body: (
      <>
        <SkipLink />
        <div class="app-body app-narrow">
          <main class="app-main" id={mainId} tabindex={-1}>
            <ErrorSummary errors={errors} />
            <Heading level={1}>回答用コードの入力</Heading>
            <p>
              調査のご案内メールに記載された2つのコードを入力してください。メールのリンクを開ける場合は、入力は必要ありません。
            </p>
            <form class="dads-form" method="post" action="/s" novalidate data-submit-once>
              <TextField
                name="organisation"
                label="団体コード"
                support="メールに記載された6文字です。地方公共団体は全国地方公共団体コードです。例：131016、N00019"
                width="sm"
                need="unmarked"
                value={organisation}
                error={errorOf('organisation')}
              />
              <TextField
                name="code"
                label="回答用コード"
                support="8文字です。大文字と小文字、ハイフンの有無は区別しません。例：K7RM-4T9P"
                width="sm"
                need="unmarked"
                value={code}
                error={errorOf('code')}
              />
              <div>
                <Button>回答ページを開く</Button>
              </div>
            </form>
          </main>
        </div>
      </>
    ),
  });
}
