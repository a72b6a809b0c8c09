import type { ComponentChildren } from 'preact';
import { ButtonLink } from './components/button.tsx';
import { DescriptionList } from './components/description-list.tsx';
import { Heading } from './components/heading.tsx';
import { mainId, SkipLink } from './components/skip-link.tsx';
import { renderPage } from './document.tsx';
import { type ErrorStatus, type ErrorText, errorTexts } from './texts/error-texts.ts';

export interface ErrorPage {
  readonly status: ErrorStatus;
  /** Where this refusal has words of its own, they replace the general ones; they never name what is not to be known. */
  readonly text?: Partial<ErrorText>;
  /** The request's id, by which an engineer finds the record. */
  readonly requestId?: string;
  readonly home?: { readonly href: string; readonly label: string };
  readonly children?: ComponentChildren;
}

/** What happened, what to do, where to go on. Needs neither session nor data, so it can always be shown. */
export function renderErrorPage({ status, text, requestId, home, children }: ErrorPage): string {
  const { title, whatHappened, whatToDo }: ErrorText = { ...errorTexts[status], ...text };
  return renderPage({
    title,
    styles: ['app.css'],
    robots: 'noindex',
    body: (
      <>
        <SkipLink />
        <div class="app-body app-narrow">
          <main class="app-main app-error" id={mainId} tabindex={-1}>
            <Heading level={1}>{title}</Heading>
            <p>{whatHappened}</p>
            {whatToDo === '' ? null : <p>{whatToDo}</p>}
            {children}
            {requestId === undefined ? null : (
              <DescriptionList
                items={[
                  { term: 'エラーの種類', description: String(status) },
                  { term: '問い合わせ番号', description: requestId },
                ]}
              />
            )}
            {home === undefined ? null : (
              <p>
                <ButtonLink href={home.href} weight="outline">
                  {home.label}
                </ButtonLink>
              </p>
            )}
          </main>
        </div>
      </>
    ),
  });
}
