/** Every page on which an organisation corrects its desks. The tab says nothing of the subject or the organisation. */
import type { ComponentChildren } from 'preact';
import { findProgramme } from '../../../../shared/programmes/registry.ts';
import { mainId, SkipLink } from '../../../ui/components/skip-link.tsx';
import { renderPage } from '../../../ui/document.tsx';
import { ja } from '../../../ui/texts/ja.ts';

export interface CorrectionFrame {
  readonly title: string;
  readonly hasErrors?: boolean;
  readonly children: ComponentChildren;
}

export function renderCorrectionPage({ title, hasErrors, children }: CorrectionFrame): string {
  return renderPage({
    title: `${hasErrors === true ? ja.errorTitlePrefix : ''}${title}｜${ja.siteName}`,
    styles: ['app.css'],
    scripts: ['submit-once.js'],
    robots: 'noindex',
    referrer: 'same-origin',
    body: (
      <>
        <SkipLink />
        <div class="app-body app-narrow">
          <main class="app-main" id={mainId} tabindex={-1}>
            {children}
          </main>
        </div>
      </>
    ),
  });
}

/** Whom to ask, by the name under which the programme writes. */
export function contactOf(programmeId: string): string {
  return findProgramme(programmeId)?.mail.contactSection ?? '';
}
